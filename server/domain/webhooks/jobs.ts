import { z } from 'zod'
import { jobType } from '../../platform/jobs.ts'

const retried = { retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 120 }
const about = { tenantId: z.uuid(), subscriptionId: z.uuid() }

export const mailDisabled = jobType({
  name: 'webhooks.mailDisabled',
  payload: z.strictObject({ ...about, reason: z.enum(['gone', 'failing']) }),
  options: retried,
})

/** Brings what is open of a subscription in line with it: it was resumed, or is gone. */
export const settleSubscription = jobType({
  name: 'webhooks.settleSubscription',
  payload: z.strictObject(about),
  options: retried,
})

export const replayDeliveries = jobType({
  name: 'webhooks.replay',
  payload: z.strictObject({ tenantId: z.uuid(), replayId: z.uuid() }),
  options: retried,
})

/** Finds what is due and has no job, and what was held for too long. */
export const sweepDeliveries = jobType({
  name: 'webhooks.sweep',
  payload: z.strictObject({}),
  options: { retryLimit: 2, retryDelay: 10, expireInSeconds: 300 },
  cron: '* * * * *',
})

/** Makes the partitions of the months to come, and drops those that are kept no longer. */
export const keepLog = jobType({
  name: 'webhooks.keepLog',
  payload: z.strictObject({}),
  options: { retryLimit: 5, retryDelay: 60, expireInSeconds: 600 },
  cron: '11 3 * * *',
})
