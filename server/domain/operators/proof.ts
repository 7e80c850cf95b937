import { admitLogin } from '../../access/login-attempts.ts'
import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { aboutPlatform } from './about-platform.ts'
import { takeCode } from './one-time-codes.ts'
import { emailOf, type OperatorRow } from './operators.ts'

/**
 * Counts a try and forgives it when `prove` gets through: the only place where operators can be guessed at. A right
 * password without its code is not forgiven, or every guess of a code could be. Throws `rate_limited`.
 */
export async function proving<T>(call: Call, email: string, prove: () => Promise<T>): Promise<T> {
  const attempt = await admitLogin(call, 'operator', emailOf(email))
  const proved = await prove()
  await attempt.forgive()
  return proved
}

/** Checks a password at the same price for everybody, known or not. Throws `invalid_credentials`. */
export async function provePassword(
  call: Call,
  operator: OperatorRow | null,
  password: string,
): Promise<OperatorRow> {
  const isRight = await call.passwords.verify(operator?.passwordHash ?? null, password)
  if (!operator || !isRight || operator.status !== 'active') throw refused()
  return operator
}

/** Uses up a one-time or recovery code. Throws `totp_required` without one, and `invalid_credentials`. */
export async function proveCode(call: Call, operator: OperatorRow, code: string | undefined): Promise<void> {
  const { id, totpSecret } = operator
  if (totpSecret === null || operator.totpConfirmedAt === null) return
  if (code === undefined) throw new Failure('totp_required', 'Send totp: the code that your app shows.')
  // used up even when what follows fails, so in a transaction of its own
  const isRight = await aboutPlatform(call).tenant((tx) => takeCode(tx, call, { id, totpSecret }, code))
  if (!isRight) throw refused()
}

const refused = () =>
  new Failure('invalid_credentials', 'Check the e-mail address, the password and the code.')
