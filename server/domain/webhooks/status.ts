import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { uuidOf } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { Subscription, SubscriptionRef } from './contract.ts'
import { settleSubscription } from './jobs.ts'
import { columns, getSubscriptionRow, type SubscriptionRow, subscriptionOf } from './rows.ts'

/** The columns of a subscription of whose endpoint nothing bad is known. */
export const wellAgain = { failures: 0, failing_since: null, breaker_until: null }

export const pauseSubscription = operation({
  name: 'webhooks.pauseSubscription',
  summary: 'Hold what would be sent to an address',
  permission: 'webhooks.manage',
  input: SubscriptionRef,
  output: Subscription,
  run: (call, { id }) =>
    turn(call, id, {
      action: 'webhooks.pauseSubscription',
      from: ['active'],
      to: { status: 'paused', status_reason: null },
    }),
})

/** What was held is sent, and a failing endpoint begins with a clean record. */
export const resumeSubscription = operation({
  name: 'webhooks.resumeSubscription',
  summary: 'Send to an address again, and what was held for it',
  permission: 'webhooks.manage',
  input: SubscriptionRef,
  output: Subscription,
  run: (call, { id }) =>
    turn(call, id, {
      action: 'webhooks.resumeSubscription',
      from: ['paused', 'disabled'],
      to: { status: 'active', status_reason: null, ...wellAgain },
    }),
})

type Turn = { action: string; from: readonly string[]; to: { status: string } & Record<string, unknown> }

/** Changes the status of a subscription; one that has it already, or cannot get there, stays as it is. */
function turn(call: Call, id: string, { action, from, to }: Turn): Promise<z.input<typeof Subscription>> {
  const tenantId = tenantOf(call)
  const subscriptionId = uuidOf('whsub', id)
  return call.tenant(async (tx) => {
    const row = await getSubscriptionRow(tx, call, id, { lock: true })
    if (!from.includes(row.status)) return subscriptionOf(row, call.now)
    const changes = { ...to, status_since: call.now }
    const [changed] = await tx<[SubscriptionRow]>`
      update webhook_subscriptions set ${tx(changes)}
      where tenant_id = ${tenantId} and id = ${subscriptionId} returning ${tx(columns)}`
    if (to.status === 'active') await call.jobs.send(tx, settleSubscription, { tenantId, subscriptionId })
    await audit(tx, call, tenantId, { action, subject: id })
    return subscriptionOf(changed, call.now)
  })
}
