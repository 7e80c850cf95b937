import { crawl } from '../server/domain/knowledge/crawl/crawl.ts'
import { crawlSite } from '../server/domain/knowledge/jobs.ts'
import { handler } from './handler.ts'

export const crawlKnowledge = handler(crawlSite, (call, { sourceId, ticket }) =>
  crawl(call, sourceId, ticket),
)
