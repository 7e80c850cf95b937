import type { z } from 'zod'
import type * as contract from '../domain/webhooks/contract.ts'
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
} from '../domain/webhooks/subscriptions.ts'
import type { WebhookServiceServer, WebhookSubscription } from '../gen/office16852/v1/webhook_service.ts'
import type { GrpcFace } from './face.ts'

export function webhookService({ unary }: GrpcFace): WebhookServiceServer {
  return {
    listSubscriptions: unary(
      listSubscriptions,
      ({ limit, cursor }) => ({ limit, cursor }),
      ({ data, nextCursor }) => ({ data: data.map(subscriptionOf), nextCursor: nextCursor ?? undefined }),
    ),
    createSubscription: unary(
      createSubscription,
      ({ url, events, description }) => ({ url, events, description }),
      ({ secret, ...made }) => ({ subscription: subscriptionOf(made), secret: secret ?? undefined }),
    ),
    deleteSubscription: unary(
      deleteSubscription,
      ({ id }) => ({ id }),
      () => ({}),
    ),
  }
}

const subscriptionOf = ({
  description,
  ...same
}: z.output<typeof contract.Subscription>): WebhookSubscription => ({
  ...same,
  description: description ?? undefined,
})
