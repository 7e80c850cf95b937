import { type Call, tenantOf } from '../../call.ts'
import type { Tx } from '../../platform/postgres.ts'
import { deliverWebhook } from '../events/jobs.ts'
import { jobOf } from './claim.ts'

const pageSize = 500

/** Sends what was held for a subscription that is active again, and cancels what is open for one that is gone. */
export async function settle(call: Call, subscriptionId: string): Promise<void> {
  for (;;) {
    const moved = await call.tenant(async (tx) => {
      // stays as it is until this page is written
      const [found] = await tx<{ status: string }[]>`
        select status from webhook_subscriptions
        where tenant_id = ${tenantOf(call)} and id = ${subscriptionId} for share`
      if (!found) return cancelOpen(tx, call, subscriptionId)
      return found.status === 'active' ? releaseHeld(tx, call, subscriptionId) : 0
    })
    if (moved < pageSize) return
  }
}

async function releaseHeld(tx: Tx, call: Call, subscriptionId: string): Promise<number> {
  const tenantId = tenantOf(call)
  const released = await tx<{ id: string }[]>`
    update webhook_deliveries d
    set state = case when d.attempts > 0 then 'retrying' else 'pending' end, due_at = ${call.now}
    where d.tenant_id = ${tenantId} and d.id in (
      select id from webhook_deliveries
      where tenant_id = ${tenantId} and state = 'held' and subscription_id = ${subscriptionId}
      order by id limit ${pageSize} for update)
    returning id`
  await call.jobs.sendAll(
    tx,
    deliverWebhook,
    released.map(({ id }) => jobOf({ id, tenantId, subscriptionId, due: null })),
  )
  return released.length
}

async function cancelOpen(tx: Tx, call: Call, subscriptionId: string): Promise<number> {
  const tenantId = tenantOf(call)
  const cancelled = await tx<{ id: string }[]>`
    update webhook_deliveries d
    set state = 'cancelled', due_at = null, lease = null, leased_until = null, finished_at = ${call.now}
    where d.tenant_id = ${tenantId} and d.id in (
      select id from webhook_deliveries
      where tenant_id = ${tenantId} and state in ('held', 'pending', 'retrying')
        and subscription_id = ${subscriptionId} and (leased_until is null or leased_until < ${call.now})
      order by id limit ${pageSize} for update)
    returning id`
  await call.jobs.remove(
    tx,
    deliverWebhook,
    cancelled.map(({ id }) => id),
  )
  return cancelled.length
}
