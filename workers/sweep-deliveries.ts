import { sweepDeliveries } from '../server/domain/webhooks/jobs.ts'
import { sweepAll } from '../server/domain/webhooks/sweep.ts'
import { handler } from './handler.ts'

export const sweepWebhooks = handler(sweepDeliveries, sweepAll)
