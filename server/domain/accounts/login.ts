import { admitLogin } from '../../access/login-attempts.ts'
import { aboutTenant } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { Login, SignedIn } from './contract.ts'
import { openSession, signedIn } from './signed-in.ts'
import { findUserByEmail } from './users.ts'

export const logIn = operation({
  name: 'accounts.login',
  summary: 'Log in with e-mail and password',
  permission: 'anyone',
  input: Login,
  output: SignedIn,
  async run(call, { email, password }) {
    const attempt = await admitLogin(call, 'customer', email)
    const user = await call.database.query((sql) => findUserByEmail(sql, email))
    // an unknown address costs a hash too, so that neither time nor answer tells who has an account
    const isRight = await call.passwords.verify(user?.passwordHash ?? null, password)
    if (!user || !isRight || user.status !== 'active')
      throw new Failure('invalid_credentials', 'Check the e-mail address and the password.')
    await attempt.forgive()
    const stronger = call.passwords.isOutdated(user.passwordHash) ? await call.passwords.hash(password) : null
    const session = await aboutTenant(call, user.tenantId).tenant(async (tx) => {
      if (stronger)
        await tx`
          update users set password_hash = ${stronger}
          where tenant_id = ${user.tenantId} and id = ${user.id} and password_hash = ${user.passwordHash}`
      return openSession(tx, user, call.now)
    })
    return signedIn(call, user, session)
  },
})
