import type { z } from 'zod'
import type { Actor } from '../../access/actor.ts'
import type { Role } from '../../access/permissions.ts'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { paged, readCursor } from '../paging.ts'
import { type Member, MemberPage, TeamQuery } from './contract.ts'

export const listMembers = operation({
  name: 'team.list',
  summary: 'List the people of this business',
  permission: 'config.read',
  input: TeamQuery,
  output: MemberPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<MemberRow[]>`
        select ${tx(columns)} from users
        where tenant_id = ${tenantOf(call)} ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc
        limit ${limit + 1}`,
    )
    return paged(rows, limit, memberOf, ({ id }) => [id])
  },
})

export type MemberRow = {
  id: string
  email: string
  name: string
  role: Role
  status: 'active' | 'disabled'
  created_at: Date
}

const columns = ['id', 'email', 'name', 'role', 'status', 'created_at']

/**
 * Locks all the people of a tenant, so that their changes follow each other and none meets a role that another is about to
 * take away; returns the one that is meant. Throws `not_found`.
 */
export async function lockMember(tx: Tx, tenantId: string, id: string): Promise<MemberRow> {
  const rows = await tx<MemberRow[]>`
    select ${tx(columns)} from users where tenant_id = ${tenantId} order by id for no key update`
  const member = rows.find((row) => row.id === id)
  if (!member) throw new Failure('not_found')
  return member
}

/** The owner is changed by a transfer only, and nobody changes themselves. Throws `permission_denied`. */
export function refuseOutOfReach(actor: Actor, member: MemberRow): void {
  if (member.role === 'owner')
    throw new Failure('permission_denied', 'The owner is changed by transferring the ownership only.')
  if (actor.kind === 'user' && actor.id === member.id)
    throw new Failure('permission_denied', 'Somebody else must change you; you can leave the team.')
}

export const memberOf = ({ id, created_at, ...same }: MemberRow): z.infer<typeof Member> => ({
  ...same,
  id: publicId('user', id),
  createdAt: created_at.toISOString(),
})
