import { keepLog } from '../server/domain/webhooks/jobs.ts'
import { keepPartitions } from '../server/domain/webhooks/sweep.ts'
import { handler } from './handler.ts'

export const keepWebhookLog = handler(keepLog, keepPartitions)
