import type { z } from 'zod'
import { forgetSession } from '../../access/sessions.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { endSessions } from '../accounts/users.ts'
import { audit, type Change } from '../audit/append.ts'
import { holdPlace } from '../billing/limits.ts'
import { Leave, Member, MemberRef, Nothing, RoleChange } from './contract.ts'
import { lockMember, type MemberRow, memberOf, refuseOutOfReach } from './members.ts'

export const changeRole = operation({
  name: 'team.changeRole',
  summary: 'Give somebody another role',
  permission: 'team.manage',
  input: RoleChange,
  output: Member,
  run: (call, { id, role }) =>
    changeMember(call, 'team.changeRole', id, async (tx, member) => {
      await tx`update users set role = ${role} where tenant_id = ${tenantOf(call)} and id = ${member.id}`
      return { now: { role }, details: { before: member.role, after: role } }
    }),
})

export const disableMember = operation({
  name: 'team.disable',
  summary: 'Shut somebody out; their seat is free',
  permission: 'team.manage',
  input: MemberRef,
  output: Member,
  run: (call, { id }) =>
    changeMember(call, 'team.disable', id, async (tx, member) => {
      await tx`update users set status = 'disabled' where tenant_id = ${tenantOf(call)} and id = ${member.id}`
      await endSessions(tx, tenantOf(call), member.id, call.now)
      return { now: { status: 'disabled' } }
    }),
})

export const enableMember = operation({
  name: 'team.enable',
  summary: 'Let somebody in again who was shut out',
  permission: 'team.manage',
  input: MemberRef,
  output: Member,
  run: (call, { id }) =>
    changeMember(call, 'team.enable', id, async (tx, member) => {
      if (member.status === 'disabled') await holdPlace(tx, tenantOf(call), 'seats')
      await tx`update users set status = 'active' where tenant_id = ${tenantOf(call)} and id = ${member.id}`
      return { now: { status: 'active' } }
    }),
})

export const removeMember = operation({
  name: 'team.remove',
  summary: 'Remove somebody for good; what they did stays',
  permission: 'team.manage',
  input: MemberRef,
  output: Nothing,
  async run(call, { id }) {
    await changeMember(call, 'team.remove', id, async (tx, member) => {
      await tx`delete from users where tenant_id = ${tenantOf(call)} and id = ${member.id}`
      return { now: {}, details: { email: member.email } }
    })
    return {}
  },
})

export const leaveTeam = operation({
  name: 'team.leave',
  summary: 'Leave the team for good',
  permission: 'user',
  input: Leave,
  output: Nothing,
  async run(call) {
    const { actor } = call
    if (actor.kind !== 'user') throw new Failure('unauthenticated')
    const ended = await call.tenant(async (tx) => {
      const member = await lockMember(tx, actor.tenantId, actor.id)
      if (member.role === 'owner')
        throw new Failure('permission_denied', 'Transfer the ownership before you leave.')
      const ended = await endSessions(tx, actor.tenantId, actor.id, call.now)
      await tx`delete from users where tenant_id = ${actor.tenantId} and id = ${actor.id}`
      const subject = publicId('user', actor.id)
      await audit(tx, call, actor.tenantId, {
        action: 'team.leave',
        subject,
        details: { email: member.email },
      })
      return ended
    })
    for (const over of ended) forgetSession(call.memory, over)
    return {}
  },
})

type Made = { now: Partial<MemberRow>; details?: Change['details'] }

/** A change of somebody else, with its entry in the log; this process knows of it at once, the others within 5 s. */
async function changeMember(
  call: Call,
  action: string,
  publicIdOf: string,
  make: (tx: Tx, member: MemberRow) => Promise<Made>,
): Promise<z.infer<typeof Member>> {
  const tenantId = tenantOf(call)
  const { member, sessions } = await call.tenant(async (tx) => {
    // the plan before the people, in the order of everybody who locks both
    await tx`select from tenants where id = ${tenantId} for no key update`
    const before = await lockMember(tx, tenantId, uuidOf('user', publicIdOf))
    refuseOutOfReach(call.actor, before)
    const sessions = await tx<{ id: string }[]>`
      select id from sessions where tenant_id = ${tenantId} and user_id = ${before.id} and revoked_at is null`
    const { now, details } = await make(tx, before)
    await audit(tx, call, tenantId, { action, subject: publicIdOf, details })
    return { member: { ...before, ...now }, sessions }
  })
  for (const { id } of sessions) forgetSession(call.memory, id)
  return memberOf(member)
}
