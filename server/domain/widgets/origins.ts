import type { z } from 'zod'
import type { Tx } from '../../platform/postgres.ts'
import type { AllowedOrigin } from './contract.ts'

type Origin = z.infer<typeof AllowedOrigin>

/** The allowed origins by name, with the last call from each that was answered. */
export const listOrigins = (tx: Tx, tenantId: string) =>
  tx<(Origin & { lastSeenAt: Date | null })[]>`
    select origin, environment, last_seen_at as "lastSeenAt" from widget_origins
    where tenant_id = ${tenantId}
    order by origin`

/** Allows these origins and no others; one that stays keeps when it was last seen. */
export async function replaceOrigins(tx: Tx, tenantId: string, origins: readonly Origin[]): Promise<void> {
  await tx`
    delete from widget_origins
    where tenant_id = ${tenantId} and origin <> all (${origins.map(({ origin }) => origin)})`
  if (origins.length === 0) return
  await tx`
    insert into widget_origins ${tx(origins.map((item) => ({ ...item, tenant_id: tenantId })))}
    on conflict (tenant_id, origin) do update set environment = excluded.environment`
}
