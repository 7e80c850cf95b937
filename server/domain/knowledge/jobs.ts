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
