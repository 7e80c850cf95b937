import { type Call, tenantOf } from '../../../call.ts'
import { newUuid } from '../../../platform/ids.ts'
import type { Tx } from '../../../platform/postgres.ts'
import type { Web } from '../extract/fetch-page.ts'
import { type Found, findPages } from '../extract/find-pages.ts'
import { Outage } from '../extract/outage.ts'
import { Unreadable } from '../extract/unreadable.ts'
import { type Crawl, fail, handOver, holding, putOff, recount } from './steps.ts'

/**
 * Reads the sitemaps of a site and queues its pages. A page that is named no more goes, with what it said; while a sitemap
 * cannot be read, nobody knows which are, and all are read again.
 */
export async function namePages(call: Call, web: Web, crawl: Crawl): Promise<void> {
  const found = await findPages(web, crawl.url).catch((error) => {
    if (error instanceof Unreadable || error instanceof Outage) return error
    throw error
  })
  await holding(call, crawl, async (tx) => {
    const gone = {
      code: 'unreachable',
      message: 'The site does not answer: refresh it when it does.',
    } as const
    if (found instanceof Unreadable) return fail(tx, call, crawl, found)
    if (found instanceof Outage) return putOff(tx, call, crawl, found, () => fail(tx, call, crawl, gone))
    await queuePages(tx, call, crawl, found)
    await recount(tx, call, crawl)
    await handOver(tx, call, crawl, { named: true })
  })
}

/** Those that have changed by their lastmod come first: a claim, so the others are asked all the same. */
async function queuePages(tx: Tx, call: Call, { sourceId }: Crawl, found: Found): Promise<void> {
  const tenantId = tenantOf(call)
  const rows = [
    ...found.pages.map(({ url, lastmod }) => ({ url, lastmod, status: 'queued', code: null, failure: null })),
    ...found.faults.map(({ url, why: { code, message } }) => {
      return { url, lastmod: null, status: 'failed', code, failure: message }
    }),
  ].map((row, ordinal) => ({ ...row, id: newUuid(), ordinal }))
  await tx`
    update knowledge_pages set status = 'queued', attempts = 0, failure = null, failure_code = null
    where tenant_id = ${tenantId} and source_id = ${sourceId}`
  await tx`
    insert into knowledge_pages (tenant_id, id, source_id, url, ordinal, lastmod, status, failure_code, failure)
    select ${tenantId}, id, ${sourceId}, url, ordinal, lastmod, status, code, failure
    from jsonb_to_recordset(${tx.json(rows)}) as page(
      id uuid, url text, ordinal integer, lastmod text, status text, code text, failure text)
    on conflict (tenant_id, source_id, url) do update
    set lastmod = excluded.lastmod, status = excluded.status, failure_code = excluded.failure_code,
        failure = excluded.failure,
        ordinal = excluded.ordinal + case
          when knowledge_pages.chunk_count > 0 and knowledge_pages.lastmod = excluded.lastmod then ${rows.length}
          else 0 end`
  const isWhole = found.faults.length === 0
  const gone = await tx`
    delete from knowledge_pages
    where tenant_id = ${tenantId} and source_id = ${sourceId} and (${isWhole} or fetched_at is null)
      and url <> all(${rows.map(({ url }) => url)})`
  await tx`
    update knowledge_crawls set changed = changed or ${gone.count > 0}, hosts = ${[...found.hosts]}
    where tenant_id = ${tenantId} and source_id = ${sourceId}`
  await tx`
    update knowledge_sources
    set pages_elsewhere = ${found.elsewhere}, pages_left_out = ${found.leftOut}, outages = 0
    where tenant_id = ${tenantId} and id = ${sourceId}`
}
