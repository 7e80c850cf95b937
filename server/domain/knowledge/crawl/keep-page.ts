import { createHash } from 'node:crypto'
import { type Call, tenantOf } from '../../../call.ts'
import type { Tx } from '../../../platform/postgres.ts'
import { storeChunks } from '../chunks.ts'
import type { PageVersion } from '../extract/fetch-page.ts'
import { Outage } from '../extract/outage.ts'
import { Unreadable } from '../extract/unreadable.ts'
import type { Crawl } from './steps.ts'

export type QueuedPage = {
  readonly id: string
  readonly url: string
  readonly attempts: number
  /** Of what was read before. */
  readonly hash: Buffer | null
  readonly known: PageVersion | null
}

/** What came of reading a page. */
export type Outcome = 'unchanged' | Outage | Unreadable | PageRead
type PageRead = { title: string | null; language: string; markdown: string; version: PageVersion }

/** How often a page is tried that fails on a site which answers. */
const mostAttempts = 3
const away = 'It could not be read, however often: refresh the site later.'

/** Keeps what came of a page. What it said before stays until it says something else, or will not be read again. */
export async function keepPage(
  tx: Tx,
  call: Call,
  crawl: Crawl,
  page: QueuedPage,
  outcome: Outcome,
): Promise<void> {
  if (!(outcome instanceof Outage && outcome.ofSite))
    await tx`update knowledge_sources set outages = 0 where tenant_id = ${tenantOf(call)} and id = ${crawl.sourceId}`
  const ofPage = tx`tenant_id = ${tenantOf(call)} and id = ${page.id}`
  if (outcome instanceof Outage) {
    const isLast = !outcome.ofSite && page.attempts + 1 >= mostAttempts
    await tx`
      update knowledge_pages
      set attempts = attempts + 1, status = ${isLast ? 'failed' : 'queued'},
          failure_code = ${isLast ? 'unreachable' : 'retrying'},
          failure = ${isLast ? away : 'It does not answer just now; it is tried again.'}
      where ${ofPage}`
    return
  }
  if (outcome instanceof Unreadable) {
    await storeChunks(tx, { ...whoseOf(call, crawl, page), language: crawl.language }, '')
    await tx`
      update knowledge_pages
      set status = 'failed', failure = ${outcome.message}, failure_code = ${outcome.code}, chunk_count = 0,
          found_url = null, etag = null, last_modified = null, hash = null, fetched_at = ${new Date()}
      where ${ofPage}`
    await noteChange(tx, call, crawl, page.hash !== null)
    return
  }
  await tx`
    update knowledge_pages
    set status = 'ready', failure = null, failure_code = null, fetched_at = ${new Date()}
    where ${ofPage}`
  if (outcome === 'unchanged') return
  const { title, language, markdown, version } = outcome
  const hash = createHash('sha256')
    .update(JSON.stringify([title, language, markdown]))
    .digest()
  await tx`
    update knowledge_pages
    set title = ${title}, hash = ${hash}, found_url = ${version.url}, etag = ${version.etag},
        last_modified = ${version.lastModified}
    where ${ofPage}`
  if (page.hash?.equals(hash)) return
  const count = await storeChunks(tx, { ...whoseOf(call, crawl, page), language }, markdown)
  await tx`update knowledge_pages set chunk_count = ${count} where ${ofPage}`
  await noteChange(tx, call, crawl, true)
}

/** A site that is away for good: its pages say what they said. */
export const giveUpPages = (tx: Tx, call: Call, { sourceId }: Crawl) => tx`
  update knowledge_pages set status = 'failed', failure_code = 'unreachable', failure = ${away}
  where tenant_id = ${tenantOf(call)} and source_id = ${sourceId} and status = 'queued'`

const whoseOf = (call: Call, { sourceId }: Crawl, { id }: QueuedPage) => ({
  tenantId: tenantOf(call),
  sourceId,
  pageId: id,
})

const noteChange = (tx: Tx, call: Call, { sourceId }: Crawl, isChanged: boolean) => tx`
  update knowledge_crawls set changed = changed or ${isChanged}
  where tenant_id = ${tenantOf(call)} and source_id = ${sourceId}`
