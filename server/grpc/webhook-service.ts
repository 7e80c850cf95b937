import type { z } from 'zod'
import type * as contract from '../domain/webhooks/contract.ts'
import { listDeliveries } from '../domain/webhooks/deliveries.ts'
import type { Delivery } from '../domain/webhooks/delivery-contract.ts'
import { replayDelivery } from '../domain/webhooks/replay-delivery.ts'
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
} from '../domain/webhooks/subscriptions.ts'
import {
  DeliveryStatus,
  SubscriptionStatus,
  type WebhookDelivery,
  type WebhookServiceServer,
  type WebhookSubscription,
} from '../gen/office16852/v1/webhook_service.ts'
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
      ({ url, events, description, headers, rateLimit }) => ({
        url,
        events,
        description,
        headers,
        rateLimit,
      }),
      ({ secret, ...made }) => ({ subscription: subscriptionOf(made), secret: secret ?? undefined }),
    ),
    deleteSubscription: unary(
      deleteSubscription,
      ({ id }) => ({ id }),
      () => ({}),
    ),
    listDeliveries: unary(
      listDeliveries,
      ({ limit, cursor, status, event, subscriptionId, from, to }) => ({
        limit,
        cursor,
        status: status && nameOfStatus(status),
        event,
        subscriptionId,
        from,
        to,
      }),
      ({ data, nextCursor }) => ({ data: data.map(deliveryOf), nextCursor: nextCursor ?? undefined }),
    ),
    replay: unary(
      replayDelivery,
      ({ id }) => ({ id }),
      (delivery) => ({ delivery: deliveryOf(delivery) }),
    ),
  }
}

const subscriptionStatuses = {
  active: SubscriptionStatus.ACTIVE,
  paused: SubscriptionStatus.PAUSED,
  disabled: SubscriptionStatus.DISABLED,
}

const deliveryStatuses = {
  pending: DeliveryStatus.PENDING,
  delivering: DeliveryStatus.DELIVERING,
  retrying: DeliveryStatus.RETRYING,
  held: DeliveryStatus.HELD,
  delivered: DeliveryStatus.DELIVERED,
  dead_letter: DeliveryStatus.DEAD_LETTER,
  cancelled: DeliveryStatus.CANCELLED,
}

/** The contract's own name; what it does not know is for the schema to refuse. */
const nameOfStatus = (status: DeliveryStatus) =>
  Object.entries(deliveryStatuses).find(([, value]) => value === status)?.[0] ?? status

const subscriptionOf = ({
  description,
  status,
  statusReason,
  statusSince,
  rateLimit,
  previousSecretUntil,
  ...same
}: z.output<typeof contract.Subscription>): WebhookSubscription => ({
  ...same,
  description: description ?? undefined,
  status: subscriptionStatuses[status],
  statusReason: statusReason ?? undefined,
  statusSince: statusSince ?? undefined,
  rateLimit: rateLimit ?? undefined,
  previousSecretUntil: previousSecretUntil ?? undefined,
})

const deliveryOf = ({
  status,
  lastStatus,
  lastError,
  nextAttemptAt,
  finishedAt,
  replayOf,
  deadLetter,
  ...same
}: z.output<typeof Delivery>): WebhookDelivery => ({
  ...same,
  status: deliveryStatuses[status],
  lastStatus: lastStatus ?? undefined,
  lastError: lastError ?? undefined,
  nextAttemptAt: nextAttemptAt ?? undefined,
  finishedAt: finishedAt ?? undefined,
  replayOf: replayOf ?? undefined,
  deadLetterReason: deadLetter?.reason,
})
