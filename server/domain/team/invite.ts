import type { z } from 'zod'
import { actorName } from '../../access/actor.ts'
import { newMailedToken } from '../../access/mailed-tokens.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import { mailedLink } from '../accounts/links.ts'
import { emailOf } from '../accounts/users.ts'
import { audit } from '../audit/append.ts'
import { holdPlace } from '../billing/limits.ts'
import { paged, readCursor } from '../paging.ts'
import { Invitation, InvitationPage, InvitationRef, NewInvitation, Nothing, TeamQuery } from './contract.ts'
import { mailInvitation } from './jobs.ts'

const lifetimeMs = 7 * 24 * 3_600_000

export const inviteMember = operation({
  name: 'team.invite',
  summary: 'Ask somebody to join, by e-mail',
  permission: 'team.manage',
  idempotency: 'transaction',
  input: NewInvitation,
  output: Invitation,
  async run(call, { email: given, role }) {
    const tenantId = tenantOf(call)
    const email = emailOf(given)
    return call.tenant(async (tx) => {
      await holdPlace(tx, tenantId, 'seats')
      await tx`delete from invitations where tenant_id = ${tenantId} and expires_at <= ${call.now}`
      const [taken] = await tx`select from users where tenant_id = ${tenantId} and email = ${email}`
      if (taken) throw new Failure('email_taken', 'This person is in the team already.')
      const [row] = await tx<InvitationRow[]>`
        insert into invitations (tenant_id, id, email, role, invited_by, created_at, expires_at)
        values (${tenantId}, ${newUuid()}, ${email}, ${role}, ${actorName(call.actor)}, ${call.now}, ${endOf(call)})
        on conflict (tenant_id, email) do nothing
        returning ${tx(columns)}`
      if (!row)
        throw new Failure('email_taken', 'This address was invited already; send the mail again instead.')
      const invitation = invitationOf(row)
      await call.jobs.send(tx, mailInvitation, { tenantId, invitationId: row.id })
      await audit(tx, call, tenantId, {
        action: 'team.invite',
        subject: invitation.id,
        details: { email, role },
      })
      return invitation
    })
  },
})

export const listInvitations = operation({
  name: 'team.listInvitations',
  summary: 'List who was asked to join and may still come',
  permission: 'team.manage',
  input: TeamQuery,
  output: InvitationPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<InvitationRow[]>`
        select ${tx(columns)} from invitations
        where tenant_id = ${tenantOf(call)} and expires_at > ${call.now}
          ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc
        limit ${limit + 1}`,
    )
    return paged(rows, limit, invitationOf, ({ id }) => [id])
  },
})

export const resendInvitation = operation({
  name: 'team.resendInvitation',
  summary: 'Mail a new link; the one before works no more',
  permission: 'team.manage',
  idempotency: 'transaction',
  input: InvitationRef,
  output: Invitation,
  async run(call, { id }) {
    const tenantId = tenantOf(call)
    return call.tenant(async (tx) => {
      const [row] = await tx<InvitationRow[]>`
        update invitations set expires_at = ${endOf(call)}, token_hash = null
        where tenant_id = ${tenantId} and id = ${uuidOf('inv', id)} and expires_at > ${call.now}
        returning ${tx(columns)}`
      if (!row) throw new Failure('not_found')
      await call.jobs.send(tx, mailInvitation, { tenantId, invitationId: row.id })
      await audit(tx, call, tenantId, { action: 'team.resendInvitation', subject: id })
      return invitationOf(row)
    })
  },
})

export const revokeInvitation = operation({
  name: 'team.revokeInvitation',
  summary: 'Take an invitation back; its seat is free',
  permission: 'team.manage',
  input: InvitationRef,
  output: Nothing,
  async run(call, { id }) {
    await call.tenant(async (tx) => {
      const gone = await tx`
        delete from invitations
        where tenant_id = ${tenantOf(call)} and id = ${uuidOf('inv', id)} and expires_at > ${call.now}`
      if (gone.count === 0) throw new Failure('not_found')
      await audit(tx, call, tenantOf(call), { action: 'team.revokeInvitation', subject: id })
    })
    return {}
  },
})

/** What the job does: makes the link, of which only the hash is kept, and mails it if the invitation still stands. */
export async function sendInvitation(call: Call, invitationId: string): Promise<void> {
  const tenantId = tenantOf(call)
  const { token, hash } = newMailedToken()
  const [invited] = await call.tenant(
    (tx) => tx<{ email: string; business: string }[]>`
      update invitations i set token_hash = ${hash}
      from tenants t
      where i.tenant_id = ${tenantId} and i.id = ${invitationId} and i.expires_at > ${call.now} and t.id = i.tenant_id
      returning i.email, t.name as business`,
  )
  if (!invited) return
  await call.mailer.send({
    to: invited.email,
    subject: `Join ${invited.business} at Office 168/52`,
    text: `You are asked to join the team of ${invited.business}.

Choose a name and a password within seven days:
${mailedLink(call.config, 'join', token)}

If you do not know ${invited.business}, do nothing.`,
  })
}

type InvitationRow = {
  id: string
  email: string
  role: 'admin' | 'agent' | 'viewer'
  invited_by: string
  created_at: Date
  expires_at: Date
}

const columns = ['id', 'email', 'role', 'invited_by', 'created_at', 'expires_at']

const endOf = ({ now }: Call) => new Date(now.getTime() + lifetimeMs)

const invitationOf = (row: InvitationRow): z.infer<typeof Invitation> => ({
  id: publicId('inv', row.id),
  email: row.email,
  role: row.role,
  invitedBy: row.invited_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
})
