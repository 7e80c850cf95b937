import { createHash } from 'node:crypto'
import type { Parts, Web } from '../call.ts'
import type { Memory } from '../platform/memory.ts'
import type { Sql, Tx } from '../platform/postgres.ts'
import type { Operator } from './actor.ts'

/** The browser itself holds to Secure, Path=/ and no Domain for this prefix. Source: RFC 6265bis, 4.1.3.2. */
export const sessionCookie = '__Host-office_session'

/** Source: security 6. */
export const idleMs = 30 * 60_000
export const absoluteMs = 8 * 3_600_000

/** Logout and disabling take effect within 5 s; a second of them is left for the look-up itself. */
const maxAgeMs = 4_000
const sizeBytes = 300

/** The operator behind the session cookie of a call, or null. Asks the database at most every 4 s for each session. */
export async function recallOperator(
  { memory, database }: Pick<Parts, 'memory' | 'database'>,
  web: Web | null,
): Promise<Operator | null> {
  const hash = web && sessionHash(web)
  if (!hash) return null
  const { operator } = await memory.recall(
    keyOf(hash),
    async () => ({ value: { operator: await touch(database, hash, new Date()) }, sizeBytes }),
    maxAgeMs,
  )
  return operator
}

/** What is kept of the session cookie that a call carries; null without one. 256 random bits need no slow hash. */
export function sessionHash({ cookies }: Web): Buffer | null {
  const token = cookies[sessionCookie]
  return token && /^[\w-]{43}$/.test(token) ? hashOf(token) : null
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** When the session `s` of the operator `o` is still good: the one rule. */
export const isLive = (sql: Sql | Tx, now: Date) => sql`
  s.revoked_at is null
  and s.created_at > ${new Date(now.getTime() - absoluteMs)}
  and s.last_seen_at > ${new Date(now.getTime() - idleMs)}
  and o.status = 'active' and o.password_changed_at <= s.created_at`

/** Makes the end of sessions known to this process at once; other processes notice within 5 s. */
export function forgetOperatorSessions(memory: Memory, hashes: readonly Buffer[]): void {
  for (const hash of hashes) memory.forget(keyOf(hash))
}

/** Whose session it is, seen now; null when it is over. */
function touch(database: Parts['database'], hash: Buffer, now: Date): Promise<Operator | null> {
  return database.query((sql) =>
    sql.begin(async (tx) => {
      await tx`select set_config('app.tenant', platform_tenant()::text, true)`
      const [row] = await tx<Omit<Operator, 'kind'>[]>`
        update operator_sessions s set last_seen_at = ${now}
        from operators o
        where s.token_hash = ${hash} and o.tenant_id = s.tenant_id and o.id = s.operator_id and ${isLive(tx, now)}
        returning o.id, o.tenant_id as "tenantId", o.role, s.id as "sessionId"`
      return row ? { kind: 'operator', ...row } : null
    }),
  )
}

const keyOf = (hash: Buffer) => `operator session ${hash.toString('base64url')}`
