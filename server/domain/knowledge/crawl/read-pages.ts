import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, tenantOf } from '../../../call.ts'
import { chunkMarkdown } from '../chunk-markdown.ts'
import { extract } from '../extract/extract.ts'
import { fetchPage, type PageVersion, type Web } from '../extract/fetch-page.ts'
import { Outage } from '../extract/outage.ts'
import { Unreadable } from '../extract/unreadable.ts'
import { giveUpPages, keepPage, type Outcome, type QueuedPage } from './keep-page.ts'
import { type Crawl, finish, handOver, holding, putOff, recount } from './steps.ts'

/** A step is short, so that other sites come to their turn. */
const stepMs = 20_000
/** What is longer is waited for outside of the step. */
const longestSleepMs = 2_000
const longestDelayMs = 30_000

/** Reads one page after the other until the step is over, then gives the crawl to the next. */
export async function readPages(call: Call, web: Web, crawl: Crawl): Promise<void> {
  const endMs = performance.now() + stepMs
  for (;;) {
    const page = await nextPage(call, crawl)
    if (page === null) return void (await holding(call, crawl, (tx) => finish(tx, call, crawl)))
    if (page.attempts > crawl.round) return later(call, crawl, 2_000 * 2 ** page.attempts, page.attempts)
    const startedMs = performance.now()
    const outcome = await readPage(web, crawl, page)
    const isHeld = await holding(call, crawl, async (tx) => {
      await keepPage(tx, call, crawl, page, outcome)
      await recount(tx, call, crawl)
      if (outcome instanceof Outage && outcome.ofSite)
        await putOff(tx, call, crawl, outcome, async () => {
          await giveUpPages(tx, call, crawl)
          await recount(tx, call, crawl)
          await finish(tx, call, crawl)
        })
    })
    if (!isHeld || (outcome instanceof Outage && outcome.ofSite)) return
    const waitMs = waitAfter(await delayOf(web, page), performance.now() - startedMs)
    if (waitMs > longestSleepMs || performance.now() + waitMs > endMs || call.lifecycle.stopping)
      return later(call, crawl, waitMs)
    await sleep(waitMs, null, { signal: call.signal })
  }
}

/** How long a site is left alone after a page: as it asks for, within bounds, else as long as it took. */
export const waitAfter = (delayMs: number | null, tookMs: number): number =>
  delayMs === null ? Math.min(tookMs, longestSleepMs) : Math.min(delayMs, longestDelayMs)

const later = async (call: Call, crawl: Crawl, waitMs: number, round = crawl.round): Promise<void> => {
  await holding(call, crawl, (tx) => handOver(tx, call, crawl, { waitMs, round }))
}

async function nextPage(call: Call, { sourceId }: Crawl): Promise<QueuedPage | null> {
  const [page] = await call.tenant(
    (tx) => tx<
      (Omit<QueuedPage, 'known'> & { found: string | null; etag: string | null; modified: string | null })[]
    >`
      select id, url, attempts, hash, found_url as found, etag, last_modified as modified
      from knowledge_pages
      where tenant_id = ${tenantOf(call)} and source_id = ${sourceId} and status = 'queued'
      order by attempts, ordinal, id limit 1`,
  )
  if (!page) return null
  const { found, etag, modified: lastModified, ...same } = page
  const known: PageVersion | null = found === null ? null : { url: found, etag, lastModified }
  return { ...same, known }
}

async function readPage(web: Web, crawl: Crawl, page: QueuedPage): Promise<Outcome> {
  const refuse = ({ host }: URL) => {
    if (!crawl.hosts.includes(host)) throw new Unreadable('elsewhere', 'It redirects to another host.')
  }
  try {
    const got = await fetchPage(web, page.url, { known: page.known, refuse })
    if (got === null) return 'unchanged'
    const { title, language, markdown } = await extract({ ...got, name: null })
    if (chunkMarkdown(markdown).length === 0) throw new Unreadable('empty', 'There is no text in it.')
    return {
      title: title?.trim().slice(0, 200) || null,
      language: (crawl.languageGiven ? null : language) || crawl.language,
      markdown,
      version: got.version,
    }
  } catch (error) {
    if (error instanceof Unreadable || error instanceof Outage) return error
    throw error
  }
}

const delayOf = async (web: Web, { url }: QueuedPage): Promise<number | null> => {
  const rules = await web.robots(new URL(url)).catch(() => null)
  return rules?.delayMs ?? null
}
