import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { aboutPlatform } from './about-platform.ts'
import { takeCode } from './one-time-codes.ts'
import type { OperatorRow } from './operators.ts'

/**
 * Checks a password at the same price for everybody, known or not. Throws `invalid_credentials`.
 * This and `proveCode` are the only places where an operator can be guessed.
 */
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
