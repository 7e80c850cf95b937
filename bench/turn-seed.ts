import { randomUUID } from 'node:crypto'
import { permissions } from '../server/access/permissions.ts'
import { createApp } from '../server/app.ts'
import { createCall, type Parts } from '../server/call.ts'
import { readConfig } from '../server/config.ts'
import { waitForKnowledge } from '../server/demo/seed.ts'
import { createSource } from '../server/domain/knowledge/sources.ts'
import { insertTenant } from '../server/domain/tenants/tenants.ts'
import { perform } from '../server/operation.ts'
import { createLog } from '../server/platform/log.ts'
import type { Database } from '../server/platform/postgres.ts'
import { sectionCount, writeKnowledge } from './turn-knowledge.ts'

/** A business of the bench: the slug that visitors name, and its UUID. */
export type Business = { slug: string; id: string }

const ingestMs = 120_000

/** Fills the database at `databaseUrl` with businesses whose knowledge is ready, through the product's own operations. */
export async function seedBusinesses(
  databaseUrl: string,
  dataDir: string,
  count: number,
): Promise<Business[]> {
  const environment = { NODE_ENV: 'test', ROLES: 'worker', DATABASE_URL: databaseUrl, DATA_DIR: dataDir }
  const app = await createApp(readConfig(environment), createLog('warn'))
  try {
    const businesses: Business[] = []
    for (let number = 1; number <= count; number++) businesses.push(await addBusiness(app.parts, number))
    await waitForKnowledge(app.parts, ingestMs)
    const passages = await countRows(app.parts.database, businesses, 'knowledge_chunks')
    if (passages !== count * sectionCount)
      throw new Error(`${passages} passages were made, ${count * sectionCount} are needed`)
    return businesses
  } finally {
    await app.stop()
  }
}

/** The rows of a table that the businesses hold together; row-level security shows those of one at a time. */
export async function countRows(
  database: Database,
  businesses: readonly Business[],
  table: 'knowledge_chunks' | 'messages',
): Promise<number> {
  let rows = 0
  for (const { id } of businesses) {
    const [row] = await database.tenant(id, (tx) => tx`select count(*)::int as held from ${tx(table)}`)
    rows += row?.held
  }
  return rows
}

async function addBusiness(parts: Parts, number: number): Promise<Business> {
  const slug = `business-${number}`
  return parts.database.query((sql) =>
    sql.begin(async (tx) => {
      const id = await insertTenant(tx, aboutBusiness(slug, number), new Date())
      await tx`select set_config('app.tenant', ${id}, true)`
      const call = createCall(parts, {
        actor: { kind: 'service', id: 'bench', scopes: permissions },
        tenantId: id,
        requestId: randomUUID(),
        signal: new AbortController().signal,
        idempotencyKey: null,
        web: null,
      })
      for (const source of writeKnowledge(number))
        await perform(createSource, { ...call, tenant: (work) => work(tx) }, { kind: 'text', ...source })
      return { slug, id }
    }),
  )
}

const aboutBusiness = (slug: string, number: number) => ({
  slug,
  name: `Business ${number}`,
  domain: null,
  languages: ['en'],
  timeZone: 'Europe/London',
  greeting: null,
})
