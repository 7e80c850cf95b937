import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { permissions } from '../access/permissions.ts'
import { createCall, type Parts } from '../call.ts'
import { createSource } from '../domain/knowledge/sources.ts'
import { insertTenant, listBusinesses } from '../domain/tenants/tenants.ts'
import { replaceOrigins } from '../domain/widgets/origins.ts'
import { perform } from '../operation.ts'
import type { Tx } from '../platform/postgres.ts'
import type { DemoBusiness } from './businesses.ts'
import { seedPeople } from './people.ts'

const lockKey = 168_053

/** The demo businesses that stand, and the password of all their people. */
export type Demo = { tenants: { id: string; slug: string }[]; password: string }

/** Fills an empty database with the demo businesses: all of them or none, whichever process comes first. */
export async function seedDemo(
  parts: Parts,
  businesses: readonly DemoBusiness[],
  password: string,
): Promise<Demo> {
  return parts.database.query((sql) =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${lockKey})`
      if ((await listBusinesses(tx)).length === 0)
        for (const business of businesses) await seedBusiness(parts, tx, business)
      const slugs = new Set(businesses.map(({ slug }) => slug))
      const tenants = (await listBusinesses(tx)).filter(({ slug }) => slugs.has(slug))
      for (const tenant of tenants) {
        await tx`select set_config('app.tenant', ${tenant.id}, true)`
        await seedPeople(tx, tenant, { passwords: parts.passwords, password })
      }
      return { tenants: [...tenants], password }
    }),
  )
}

/** Waits until no source of the demo is still being read, at most `mostMs`. */
export async function waitForKnowledge(parts: Parts, mostMs: number): Promise<void> {
  const deadlineMs = performance.now() + mostMs
  const tenants = await parts.database.query((sql) => listBusinesses(sql))
  for (const { id } of tenants)
    while (performance.now() < deadlineMs && (await isReading(parts, id))) await sleep(50)
}

async function seedBusiness(parts: Parts, tx: Tx, business: DemoBusiness): Promise<void> {
  const tenant = { ...business, name: business.name, greeting: business.greeting }
  const tenantId = await insertTenant(tx, tenant, new Date())
  await tx`select set_config('app.tenant', ${tenantId}, true)`
  await replaceOrigins(tx, tenantId, [
    { origin: `https://${business.domain}`, environment: 'production' },
    ...localOrigins(parts.config).map((origin) => ({ origin, environment: 'test' as const })),
  ])
  const call = createCall(parts, {
    actor: { kind: 'service', id: 'demo', scopes: permissions },
    tenantId,
    requestId: randomUUID(),
    signal: new AbortController().signal,
    idempotencyKey: null,
    web: null,
  })
  for (const { title, text, language, url } of business.knowledge)
    await perform(
      createSource,
      { ...call, tenant: (work) => work(tx) },
      { kind: 'text', title, text, language, url },
    )
}

/** The pages of this machine; none that can be named before listening when the port is free to be chosen. */
function localOrigins({ publicUrl, httpPort }: Parts['config']): string[] {
  if (publicUrl !== null) return [new URL(publicUrl).origin]
  return httpPort === 0 ? [] : [`http://localhost:${httpPort}`, `http://127.0.0.1:${httpPort}`]
}

const isReading = async (parts: Parts, tenantId: string): Promise<boolean> => {
  const [row] = await parts.database.tenant(
    tenantId,
    (tx) => tx<{ reading: boolean }[]>`
      select exists (select from knowledge_sources where tenant_id = ${tenantId} and status in ('queued', 'processing')) as reading`,
  )
  return row?.reading ?? false
}
