import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import { publish } from '../events/publish.ts'
import { SubscriptionRef, TestQueued } from './contract.ts'

/** Sent like every other delivery, and also while the subscription is paused or disabled. */
export const testSubscription = operation({
  name: 'webhooks.testSubscription',
  summary: 'Send a webhook.test to an address',
  permission: 'webhooks.manage',
  idempotency: 'transaction',
  input: SubscriptionRef,
  output: TestQueued,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const only = uuidOf('whsub', id)
      const {
        eventId,
        deliveries: [deliveryId],
      } = await publish(tx, call, {
        tenantId: tenantOf(call),
        event: 'webhook.test',
        data: { subscriptionId: id },
        only,
      })
      if (!deliveryId) throw new Failure('not_found')
      return { eventId: publicId('evt', eventId), deliveryId: publicId('whdel', deliveryId) }
    }),
})
