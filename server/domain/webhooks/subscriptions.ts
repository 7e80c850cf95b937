import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
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
import { refuseForbiddenTarget } from './target.ts'

const secretBytes = 24

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
  run(call, { url, events, description }) {
    return call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      await holdPlace(tx, tenantId, 'integrations')
      const id = newUuid()
      const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`
      const sealed = call.envelope.seal(
        { table: 'webhook_subscriptions', column: 'secret', tenantId, id },
        secret,
      )
      const [row] = await tx<[SubscriptionRow]>`
        insert into webhook_subscriptions (tenant_id, id, url, events, description, secret, created_at)
        values (${tenantId}, ${id}, ${url}, ${[...events]}, ${description ?? null}, ${sealed}, ${call.now})
        returning ${tx(columns)}`
      const made = subscriptionOf(row)
      const details = { url, events: [...events] }
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
    return paged(rows, limit, subscriptionOf, ({ id }) => [id])
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
  run: (call, { id, url, events, description }) =>
    call.tenant(async (tx) => {
      const changes = {
        ...(url !== undefined && { url }),
        ...(events !== undefined && { events: [...events] }),
        ...(description !== undefined && { description }),
      }
      const here = tx`tenant_id = ${tenantOf(call)} and id = ${uuidOf('whsub', id)}`
      const isChange = Object.keys(changes).length > 0
      const [row] = isChange
        ? await tx<SubscriptionRow[]>`
            update webhook_subscriptions set ${tx(changes)} where ${here} returning ${tx(columns)}`
        : await tx<SubscriptionRow[]>`select ${tx(columns)} from webhook_subscriptions where ${here}`
      if (!row) throw new Failure('not_found')
      if (isChange)
        await audit(tx, call, tenantOf(call), {
          action: 'webhooks.updateSubscription',
          subject: id,
          details: changes,
        })
      return subscriptionOf(row)
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
      await audit(tx, call, tenantOf(call), { action: 'webhooks.deleteSubscription', subject: id })
    })
    return {}
  },
})

type SubscriptionRow = {
  id: string
  url: string
  events: z.infer<typeof Subscription>['events']
  description: string | null
  created_at: Date
}

const columns = ['id', 'url', 'events', 'description', 'created_at']

const subscriptionOf = ({ id, created_at, ...same }: SubscriptionRow): z.infer<typeof Subscription> => ({
  ...same,
  id: publicId('whsub', id),
  createdAt: created_at.toISOString(),
})
