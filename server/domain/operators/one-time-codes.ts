import { createHash, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Call } from '../../call.ts'
import type { Place } from '../../platform/envelope.ts'
import type { Tx } from '../../platform/postgres.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'

/** One step before and after are taken, for clocks that go wrong. Source: RFC 6238, 5.2. */
const window = 1
const secretBytes = 20
const recoveryCodeCount = 10
const recoveryBytes = 10

/** Where the secret of an operator is sealed for. */
export const totpPlace = (operatorId: string): Place => ({
  table: 'operators',
  column: 'totp_secret',
  tenantId: platformTenantId,
  id: operatorId,
})

/** A new secret in base32, and the otpauth:// that an app reads. */
export function newTotp(label: string): { secret: string; uri: string } {
  const totp = totpOf(new Secret({ size: secretBytes }), label)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The 30 seconds that a code belongs to, counted from 1970; null when it is none of now. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = totpOf(Secret.fromBase32(secret))
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window })
  return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta
}

/** Uses up a one-time or a recovery code, in the caller's transaction; false when it is wrong or was used before. */
export async function takeCode(
  tx: Tx,
  call: Call,
  operator: { id: string; totpSecret: string },
  code: string,
): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return takeRecoveryCode(tx, operator.id, code)
  const { id, totpSecret: sealed } = operator
  const step = stepOf(call.envelope.open(totpPlace(id), sealed), code, call.now)
  if (step === null) return false
  // under the newest key from now on, so that an old one can go
  const resealed = call.envelope.rewrap(totpPlace(id), sealed) ?? sealed
  const taken = await tx`
    update operators set totp_step = ${step}, totp_secret = ${resealed}
    where tenant_id = ${platformTenantId} and id = ${id} and totp_secret = ${sealed}
      and coalesce(totp_step, 0) < ${step}`
  return taken.count === 1
}

/** Ten codes of 80 random bits, for people to keep, and what is kept of them. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCodeCount }, () => {
    const text = new Secret({
      buffer: new Uint8Array(randomBytes(recoveryBytes)).buffer,
    }).base32.toLowerCase()
    return text.replace(/(.{4})(?=.)/g, '$1-')
  })
  return { codes, hashes: codes.map(hashOf) }
}

async function takeRecoveryCode(tx: Tx, operatorId: string, code: string): Promise<boolean> {
  const hash = hashOf(code)
  const taken = await tx`
    update operators set recovery_hashes = array_remove(recovery_hashes, ${hash})
    where tenant_id = ${platformTenantId} and id = ${operatorId} and ${hash} = any(recovery_hashes)`
  return taken.count === 1
}

/** However it was typed. 80 random bits need no salt and no slow hash. */
const hashOf = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z2-7]/g, ''))
    .digest('hex')

const totpOf = (secret: Secret, label = '') => new TOTP({ issuer: 'Office 168/52', label, secret })
