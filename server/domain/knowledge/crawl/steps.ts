import { type Call, tenantOf } from '../../../call.ts'
import { newUuid } from '../../../platform/ids.ts'
import type { Tx } from '../../../platform/postgres.ts'
import type { Outage } from '../extract/outage.ts'
import type { Unreadable } from '../extract/unreadable.ts'
import { queueEmbedding, queueStep } from '../queue.ts'

/** A crawl as a step of it finds it. */
export type Crawl = {
  readonly sourceId: string
  readonly ticket: string
  readonly named: boolean
  readonly round: number
  readonly hosts: readonly string[]
  readonly url: string
  readonly language: string
  readonly languageGiven: boolean
}

/** So often in a row a site may be away: with what lies between, some 17 minutes. */
const mostOutages = 10
const longestWaitMs = 600_000

/** The crawl that a ticket is for; null: it is over, or somebody else goes on with it. */
export async function findCrawl(call: Call, sourceId: string, ticket: string): Promise<Crawl | null> {
  const [crawl] = await call.tenant(
    (tx) => tx<Crawl[]>`
      select c.source_id as "sourceId", c.ticket, c.named, c.round, c.hosts, s.url, s.language,
             s.language_given as "languageGiven"
      from knowledge_crawls c join knowledge_sources s on s.tenant_id = c.tenant_id and s.id = c.source_id
      where c.tenant_id = ${tenantOf(call)} and c.source_id = ${sourceId} and c.ticket = ${ticket}`,
  )
  return crawl ?? null
}

/** Does `work` while nobody else changes the source; false: the ticket is not good any more, and nothing is done. */
export const holding = (call: Call, crawl: Crawl, work: (tx: Tx) => Promise<void>): Promise<boolean> =>
  call.tenant(async (tx) => {
    const { sourceId, ticket } = crawl
    await tx`select from knowledge_sources where tenant_id = ${tenantOf(call)} and id = ${sourceId} for update`
    const [held] = await tx`
      select from knowledge_crawls
      where tenant_id = ${tenantOf(call)} and source_id = ${sourceId} and ticket = ${ticket}`
    if (held) await work(tx)
    return held !== undefined
  })

/** Gives the crawl to its next step. What has changed is quoted from then on: not page by page, since each time all is read anew. */
export async function handOver(
  tx: Tx,
  call: Call,
  crawl: Crawl,
  { waitMs = 0, round = crawl.round, named = crawl.named } = {},
): Promise<void> {
  const ticket = newUuid()
  await showChanges(tx, call, crawl)
  await tx`
    update knowledge_crawls set ticket = ${ticket}, round = ${round}, named = ${named}
    where tenant_id = ${tenantOf(call)} and source_id = ${crawl.sourceId}`
  await queueStep(tx, call, crawl, ticket, waitMs > 0 ? new Date(Date.now() + waitMs) : null)
}

/** The site is away: it is tried again later, or given up by `giveUp`. */
export async function putOff(
  tx: Tx,
  call: Call,
  crawl: Crawl,
  outage: Outage,
  giveUp: () => Promise<void>,
): Promise<void> {
  const [source] = await tx<{ outages: number }[]>`
    update knowledge_sources
    set outages = outages + 1, failure = 'The site does not answer just now; it is tried again.',
        failure_code = 'retrying', status = ${crawl.named ? 'processing' : 'failed'}, updated_at = ${new Date()}
    where tenant_id = ${tenantOf(call)} and id = ${crawl.sourceId}
    returning outages`
  const outages = source?.outages ?? mostOutages
  if (outages >= mostOutages) return giveUp()
  const waitMs = Math.min(Math.max(1_000 * 2 ** outages, outage.retryAfterMs ?? 0), longestWaitMs)
  await handOver(tx, call, crawl, { waitMs })
}

/** Ends a crawl whose pages could not even be named: what was read before stays. */
export async function fail(
  tx: Tx,
  call: Call,
  crawl: Crawl,
  { code, message }: Pick<Unreadable, 'code' | 'message'>,
): Promise<void> {
  await end(tx, call, crawl)
  await tx`
    update knowledge_sources set status = 'failed', failure = ${message}, failure_code = ${code}
    where tenant_id = ${tenantOf(call)} and id = ${crawl.sourceId}`
}

/** Ends a crawl all of whose pages are done. Where there is nothing to quote, it says what is wrong most of all. */
export async function finish(tx: Tx, call: Call, crawl: Crawl): Promise<void> {
  await end(tx, call, crawl)
  const [worst] = await tx<{ code: string; failure: string }[]>`
    select failure_code as code, min(failure) as failure from knowledge_pages
    where tenant_id = ${tenantOf(call)} and source_id = ${crawl.sourceId} and status = 'failed'
    group by failure_code order by count(*) desc, failure_code limit 1`
  await tx`
    update knowledge_sources
    set status = case when chunk_count > 0 then 'ready' else 'failed' end, fetched_at = ${new Date()},
        failure = case when chunk_count = 0 then ${`No page could be read. ${worst?.failure ?? ''}`} end,
        failure_code = case when chunk_count = 0 then ${worst?.code ?? 'empty'} end
    where tenant_id = ${tenantOf(call)} and id = ${crawl.sourceId}`
}

async function end(tx: Tx, call: Call, crawl: Crawl): Promise<void> {
  await showChanges(tx, call, crawl)
  await tx`delete from knowledge_crawls where tenant_id = ${tenantOf(call)} and source_id = ${crawl.sourceId}`
  await tx`
    update knowledge_sources
    set failure = null, failure_code = null, outages = 0, progress_done = null, progress_total = null,
        progress_failed = null, updated_at = ${new Date()}
    where tenant_id = ${tenantOf(call)} and id = ${crawl.sourceId}`
}

/** Counts the pages of a site that is read. */
export const recount = (tx: Tx, call: Call, { sourceId }: Crawl) => tx`
  update knowledge_sources s
  set status = 'processing', failure = null, failure_code = null, chunk_count = p.chunks, pages_ready = p.ready,
      pages_failed = p.failed, progress_done = p.ready + p.failed, progress_total = p.total,
      progress_failed = p.failed, updated_at = ${new Date()}
  from (
    select count(*)::integer as total, coalesce(sum(chunk_count), 0)::integer as chunks,
           (count(*) filter (where status = 'ready'))::integer as ready,
           (count(*) filter (where status = 'failed'))::integer as failed
    from knowledge_pages where tenant_id = ${tenantOf(call)} and source_id = ${sourceId}
  ) p
  where s.tenant_id = ${tenantOf(call)} and s.id = ${sourceId}`

async function showChanges(tx: Tx, call: Call, { sourceId }: Crawl): Promise<void> {
  const changed = await tx`
    update knowledge_crawls set changed = false
    where tenant_id = ${tenantOf(call)} and source_id = ${sourceId} and changed`
  if (changed.count === 0) return
  await tx`update tenants set knowledge_version = knowledge_version + 1 where id = ${tenantOf(call)}`
  await queueEmbedding(tx, call, sourceId)
}
