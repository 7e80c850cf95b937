import { forgetSession } from '../../access/sessions.ts'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import { proveOwnPassword } from '../accounts/prove-password.ts'
import { audit } from '../audit/append.ts'
import { Member, Transfer } from './contract.ts'
import { lockMember, memberOf } from './members.ts'

/** The owner becomes an admin, in one transaction with the other's becoming the owner. */
export const transferOwnership = operation({
  name: 'team.transferOwnership',
  summary: 'Make somebody else the owner',
  permission: 'user',
  input: Transfer,
  output: Member,
  async run(call, { id, password }) {
    const { actor } = call
    const tenantId = tenantOf(call)
    if (actor.kind !== 'user' || actor.role !== 'owner')
      throw new Failure('permission_denied', 'This is for the owner.')
    await call.tenant((tx) => lockMember(tx, tenantId, uuidOf('user', id)))
    await proveOwnPassword(call, 'password', password)
    const { member, sessions } = await call.tenant(async (tx) => {
      const next = await lockMember(tx, tenantId, uuidOf('user', id))
      const present = await lockMember(tx, tenantId, actor.id)
      if (present.role !== 'owner') throw new Failure('permission_denied', 'This is for the owner.')
      if (next.status !== 'active' || next.id === present.id)
        throw new Failure('invalid_input', 'id: name somebody else who can log in.', {
          errors: [{ path: 'id', code: 'not_eligible', message: 'must be somebody else who can log in' }],
        })
      await tx`update users set role = 'admin' where tenant_id = ${tenantId} and id = ${present.id}`
      await tx`update users set role = 'owner' where tenant_id = ${tenantId} and id = ${next.id}`
      const details = { from: publicId('user', present.id), to: id }
      await audit(tx, call, tenantId, { action: 'team.transferOwnership', subject: id, details })
      const sessions = await tx<{ id: string }[]>`
        select id from sessions where tenant_id = ${tenantId} and user_id in (${present.id}, ${next.id})`
      return { member: { ...next, role: 'owner' as const }, sessions }
    })
    for (const session of sessions) forgetSession(call.memory, session.id)
    return memberOf(member)
  },
})
