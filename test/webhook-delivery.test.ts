import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { createBillingClient } from '../clients/sdk/grpc.ts'
import { serviceToken, startApp, type TestApp, waitUntil } from './support/app.ts'
import { type Receiver, startReceiver, verified } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { createHooks, type Hooks } from './support/webhooks.ts'

const test = suite('webhook delivery')
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

test('the guide: create, test, receive, verify, see it in the log', async () => {
  const place = await hooks.subscribe({ headers: { 'X-Api-Key': 'k-123' } })
  const { eventId, deliveryId } = await place.sendTest()
  await waitUntil(async () => place.hits().length === 1)
  const [hit] = place.hits()
  if (!hit) throw new Error('nothing came')
  const body = verified(place.secret, hit)
  assert.equal(Object.keys(body), ['id', 'event', 'tenantId', 'conversationId', 'createdAt', 'data'])
  assert.is(body.id, eventId)
  assert.is(body.tenantId, place.tenant.id)
  assert.equal([body.event, body.conversationId], ['webhook.test', null])
  assert.equal(body.data, { subscriptionId: place.id })
  assert.is(hit.headers['webhook-id'], eventId)
  assert.is(hit.headers['content-type'], 'application/json')
  assert.is(hit.headers['x-api-key'], 'k-123')
  assert.match(hit.headers['user-agent'] ?? '', /^Office16852-Webhooks\/\d/)
  assert.throws(() =>
    verified(place.secret, { ...hit, body: hit.body.replace('webhook.test', 'webhook.tast') }),
  )

  const seen = await place.delivery(deliveryId, 'delivered')
  assert.equal(seen.payload, body)
  assert.equal([seen.attempts, seen.lastStatus, seen.lastError], [1, 204, null])
  const [attempt] = seen.attemptLog
  assert.equal([attempt.number, attempt.status, attempt.address], [1, 204, '127.0.0.1'])
  assert.ok(attempt.timings.totalMs > 0)
  const { body: log } = await place.rest.get('/api/webhooks/deliveries')
  assert.is(log.data[0].id, deliveryId)
})

test('a failed payment and its recovery are told in the transaction that keeps them', async () => {
  const place = await hooks.subscribe({ events: ['billing.payment_failed', 'billing.payment_recovered'] })
  const token = await serviceToken(app, { scopes: ['platform.billing.manage'] })
  const billing = createBillingClient({ address: `127.0.0.1:${app.grpcPort}`, token: () => token })
  const tenantId = place.tenant.id
  await billing.reportPaymentFailed({ tenantId, invoice: 'in_1', reason: 'declined' })
  await billing.reportPaymentFailed({ tenantId, invoice: 'in_1', reason: 'declined' })
  await billing.reportPaymentRecovered({ tenantId, invoice: 'in_1' })
  billing.close()
  await waitUntil(async () => place.hits().length === 2)
  const told = place.hits().map((hit) => verified(place.secret, hit))
  told.sort((a, b) => (a.event < b.event ? -1 : 1))
  assert.equal(
    told.map(({ event, data }) => [event, data]),
    [
      ['billing.payment_failed', { invoice: 'in_1', reason: 'declined' }],
      ['billing.payment_recovered', { invoice: 'in_1', status: 'ok' }],
    ],
  )
})

test('what is not wanted is not sent', async () => {
  const place = await hooks.subscribe({ events: ['lead.created'] })
  const token = await serviceToken(app, { scopes: ['platform.billing.manage'] })
  const billing = createBillingClient({ address: `127.0.0.1:${app.grpcPort}`, token: () => token })
  await billing.reportPaymentFailed({ tenantId: place.tenant.id, invoice: 'in_1' })
  billing.close()
  const { deliveryId } = await place.sendTest()
  await place.delivery(deliveryId, 'delivered')
  const { body } = await place.rest.get('/api/webhooks/deliveries')
  assert.equal(
    body.data.map(({ event }: { event: string }) => event),
    ['webhook.test'],
  )
})

test('what fails is sent again after 5 s, with the same id and bytes, and then as planned', async () => {
  const place = await hooks.subscribe()
  receiver.respond(503)
  const { deliveryId } = await place.sendTest()
  await waitUntil(async () => place.hits().length === 2, 8_000)
  const [first, second] = place.hits()
  if (!first || !second) throw new Error('it did not come')
  const gapMs = second.atMs - first.atMs
  assert.ok(gapMs >= 5_000 && gapMs < 7_000, `${gapMs} ms`)
  assert.is(first.body, second.body)
  assert.is(first.headers['webhook-id'], second.headers['webhook-id'])
  verified(place.secret, second)
  await waitUntil(async () => (await place.delivery(deliveryId, 'retrying')).attempts === 2)
  const seen = await place.delivery(deliveryId, 'retrying')
  const waitMs = Date.parse(seen.nextAttemptAt) - Date.parse(seen.attemptLog[1].startedAt)
  assert.ok(waitMs >= 300_000 && waitMs <= 331_000, `${waitMs}`)
  assert.equal([seen.lastStatus, seen.lastError], [503, 'status'])
  receiver.respond(200)
  await place.makeDue()
  assert.is((await place.delivery(deliveryId, 'delivered')).attempts, 3)
})

test('after ten attempts it is a dead letter, which can be sent again', async () => {
  const place = await hooks.subscribe()
  receiver.respond((_, response) => void response.writeHead(500).end('no '.repeat(2_000)))
  const { deliveryId, eventId } = await place.sendTest()
  for (let attempts = 1; attempts < 10; attempts++) {
    await waitUntil(async () => (await place.delivery(deliveryId, 'retrying')).attempts === attempts)
    await place.makeDue()
  }
  const dead = await place.delivery(deliveryId, 'dead_letter')
  assert.is(dead.deadLetter.reason, 'attempts_exhausted')
  assert.equal([dead.attempts, dead.attemptLog.length, dead.nextAttemptAt], [10, 10, null])
  assert.is(dead.attemptLog[9].response.length, 1_024)
  const { body: letters } = await place.rest.get('/api/webhooks/deliveries?status=dead_letter')
  assert.equal(
    letters.data.map(({ id }: { id: string }) => id),
    [deliveryId],
  )

  receiver.respond(204)
  const key = { 'idempotency-key': randomUUID() }
  const replayed = await place.rest.post(`/api/webhooks/deliveries/${deliveryId}/replay`, {}, key)
  assert.is(replayed.status, 202, replayed.text)
  const again = await place.rest.post(`/api/webhooks/deliveries/${deliveryId}/replay`, {}, key)
  assert.is(again.body.id, replayed.body.id)
  const fresh = await place.delivery(replayed.body.id, 'delivered')
  assert.equal([fresh.replayOf, fresh.eventId], [deliveryId, eventId])
  assert.is(place.hits().at(-1)?.headers['webhook-id'], eventId)
  assert.is((await place.delivery(deliveryId, 'dead_letter')).attempts, 10)
})

test('a receiver that asks for patience gets it', async () => {
  const place = await hooks.subscribe()
  receiver.respond((_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end())
  const { deliveryId } = await place.sendTest()
  const seen = await place.delivery(deliveryId, 'retrying')
  const waitMs = Date.parse(seen.nextAttemptAt) - Date.parse(seen.attemptLog[0].startedAt)
  assert.ok(waitMs >= 3_600_000 && waitMs < 3_610_000, `${waitMs}`)
})

test('redirects are not followed', async () => {
  const place = await hooks.subscribe()
  receiver.respond(
    (_, response) => void response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end(),
  )
  const { deliveryId } = await place.sendTest()
  assert.is((await place.delivery(deliveryId, 'retrying')).lastStatus, 307)
  assert.is(receiver.hits.filter(({ path }) => path === '/elsewhere').length, 0)
})

test.run()
