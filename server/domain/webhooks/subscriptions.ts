import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, uuidOf } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { holdPlace } from '../billing/limits.ts'
import { paged, readCursor } from '../paging.ts'
import {
  NewSubscription,
  NewSubscriptionMade,
  Nothing,
  Subscription,
  SubscriptionChange,
  SubscriptionPage,
  SubscriptionQuery,
  SubscriptionRef,
} from './contract.ts'
import { settleSubscription } from './jobs.ts'
import { columns, type SubscriptionRow, subscriptionOf } from './rows.ts'
import { headerColumns, newSecret, seal } from './secrets.ts'
import { wellAgain } from './status.ts'
import { refuseForbiddenTarget } from './target.ts'

/** Throws `url_not_allowed`, and `plan_limit_reached` when the plan holds no more integrations, however many ask at once. */
export const createSubscription = operation({
  name: 'webhooks.createSubscription',
  summary: 'Be told of events at an address',
  permission: 'webhooks.manage',
  idempotency: 'transaction',
  keep: (made) => ({ ...made, secret: null }),
  input: NewSubscription,
  output: NewSubscriptionMade,
  check: (call, { url }) => refuseForbiddenTarget(call, url),
  run(call, { url, events, description, headers = null, rateLimit = null }) {
    return call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      await holdPlace(tx, tenantId, 'integrations')
      const id = newUuid()
      const secret = newSecret()
      const whose = { tenantId, id }
      const sealed = seal(call, whose, 'secret', secret)
      const own = headerColumns(call, whose, headers)
      const [row] = await tx<[SubscriptionRow]>`
        insert into webhook_subscriptions (
          tenant_id, id, url, events, description, secret, headers, header_names, rate_limit, created_at)
        values (
          ${tenantId}, ${id}, ${url}, ${[...events]}, ${description ?? null}, ${sealed}, ${own.headers},
          ${own.header_names}, ${rateLimit}, ${call.now})
        returning ${tx(columns)}`
      const made = subscriptionOf(row, call.now)
      const details = { url, events: [...events], headers: own.header_names, rateLimit }
      await audit(tx, call, tenantId, { action: 'webhooks.createSubscription', subject: made.id, details })
      return { ...made, secret }
    })
  },
})

export const listSubscriptions = operation({
  name: 'webhooks.listSubscriptions',
  summary: 'List where events are sent to, without secrets',
  permission: 'webhooks.read',
  input: SubscriptionQuery,
  output: SubscriptionPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<SubscriptionRow[]>`
        select ${tx(columns)} from webhook_subscriptions
        where tenant_id = ${tenantOf(call)} ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc
        limit ${limit + 1}`,
    )
    return paged(
      rows,
      limit,
      (row) => subscriptionOf(row, call.now),
      ({ id }) => [id],
    )
  },
})

/** The secret stays. Throws `url_not_allowed`, `not_found`. */
export const updateSubscription = operation({
  name: 'webhooks.updateSubscription',
  summary: 'Change where events are sent, or which',
  permission: 'webhooks.manage',
  input: SubscriptionChange,
  output: Subscription,
  check: async (call, { url }) => (url === undefined ? undefined : refuseForbiddenTarget(call, url)),
  run: (call, { id, url, events, description, headers, rateLimit }) =>
    call.tenant(async (tx) => {
      const whose = { tenantId: tenantOf(call), id: uuidOf('whsub', id) }
      const own = headers === undefined ? null : headerColumns(call, whose, headers)
      const changes = {
        // another endpoint begins with a clean record
        ...(url !== undefined && { url, ...wellAgain }),
        ...(events !== undefined && { events: [...events] }),
        ...(description !== undefined && { description }),
        ...own,
        ...(rateLimit !== undefined && { rate_limit: rateLimit, next_slot: null }),
      }
      const here = tx`tenant_id = ${whose.tenantId} and id = ${whose.id}`
      const isChange = Object.keys(changes).length > 0
      const [row] = isChange
        ? await tx<SubscriptionRow[]>`
            update webhook_subscriptions set ${tx(changes)} where ${here} returning ${tx(columns)}`
        : await tx<SubscriptionRow[]>`select ${tx(columns)} from webhook_subscriptions where ${here}`
      if (!row) throw new Failure('not_found')
      const details = {
        ...(url !== undefined && { url }),
        ...(events !== undefined && { events: [...events] }),
        ...(description !== undefined && { description }),
        ...(own && { headers: own.header_names }),
        ...(rateLimit !== undefined && { rateLimit }),
      }
      if (isChange)
        await audit(tx, call, whose.tenantId, {
          action: 'webhooks.updateSubscription',
          subject: id,
          details,
        })
      return subscriptionOf(row, call.now)
    }),
})

export const deleteSubscription = operation({
  name: 'webhooks.deleteSubscription',
  summary: 'Send events to an address no more',
  permission: 'webhooks.manage',
  input: SubscriptionRef,
  output: Nothing,
  async run(call, { id }) {
    await call.tenant(async (tx) => {
      const gone = await tx`
        delete from webhook_subscriptions where tenant_id = ${tenantOf(call)} and id = ${uuidOf('whsub', id)}`
      if (gone.count === 0) throw new Failure('not_found')
      await call.jobs.send(tx, settleSubscription, {
        tenantId: tenantOf(call),
        subscriptionId: uuidOf('whsub', id),
      })
      await audit(tx, call, tenantOf(call), { action: 'webhooks.deleteSubscription', subject: id })
    })
    return {}
  },
})
