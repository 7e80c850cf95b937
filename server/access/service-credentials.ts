import type { Parts } from '../call.ts'
import type { Service } from './actor.ts'
import type { Permission } from './permissions.ts'

type Recalling = Pick<Parts, 'memory' | 'database'>

/** A revocation takes effect within 5 s; a second of them is left for the look-up itself. */
const maxAgeMs = 4_000
const sizeBytes = 1_000

/** Whether a token was issued here and is not revoked. Asks the database at most every 4 s. */
export async function isLiveToken({ memory, database }: Recalling, tokenId: string): Promise<boolean> {
  const { live } = await memory.recall(
    `service token ${tokenId}`,
    async () => {
      const rows = await database.query(
        (sql) => sql`
          select from service_credentials
          where id = ${tokenId} and kind = 'token' and revoked_at is null and expires_at > now()`,
      )
      return { value: { live: rows.length > 0 }, sizeBytes }
    },
    maxAgeMs,
  )
  return live
}

/** The service that the name in a certificate was admitted as, or null. Asks the database at most every 4 s. */
export async function recallPeer({ memory, database }: Recalling, name: string): Promise<Service | null> {
  const { service } = await memory.recall(
    `service certificate ${name}`,
    async () => {
      const [row] = await database.query(
        (sql) => sql<{ scopes: Permission[]; tenants: string[] | null }[]>`
          select scopes, tenants from service_credentials
          where name = ${name} and kind = 'certificate' and revoked_at is null`,
      )
      const service: Service | null = row
        ? { kind: 'service', id: name, scopes: row.scopes, tenants: row.tenants ?? '*' }
        : null
      return { value: { service }, sizeBytes }
    },
    maxAgeMs,
  )
  return service
}
