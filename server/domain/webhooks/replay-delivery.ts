import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { deliverWebhook } from '../events/jobs.ts'
import { jobOf } from './claim.ts'
import { findDelivery } from './deliveries.ts'
import { Delivery, DeliveryRef } from './delivery-contract.ts'

/**
 * Sends the event of a delivery again, as another delivery: what has ended stays as it was. Throws `not_found`, and
 * `subscription_inactive` where nothing can be sent now.
 */
export const replayDelivery = operation({
  name: 'webhooks.replayDelivery',
  summary: 'Send a delivery again',
  permission: 'webhooks.manage',
  idempotency: 'transaction',
  input: DeliveryRef,
  output: Delivery,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const deliveryId = uuidOf('whdel', id)
      await findDelivery(tx, call, deliveryId)
      const [replayed] = await sendAgain(tx, call, { ids: [deliveryId], replayId: null })
      if (!replayed)
        throw new Failure(
          'subscription_inactive',
          'Its subscription is gone, paused or disabled; resume it first.',
        )
      await audit(tx, call, tenantOf(call), { action: 'webhooks.replayDelivery', subject: id })
      return findDelivery(tx, call, replayed)
    }),
})

/** Makes a delivery like each of these, where its subscription is active; answers the ids of the new ones. */
export async function sendAgain(
  tx: Tx,
  call: Call,
  { ids, replayId }: { ids: readonly string[]; replayId: string | null },
): Promise<string[]> {
  const tenantId = tenantOf(call)
  const made = await tx<{ id: string; subscriptionId: string }[]>`
    insert into webhook_deliveries (
      tenant_id, id, subscription_id, event_id, event, state, due_at, created_at, replay_of, replay_id)
    select d.tenant_id, uuid_at(${call.now}), d.subscription_id, d.event_id, d.event, 'pending', ${call.now},
           ${call.now}, d.id, ${replayId}
    from webhook_deliveries d
    join webhook_subscriptions s on s.tenant_id = d.tenant_id and s.id = d.subscription_id and s.status = 'active'
    join events e on e.tenant_id = d.tenant_id and e.id = d.event_id
    where d.tenant_id = ${tenantId} and d.id = any(${[...ids]}::uuid[])
    order by d.id
    returning id, subscription_id as "subscriptionId"`
  await call.jobs.sendAll(
    tx,
    deliverWebhook,
    made.map((delivery) => jobOf({ ...delivery, tenantId, due: null })),
  )
  return made.map(({ id }) => id)
}
