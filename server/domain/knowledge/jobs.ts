import { z } from 'zod'
import { jobType } from '../../platform/jobs.ts'

/** Cuts a source into passages that Bob can quote. */
export const ingestSource = jobType({
  name: 'knowledge.ingest',
  payload: z.strictObject({ tenantId: z.uuid(), sourceId: z.uuid() }),
  options: { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 300, heartbeatSeconds: 30 },
})
