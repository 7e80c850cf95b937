import { admitLogin } from '../../access/login-attempts.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'

/** Checks the password of who is signed in, as slowly as a login. Throws `invalid_credentials`, `rate_limited`. */
export async function proveOwnPassword(call: Call, field: string, password: string): Promise<void> {
  const { actor } = call
  if (actor.kind !== 'user') throw new Failure('unauthenticated')
  const [user] = await call.tenant(
    (tx) => tx<{ email: string; passwordHash: string }[]>`
      select email, password_hash as "passwordHash" from users
      where tenant_id = ${tenantOf(call)} and id = ${actor.id}`,
  )
  if (!user) throw new Failure('invalid_token', 'This session is over; sign in again.')
  const attempt = await admitLogin(call, 'customer', user.email)
  if (!(await call.passwords.verify(user.passwordHash, password)))
    throw new Failure('invalid_credentials', `Check ${field}.`)
  await attempt.forgive()
}
