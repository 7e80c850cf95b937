import type { Call } from '../../call.ts'
import type { Embedder } from '../../platform/embedder.ts'
import { newUuid } from '../../platform/ids.ts'
import { embedSource } from './jobs.ts'

/** A source that changed since then has a job of its own, which is tried again for less. */
export const ownJobMs = 15 * 60_000
/** Tenants of one transaction, and sources of each that one sweep gives a job. */
const pageSize = 200
const mostOfTenant = 50
const answerMs = 30_000

/** Gives a job to sources of which passages have no vector of today's model. Throws when the provider does not answer. */
export async function sweepEmbeddings(call: Call): Promise<void> {
  const { embedder } = call
  if (!embedder) return
  let after: string | null = null
  do after = await sweepPage(call, embedder, after)
  while (after !== null)
}

async function sweepPage(call: Call, embedder: Embedder, after: string | null): Promise<string | null> {
  const before = new Date(call.now.getTime() - ownJobMs)
  const { tenants, found } = await call.database.query(async (sql) => {
    const tenants = await sql<{ id: string }[]>`
      select id from tenants ${after === null ? sql`` : sql`where id > ${after}`} order by id limit ${pageSize}`
    const found = await sql<{ tenantId: string; sourceId: string }[]>`
      select t.id as "tenantId", s.source_id as "sourceId"
      from (select unnest(${tenants.map(({ id }) => id)}::uuid[]) as id) t,
      lateral sources_to_embed(t.id, ${embedder.name}, ${before}, ${mostOfTenant}) s`
    return { tenants, found }
  })
  if (found.length > 0) {
    // one that is away is not asked for each of them
    await embedder.embed(['Hello'], AbortSignal.any([call.signal, AbortSignal.timeout(answerMs)]))
    const jobs = found.map((payload) => ({ id: newUuid(), payload, group: payload.tenantId, due: null }))
    await call.database.query((sql) => sql.begin((tx) => call.jobs.sendAll(tx, embedSource, jobs)))
  }
  return tenants.length < pageSize ? null : (tenants.at(-1)?.id ?? null)
}
