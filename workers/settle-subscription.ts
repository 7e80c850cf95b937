import { settleSubscription } from '../server/domain/webhooks/jobs.ts'
import { settle } from '../server/domain/webhooks/settle.ts'
import { handler } from './handler.ts'

export const settleWebhooks = handler(settleSubscription, (call, { subscriptionId }) =>
  settle(call, subscriptionId),
)
