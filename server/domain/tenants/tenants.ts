import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { findUuid, newUuid } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import { grantFirstMonth } from '../billing/monthly-grant.ts'
import type { PlanId } from '../billing/pricebook.ts'
import { insertFirstKeys } from '../widgets/keys.ts'
import { platformTenantId } from './platform-tenant.ts'

export type Tenant = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly language: string
  readonly greeting: string | null
}

export type NewTenant = {
  slug: string
  name: string
  domain: string | null
  languages: readonly string[]
  timeZone: string
  greeting: string | null
}

/** How long a suspension may go unnoticed by the public paths; 5 s are allowed. */
const lookupMaxAgeMs = 4_000

/**
 * The active tenant that `business_id` names (slug, `tenant_…` or UUID), or without one the tenant whose domain
 * was called, else the platform's own. Throws `tenant_not_found`, alike for unknown and suspended tenants. Source: contract §3, public chat.
 */
export async function getPublicTenant(call: Call, businessId: string | undefined): Promise<Tenant> {
  const tenant = await recallTenant(call, businessId)
  if (!tenant)
    throw new Failure('tenant_not_found', 'business_id must be the slug or id of an active business.')
  return tenant
}

/** The active tenant that a call is about. Throws `tenant_not_found` when it is suspended. */
export async function getActiveTenant(call: Call): Promise<Tenant> {
  const tenant = await recallTenant(call, tenantOf(call))
  if (!tenant) throw new Failure('tenant_not_found', 'The business must be active.')
  return tenant
}

/**
 * Adds a tenant with its first widget keys and the credits of its first month in the caller's transaction, which sees that tenant from then on.
 * Returns its UUID; an existing slug is a unique violation.
 */
export async function insertTenant(tx: Tx, tenant: NewTenant, now: Date): Promise<string> {
  const id = newUuid()
  const [added] = await tx<{ id: string; plan: PlanId }[]>`
    insert into tenants (id, slug, name, domain, languages, time_zone, greeting, created_at)
    values (${id}, ${tenant.slug}, ${tenant.name}, ${tenant.domain}, ${[...tenant.languages]},
            ${tenant.timeZone}, ${tenant.greeting}, ${now})
    returning id, plan`
  if (added) await grantFirstMonth(tx, added, now)
  await insertFirstKeys(tx, id, now)
  return id
}

/** Every business by slug, for the first start. */
export const listBusinesses = (sql: Sql | Tx) =>
  sql<{ id: string; slug: string; name: string }[]>`
    select id, slug, name from tenants where id <> ${platformTenantId} order by slug`

async function recallTenant(call: Call, businessId: string | undefined): Promise<Tenant | null> {
  const host = call.web?.host ?? null
  const key = businessId === undefined ? `domain ${host}` : `business ${businessId}`
  const { tenant } = await call.memory.recall(
    key,
    async () => ({
      value: { tenant: await findTenant(call, businessId, host) },
      sizeBytes: 500 + 2 * key.length,
    }),
    lookupMaxAgeMs,
  )
  return tenant
}

async function findTenant(
  call: Call,
  businessId: string | undefined,
  host: string | null,
): Promise<Tenant | null> {
  const uuid = businessId === undefined ? null : (findUuid('tenant', businessId) ?? bareUuid(businessId))
  const [tenant] = await call.database.query(
    (sql) => sql<(Tenant & { status: string })[]>`
      select id, slug, name, languages[1] as language, greeting, status from tenants
      where ${
        businessId === undefined
          ? // who is called by nobody's domain is the platform
            sql`domain = ${host} or id = ${platformTenantId} order by id = ${platformTenantId} limit 1`
          : uuid === null
            ? sql`slug = ${businessId}`
            : sql`id = ${uuid}`
      }`,
  )
  return tenant?.status === 'active' ? tenant : null
}

const bareUuid = (text: string): string | null =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null
