import * as assert from 'uvu/assert'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import { runJob } from './support/ledger.ts'
import { type Receiver, startReceiver } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { createHooks, type Hooks, type Place } from './support/webhooks.ts'

const test = suite('webhook log')
const log = '/api/webhooks/deliveries'
let app: TestApp
let receiver: Receiver
let hooks: Hooks

test.before(async () => {
  app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' })
  receiver = await startReceiver()
  hooks = createHooks(app, receiver)
})
test.before.each(() => {
  receiver.hits.length = 0
  receiver.respond(204)
})
test.after(async () => {
  await receiver.stop()
  await app.stop()
})

const ids = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id)

/** Ends open deliveries as dead letters, as ten failures would. */
const bury = (place: Place) =>
  app.parts.database.tenant(
    place.tenant.uuid,
    (tx) => tx`
      select bury_delivery(d, 'attempts_exhausted', now()) from webhook_deliveries d
      where d.tenant_id = ${place.tenant.uuid} and d.state in ('pending', 'retrying')`,
  )

test('it is read page by page, newest first, and narrowed', async () => {
  const place = await hooks.subscribe()
  const { deliveryId: tested } = await place.sendTest()
  await place.delivery(tested, 'delivered')
  const between = new Date().toISOString()
  await place.publishMany(7)
  await waitUntil(async () => (await place.count('delivered')) === 8)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor ? `&cursor=${cursor}` : ''
    const { body } = await place.rest.get(`${log}?limit=3${query}`)
    seen.push(...ids(body))
    cursor = body.nextCursor
  } while (cursor)
  assert.is(seen.length, 8)
  assert.equal(seen, seen.toSorted().toReversed())
  assert.is(seen.at(-1), tested)
  const read = async (query: string) => ids((await place.rest.get(`${log}?${query}`)).body)
  assert.equal(await read('event=webhook.test'), [tested])
  assert.is((await read(`from=${between}`)).length, 7)
  assert.equal(await read(`to=${between}`), [tested])
  assert.is(
    (await read(`subscriptionId=${place.id}&status=delivered&event=billing.payment_failed`)).length,
    7,
  )
  for (const status of ['pending', 'delivering', 'retrying', 'held', 'dead_letter', 'cancelled'])
    assert.equal(await read(`status=${status}`), [], status)
  for (const query of ['status=lost', 'event=lead.deleted', 'from=yesterday', 'cursor=x', 'limit=101', 'a=b'])
    assert.is((await place.rest.get(`${log}?${query}`)).status, 422, query)
})

test('what hangs is seen as being delivered', async () => {
  const place = await hooks.subscribe()
  const { promise: waits, resolve: letGo } = Promise.withResolvers<void>()
  receiver.respond((_, response) => void waits.then(() => response.writeHead(200).end()))
  const { deliveryId } = await place.publish()
  const seen = await place.delivery(deliveryId, 'delivering')
  assert.equal([seen.attempts, seen.nextAttemptAt], [0, null])
  assert.equal(ids((await place.rest.get(`${log}?status=delivering`)).body), [deliveryId])
  letGo()
  await place.delivery(deliveryId, 'delivered')
})

test('dead letters of a filter are sent again, once each', async () => {
  const place = await hooks.subscribe()
  receiver.respond(500)
  await place.publishMany(5)
  const { deliveryId } = await place.sendTest()
  await waitUntil(async () => (await place.count('retrying')) === 6)
  await bury(place)
  receiver.respond(204)
  const begun = receiver.hits.length
  const started = await place.rest.post(`${log}/replay`, { event: 'billing.payment_failed' })
  assert.is(started.status, 202, started.text)
  assert.equal(started.body.filter, { status: 'dead_letter', event: 'billing.payment_failed' })
  const read = async () => (await place.rest.get(`/api/webhooks/replays/${started.body.id}`)).body
  await waitUntil(async () => (await read()).status === 'completed')
  assert.equal([(await read()).replayed, (await read()).skipped], [5, 0])
  await waitUntil(async () => (await place.count('delivered')) === 5)
  assert.is(receiver.hits.length, begun + 5)
  assert.is(await place.count('dead_letter'), 6)
  assert.is((await place.delivery(deliveryId, 'dead_letter')).attempts, 1)
  const webhookIds = receiver.hits.slice(begun).map(({ headers }) => headers['webhook-id'])
  assert.is(new Set(webhookIds).size, 5)
  assert.equal(ids((await place.rest.get('/api/webhooks/replays')).body), [started.body.id])
  const none = await place.rest.post(`${log}/replay`, { status: 'retrying' })
  assert.is(none.status, 422)
})

test('a replay is cancelled, and one that was cut off goes on where it was', async () => {
  const place = await hooks.subscribe()
  await place.publishMany(450)
  await waitUntil(async () => (await place.count('delivered')) === 450)
  const { body: replay } = await place.rest.post(`${log}/replay`, { status: 'delivered' })
  const cancelled = await place.rest.post(`/api/webhooks/replays/${replay.id}/cancel`)
  assert.is(cancelled.status, 200)
  const ended = cancelled.body.status
  assert.ok(['cancelled', 'completed'].includes(ended), ended)
  const sent = () =>
    app.parts.database.tenant(place.tenant.uuid, async (tx) => {
      const [row] = await tx<{ count: number }[]>`
      select count(*)::int as count from webhook_deliveries where tenant_id = ${place.tenant.uuid} and replay_of is not null`
      return row?.count ?? 0
    })
  assert.is(await sent(), (await place.rest.get(`/api/webhooks/replays/${replay.id}`)).body.replayed)
})

test('what was held for a subscription that is paused is skipped by a replay', async () => {
  const place = await hooks.subscribe()
  receiver.respond(500)
  await place.publishMany(2)
  await waitUntil(async () => (await place.count('retrying')) === 2)
  await bury(place)
  await place.rest.post(`/api/webhooks/subscriptions/${place.id}/pause`)
  const { body } = await place.rest.post(`${log}/replay`, {})
  const read = async () => (await place.rest.get(`/api/webhooks/replays/${body.id}`)).body
  await waitUntil(async () => (await read()).status === 'completed')
  assert.equal([(await read()).replayed, (await read()).skipped], [0, 2])
})

test('months that are kept no longer are dropped with all that is in them', async () => {
  const place = await hooks.subscribe()
  const { deliveryId } = await place.publish()
  await place.delivery(deliveryId, 'delivered')
  const at = (days: number) => new Date(Date.now() + days * 86_400_000)
  await runJob(app, 'webhooks.keepLog', at(31))
  assert.is((await place.rest.get(`${log}/${deliveryId}`)).status, 200)
  await runJob(app, 'webhooks.keepLog', at(125))
  assert.is((await place.rest.get(`${log}/${deliveryId}`)).status, 404)
  const { deliveryId: next } = await place.publish()
  await place.delivery(next, 'delivered')
})

test.run()
