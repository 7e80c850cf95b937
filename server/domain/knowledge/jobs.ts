import { z } from 'zod'
import { jobType } from '../../platform/jobs.ts'

/** Cuts a source into passages that Bob can quote. */
export const ingestSource = jobType({
  name: 'knowledge.ingest',
  payload: z.strictObject({ tenantId: z.uuid(), sourceId: z.uuid() }),
  options: { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 300, heartbeatSeconds: 30 },
})

/** Goes a step on with reading a site, whose host is the group. Only who holds the ticket of the crawl does. */
export const crawlSite = jobType({
  name: 'knowledge.crawl',
  payload: z.strictObject({ tenantId: z.uuid(), sourceId: z.uuid(), ticket: z.uuid() }),
  options: {
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 300,
    heartbeatSeconds: 30,
  },
  oneOfGroup: true,
})

/** Asks what the passages of a source mean. */
export const embedSource = jobType({
  name: 'knowledge.embed',
  payload: z.strictObject({ tenantId: z.uuid(), sourceId: z.uuid() }),
  options: { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 600, heartbeatSeconds: 30 },
})

/** Finds sources that were left without: the provider was away for long, or it is another model now. */
export const embedMissing = jobType({
  name: 'knowledge.embedMissing',
  payload: z.strictObject({}),
  options: { retryLimit: 2, retryDelay: 30, expireInSeconds: 300 },
  cron: '*/15 * * * *',
})
