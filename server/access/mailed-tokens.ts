import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../platform/postgres.ts'

/** A secret that proves who reads a mailbox: 256 random bits, of which only the SHA-256 is kept. */
export type MailedToken = { readonly token: string; readonly hash: Buffer }

export function newMailedToken(): MailedToken {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: mailedHash(token) }
}

export const mailedHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The row of a table whose token this is, seen in the tenant it belongs to from then on; null for any other text. */
export async function findMailed(
  tx: Tx,
  table: 'invitations' | 'password_resets',
  token: string,
  now: Date,
): Promise<{ tenantId: string; id: string } | null> {
  const hash = mailedHash(token)
  await tx`select set_config('app.mailed_hash', ${hash.toString('hex')}, true)`
  const [row] = await tx<{ tenantId: string; id: string }[]>`
    select tenant_id as "tenantId", id from ${tx(table)} where token_hash = ${hash} and expires_at > ${now}`
  if (row) await tx`select set_config('app.tenant', ${row.tenantId}, true)`
  return row ?? null
}
