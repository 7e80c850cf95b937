import { type Call, tenantOf } from '../../call.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { crawlSite, embedSource, ingestSource } from './jobs.ts'
import type { SourceRow } from './source-rows.ts'

/** Has a source read, from its beginning. */
export async function queueReading(
  tx: Tx,
  call: Call,
  { id, kind, url }: Pick<SourceRow, 'id' | 'kind' | 'url'>,
): Promise<void> {
  const tenantId = tenantOf(call)
  if (kind !== 'site' || url === null) return call.jobs.send(tx, ingestSource, { tenantId, sourceId: id })
  const ticket = newUuid()
  await tx`
    insert into knowledge_crawls (tenant_id, source_id, ticket) values (${tenantId}, ${id}, ${ticket})
    on conflict (tenant_id, source_id) do update set ticket = excluded.ticket, named = false, round = 0`
  await queueStep(tx, call, { sourceId: id, url }, ticket, null)
}

/** Has a crawl go on; null: at once. */
export const queueStep = (
  tx: Tx,
  call: Call,
  { sourceId, url }: { sourceId: string; url: string },
  ticket: string,
  due: Date | null,
): Promise<void> =>
  call.jobs.sendAll(tx, crawlSite, [
    { id: ticket, payload: { tenantId: tenantOf(call), sourceId, ticket }, group: new URL(url).host, due },
  ])

/** Has the passages of a source embedded, where a provider does. */
export const queueEmbedding = async (tx: Tx, call: Call, sourceId: string): Promise<void> => {
  if (call.embedder) await call.jobs.send(tx, embedSource, { tenantId: tenantOf(call), sourceId })
}
