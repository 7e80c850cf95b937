import { findLiveSession, forgetSession } from '../../access/sessions.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { PasswordChange, SignedIn } from './contract.ts'
import { proveOwnPassword } from './prove-password.ts'
import { personOf } from './sessions.ts'
import { openSession, signedIn } from './signed-in.ts'
import { setPassword } from './users.ts'

/** Without an idempotency key on purpose: the answer is a secret. */
export const changePassword = operation({
  name: 'accounts.changePassword',
  summary: 'Choose another password; every session ends, and a new one begins',
  permission: 'user',
  input: PasswordChange,
  output: SignedIn,
  async run(call, { currentPassword, newPassword }) {
    if (call.actor.kind !== 'user') throw new Failure('unauthenticated')
    const { id, tenantId, sessionId } = call.actor
    await proveOwnPassword(call, 'currentPassword', currentPassword)
    const passwordHash = await call.passwords.hash(newPassword)
    const { person, session, ended } = await call.tenant(async (tx) => {
      const live = await findLiveSession(tx, tenantId, sessionId, call.now)
      if (!live) throw new Failure('invalid_token', 'This session is over; sign in again.')
      const ended = await setPassword(tx, { tenantId, id, passwordHash }, call.now)
      const person = personOf(tenantId, live)
      const session = await openSession(tx, person, call.now)
      const subject = publicId('user', id)
      await audit(tx, call, tenantId, { action: 'accounts.changePassword', subject })
      return { person, session, ended }
    })
    for (const over of ended) forgetSession(call.memory, over)
    return signedIn(call, person, session)
  },
})
