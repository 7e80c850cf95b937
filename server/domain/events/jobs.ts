import { z } from 'zod'
import { jobType } from '../../platform/jobs.ts'

/** A whole attempt ends within this, with all that it waits for. Source: contract §4. */
export const attemptMs = 15_000

/** For how long a delivery belongs to who took it: an attempt, and keeping what came of it. */
export const leaseMs = attemptMs + 1_000

/** A delivery that is due. The id of the job is the delivery's, so that none has two. */
export const deliverWebhook = jobType({
  name: 'webhooks.deliver',
  payload: z.strictObject({ tenantId: z.uuid(), subscriptionId: z.uuid() }),
  // what cannot be delivered is given up by its own count of leases, with a dead letter, not by the queue
  options: { retryLimit: 1_000_000, retryDelay: 0, retryBackoff: false, expireInSeconds: leaseMs / 1_000 },
})
