import type { z } from 'zod'
import { speaksFor } from '../../access/actor.ts'
import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { findUuid, publicId } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import type { Tenant } from './contract.ts'
import { platformTenantId } from './platform-tenant.ts'

export type TenantRow = {
  id: string
  slug: string
  name: string
  status: 'active' | 'suspended'
  suspended_at: Date | null
  suspended_because: string | null
  plan: z.infer<typeof Tenant>['plan']
  billing_status: 'ok' | 'past_due'
  billing_status_since: Date | null
  languages: string[]
  time_zone: string
  created_at: Date
}

/** The columns of a `TenantRow`. */
export const tenantColumns = (sql: Sql | Tx) => sql`
  id, slug, name, status, suspended_at, suspended_because, plan, billing_status, billing_status_since, languages,
  time_zone, created_at`

/** The row of a business in whatever state. Throws `tenant_not_found`; the platform's own tenant is no business. */
export async function getTenantRow(sql: Sql | Tx, tenantId: string): Promise<TenantRow> {
  const [row] = await sql<TenantRow[]>`
    select ${tenantColumns(sql)} from tenants where id = ${tenantId} and id <> ${platformTenantId}`
  if (!row) throw unknown()
  return row
}

/**
 * Changes a business in a transaction of its own, one change after the other. `work` gets the row as it is and writes
 * the audit entry last; what a caller's deadline has overtaken by then is not committed. Throws `tenant_not_found`.
 */
export async function changeTenant<T>(
  call: Call,
  publicTenantId: string,
  work: (tx: Tx, row: TenantRow) => Promise<T>,
): Promise<T> {
  const tenantId = reachable(call, publicTenantId)
  return call.database.tenant(tenantId, async (tx) => {
    await tx`select from tenants where id = ${tenantId} for no key update`
    const done = await work(tx, await getTenantRow(tx, tenantId))
    call.signal.throwIfAborted()
    return done
  })
}

/** The UUID of a tenant that the caller may speak for. Throws `tenant_not_found`, `permission_denied`. */
export function reachable({ actor }: Call, publicTenantId: string): string {
  const tenantId = findUuid('tenant', publicTenantId)
  if (tenantId === null) throw unknown()
  if (!speaksFor(actor, tenantId))
    throw new Failure('permission_denied', 'This credential is not for that business.')
  return tenantId
}

/** A business as those who run the platform see it. */
export const tenantOfRow = (row: TenantRow): z.input<typeof Tenant> => ({
  id: publicId('tenant', row.id),
  slug: row.slug,
  name: row.name,
  status: row.status,
  suspendedAt: row.suspended_at?.toISOString() ?? null,
  suspendedBecause: row.suspended_because,
  plan: row.plan,
  billingStatus: row.billing_status,
  billingStatusSince: row.billing_status_since?.toISOString() ?? null,
  languages: row.languages,
  timeZone: row.time_zone,
  createdAt: row.created_at.toISOString(),
})

const unknown = () => new Failure('tenant_not_found', 'tenant_id must be the id of a business.')
