import { z } from 'zod'
import { jobType } from '../../platform/jobs.ts'

/** Looks after visitors that people have left alone. */
export const mindWaiting = jobType({
  name: 'conversations.mindWaiting',
  payload: z.strictObject({}),
  options: { retryLimit: 2, retryDelay: 10, expireInSeconds: 300 },
  cron: '* * * * *',
})
