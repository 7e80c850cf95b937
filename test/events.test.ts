import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { createEventClient, createWebhookClient, type EventClient } from '../clients/sdk/grpc.ts'
import { catalogue, eventNames } from '../server/domain/events/contract.ts'
import { publish } from '../server/domain/events/publish.ts'
import { DeliveryStatus } from '../server/gen/office16852/v1/webhook_service.ts'
import { serviceToken, startApp, type TestApp, waitUntil } from './support/app.ts'
import { type Receiver, startReceiver, verified } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { createHooks, type Hooks } from './support/webhooks.ts'

const test = suite('events')
let app: TestApp
let receiver: Receiver
let hooks: Hooks
let events: EventClient

test.before(async () => {
  app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' })
  receiver = await startReceiver()
  hooks = createHooks(app, receiver)
  const token = await serviceToken(app, { scopes: ['events.publish', 'events.read'] })
  events = createEventClient({ address: `127.0.0.1:${app.grpcPort}`, token: () => token })
})
test.after(async () => {
  events.close()
  await receiver.stop()
  await app.stop()
})

const lead = { event: 'lead.created', data: catalogue['lead.created'].example }
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => ({ code: 'taken' }),
    (error) => error,
  )

test('every example is what the catalogue says', () => {
  for (const name of eventNames) {
    const { data, example } = catalogue[name]
    assert.equal(data.parse(example), example, name)
  }
})

test('an internal service publishes, and the same key publishes once', async () => {
  const place = await hooks.subscribe()
  const asked = { tenantId: place.tenant.id, key: randomUUID(), ...lead, conversationId: undefined }
  const racing = await Promise.all(Array.from({ length: 20 }, () => events.publish(asked)))
  const ids = new Set(racing.map(({ eventId }) => eventId))
  assert.is(ids.size, 1)
  assert.is(racing.filter(({ published }) => published).length, 1)
  await waitUntil(async () => place.hits().length === 1)
  const [hit] = place.hits()
  if (!hit) throw new Error('nothing came')
  const body = verified(place.secret, hit)
  assert.ok(ids.has(body.id))
  assert.equal(body.data, lead.data)
  const other = { ...asked, data: { ...lead.data, name: 'Somebody else' } }
  assert.is((await refusal(events.publish(other))).code, 'idempotency_key_reused')
  assert.is(place.hits().length, 1)
})

test('what the catalogue does not know is refused, field by field', async () => {
  const place = await hooks.subscribe()
  const asked = { tenantId: place.tenant.id, key: randomUUID(), ...lead, conversationId: undefined }
  const codeOf = async (changes: object) => (await refusal(events.publish({ ...asked, ...changes }))).code
  assert.is(await codeOf({ event: 'lead.deleted' }), 'invalid_input')
  assert.is(await codeOf({ event: 'webhook.test', data: { subscriptionId: place.id } }), 'invalid_input')
  assert.is(await codeOf({ key: '' }), 'invalid_input')
  assert.is(await codeOf({ conversationId: 'conv_1' }), 'invalid_input')
  const pathsOf = async (data: object) =>
    (await refusal(events.publish({ ...asked, data }))).errors.map(({ path }: { path: string }) => path)
  assert.equal(await pathsOf({ ...lead.data, leadId: 'lead_1' }), ['data.leadId'])
  assert.equal(await pathsOf({ ...lead.data, extra: 1 }), ['data.extra'])
  assert.is(await codeOf({ tenantId: 'tenant_01h455vb4pex5vsknk084sn02q' }), 'tenant_not_found')
})

test('a transaction that is rolled back has published nothing', async () => {
  const place = await hooks.subscribe()
  const failing = app.parts.database.tenant(place.tenant.uuid, async (tx) => {
    const data = catalogue['lead.created'].example as never
    await publish(
      tx,
      { ...app.parts, now: new Date() },
      {
        tenantId: place.tenant.uuid,
        event: 'lead.created',
        data,
      },
    )
    throw new Error('no')
  })
  assert.is((await refusal(failing)).message, 'no')
  assert.equal((await place.rest.get('/api/webhooks/deliveries')).body.data, [])
})

test('a stream hears every event from its cursor on, whatever commits late', async () => {
  const place = await hooks.subscribe()
  const tenantId = place.tenant.id
  const heard: { id: string; cursor: string }[] = []
  const stop = new AbortController()
  const options = { signal: stop.signal, timeoutMs: 20_000 }
  const listening = (async () => {
    for await (const { event, cursor } of events.subscribe(
      { tenantId, events: [], after: undefined },
      options,
    ))
      heard.push({ id: event?.id ?? '', cursor })
  })().catch(() => {})
  const send = (key: string) => events.publish({ tenantId, key, ...lead, conversationId: undefined })
  await waitUntil(async () => {
    await send(randomUUID())
    return heard.length > 0
  })
  heard.length = 0
  // this one has its id first and commits last
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: written, resolve: isWritten } = Promise.withResolvers<string>()
  const late = app.parts.database.tenant(place.tenant.uuid, async (tx) => {
    const { eventId } = await publish(
      tx,
      { ...app.parts, now: new Date() },
      {
        tenantId: place.tenant.uuid,
        event: 'billing.payment_failed',
        data: { invoice: 'late', reason: null },
      },
    )
    isWritten(eventId)
    await held
  })
  await written
  const after = await Promise.all(Array.from({ length: 10 }, () => send(randomUUID())))
  letGo()
  await late
  await waitUntil(async () => heard.length >= 11)
  stop.abort()
  await listening
  assert.is(new Set(heard.map(({ id }) => id)).size, heard.length)
  for (const { eventId } of after) assert.ok(heard.some(({ id }) => id === eventId))

  const again: string[] = []
  const more = events.subscribe({ tenantId, events: [], after: heard[4]?.cursor }, { timeoutMs: 5_000 })
  for await (const { event } of more) if (again.push(event?.id ?? '') === heard.length - 5) break
  assert.equal(
    again,
    heard.slice(5).map(({ id }) => id),
  )
  const nonsense = events.subscribe({ tenantId, events: [], after: 'x' }).next()
  assert.is((await refusal(nonsense)).code, 'invalid_input')
})

test('who asks Bob for a person is told of, once, in the transaction of the answer', async () => {
  const place = await hooks.subscribe({ events: ['conversation.escalated'] })
  const session_id = randomUUID()
  const ask = (message: string) =>
    app.rest().post('/api/chat', { message, session_id, business_id: place.tenant.slug })
  const { body: turn } = await ask('I want to talk to a human')
  assert.is(turn.control, 'queue')
  await ask('Please, a human!')
  await waitUntil(async () => place.hits().length > 0)
  const [hit, second] = place.hits()
  if (!hit) throw new Error('nothing came')
  const body = verified(place.secret, hit)
  assert.equal([body.event, body.conversationId], ['conversation.escalated', turn.conversationId])
  assert.equal([body.data.test, second], [false, undefined])
  catalogue['conversation.escalated'].data.parse(body.data)
})

test('an internal service reads the log and sends again', async () => {
  const place = await hooks.subscribe()
  const { deliveryId } = await place.publish()
  await place.delivery(deliveryId, 'delivered')
  const token = await serviceToken(app, { scopes: ['webhooks.read', 'webhooks.manage'] })
  const webhooks = createWebhookClient({ address: `127.0.0.1:${app.grpcPort}`, token: () => token })
  try {
    const tenantId = place.tenant.id
    const asked = {
      tenantId,
      limit: undefined,
      cursor: undefined,
      event: undefined,
      subscriptionId: place.id,
      from: undefined,
      to: undefined,
    }
    const status = DeliveryStatus.DELIVERED
    const { data } = await webhooks.listDeliveries({ ...asked, status })
    assert.equal(
      data.map(({ id }) => id),
      [deliveryId],
    )
    const { delivery } = await webhooks.replay({ tenantId, id: deliveryId })
    assert.is(delivery?.replayOf, deliveryId)
    await place.delivery(delivery?.id ?? '', 'delivered')
    const unknown = webhooks.listDeliveries({ ...asked, status: DeliveryStatus.UNSPECIFIED })
    assert.is((await refusal(unknown)).code, 'invalid_input')
  } finally {
    webhooks.close()
  }
})

test.run()
