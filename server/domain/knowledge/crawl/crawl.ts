import type { Call } from '../../../call.ts'
import { createRobots } from '../extract/robots.ts'
import { namePages } from './name-pages.ts'
import { readPages } from './read-pages.ts'
import { findCrawl } from './steps.ts'

/**
 * Goes a step on with reading a site: first its sitemaps, then page by page. Every page is kept when it is read, so a step that
 * was cut off is taken up by the next; a step whose ticket another has does nothing.
 */
export async function crawl(call: Call, sourceId: string, ticket: string): Promise<void> {
  const found = await findCrawl(call, sourceId, ticket)
  if (!found) return
  const web = { dialler: call.dialler, robots: createRobots(call.dialler) }
  await (found.named ? readPages(call, web, found) : namePages(call, web, found))
}
