import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { publish, publishAll } from '../../server/domain/events/publish.ts'
import { publicId } from '../../server/platform/ids.ts'
import type { Tx } from '../../server/platform/postgres.ts'
import { type TestApp, type TestTenant, waitUntil } from './app.ts'
import type { Hit, Receiver } from './receiver.ts'
import type { Rest } from './rest.ts'

const base = '/api/webhooks/subscriptions'

/** A business of its own that is told of events at a path of its own. */
export type Place = {
  tenant: TestTenant
  rest: Rest
  id: string
  secret: string
  hits(): Hit[]
  sendTest(): Promise<{ eventId: string; deliveryId: string }>
  /** Publishes a billing event, as a verb of the domain does. */
  publish(): Promise<{ eventId: string; deliveryId: string }>
  publishMany(count: number): Promise<void>
  /** A delivery, once it stands in one of these ways. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever JSON came back
  delivery(id: string, ...statuses: string[]): Promise<any>
  count(state: string): Promise<number>
  /** Makes what waits due now, as if its time had come. */
  makeDue(): Promise<void>
  failures(): Promise<number>
  breaker(): Promise<Date | null>
  /** Lets the minute of an open breaker pass. */
  endBreak(): Promise<void>
  failSince(at: Date): Promise<void>
}

export type Hooks = { subscribe(wanted?: object): Promise<Place> }

export const createHooks = (app: TestApp, receiver: Pick<Receiver, 'url' | 'hits'>): Hooks => ({
  async subscribe(wanted = {}) {
    const tenant = await app.addTenant()
    const rest = app.rest(await tenant.token())
    const path = `/${randomUUID()}`
    const made = await rest.post(base, { url: receiver.url + path, events: ['*'], ...wanted })
    assert.is(made.status, 201, made.text)
    const { id, secret } = made.body
    const within = <T>(work: (tx: Tx) => Promise<T>) => app.parts.database.tenant(tenant.uuid, work)
    const health = async () => {
      const [row] = await within(
        (tx) => tx<{ failures: number; breaker_until: Date | null }[]>`
          select failures, breaker_until from webhook_subscriptions where tenant_id = ${tenant.uuid}`,
      )
      return row
    }
    const failed = {
      tenantId: tenant.uuid,
      event: 'billing.payment_failed',
      data: { invoice: 'in_1', reason: null },
    } as const
    const read = async (deliveryId: string) => (await rest.get(`/api/webhooks/deliveries/${deliveryId}`)).body
    return {
      tenant,
      rest,
      id,
      secret,
      hits: () => receiver.hits.filter((hit) => hit.path === path),
      async sendTest() {
        const queued = await rest.post(`${base}/${id}/test`)
        assert.is(queued.status, 202, queued.text)
        return queued.body
      },
      async publish() {
        const { eventId } = await within((tx) => publish(tx, { ...app.parts, now: new Date() }, failed))
        const { body } = await rest.get('/api/webhooks/deliveries')
        const made = body.data.find((one: { eventId: string }) => one.eventId === publicId('evt', eventId))
        return { eventId: publicId('evt', eventId), deliveryId: made?.id }
      },
      async publishMany(count) {
        const events = Array.from({ length: count }, () => ({ ...failed, now: new Date() }))
        await within((tx) => publishAll(tx, app.parts, events))
      },
      async delivery(deliveryId, ...statuses) {
        const isThere = async () => statuses.includes((await read(deliveryId)).status)
        await waitUntil(isThere, 20_000).catch(async (error) => {
          throw new Error(`${error.message}: ${JSON.stringify(await read(deliveryId))}`)
        })
        return read(deliveryId)
      },
      async count(state) {
        const [row] = await within(
          (tx) => tx<{ count: number }[]>`
            select count(*)::int as count from webhook_deliveries
            where tenant_id = ${tenant.uuid} and state = ${state}`,
        )
        return row?.count ?? 0
      },
      makeDue: () =>
        within(async (tx) => {
          await tx`
            update webhook_deliveries set due_at = now() where tenant_id = ${tenant.uuid} and due_at is not null`
          await tx`
            update pgboss.job set start_after = now()
            where name = 'webhooks.deliver' and state < 'active' and data ->> 'tenantId' = ${tenant.uuid}`
        }),
      failures: async () => (await health())?.failures ?? 0,
      breaker: async () => (await health())?.breaker_until ?? null,
      endBreak: async () => {
        await within(
          (tx) => tx`
            update webhook_subscriptions set breaker_until = now()
            where tenant_id = ${tenant.uuid} and breaker_until is not null`,
        )
      },
      failSince: async (at) => {
        await within(
          (tx) => tx`update webhook_subscriptions set failing_since = ${at} where tenant_id = ${tenant.uuid}`,
        )
      },
    }
  },
})
