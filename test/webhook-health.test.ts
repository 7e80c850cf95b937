import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import { runJob } from './support/ledger.ts'
import { type Receiver, startReceiver, verified } from './support/receiver.ts'
import { startSmtp, type TestSmtp } from './support/smtp.ts'
import { suite } from './support/suite.ts'
import { createHooks, type Hooks } from './support/webhooks.ts'

const test = suite('webhook endpoints in trouble')
const base = '/api/webhooks/subscriptions'
let app: TestApp
let receiver: Receiver
let smtp: TestSmtp
let hooks: Hooks

test.before(async () => {
  smtp = await startSmtp()
  app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8', SMTP_URL: smtp.url })
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
  await smtp.stop()
})

test('a paused subscription holds what it is not sent, and sends it when it is resumed', async () => {
  const place = await hooks.subscribe()
  const paused = await place.rest.post(`${base}/${place.id}/pause`)
  assert.equal([paused.status, paused.body.status], [200, 'paused'])
  const held = []
  for (let i = 0; i < 3; i++) held.push((await place.publish()).deliveryId)
  for (const id of held) assert.is((await place.delivery(id, 'held')).nextAttemptAt, null)
  assert.is(place.hits().length, 0)
  // a test goes out all the same
  await place.delivery((await place.sendTest()).deliveryId, 'delivered')
  const refused = await place.rest.post(`/api/webhooks/deliveries/${held[0]}/replay`)
  assert.equal([refused.status, refused.body.code], [409, 'subscription_inactive'])

  const resumed = await place.rest.post(`${base}/${place.id}/resume`)
  assert.equal([resumed.body.status, resumed.body.statusReason], ['active', null])
  for (const id of held) assert.is((await place.delivery(id, 'delivered')).attempts, 1)
  assert.is(place.hits().length, 4)
})

test('what waits for another attempt is held too, and keeps its count', async () => {
  const place = await hooks.subscribe()
  receiver.respond(500)
  const { deliveryId } = await place.publish()
  await place.delivery(deliveryId, 'retrying')
  await place.rest.post(`${base}/${place.id}/pause`)
  await place.makeDue()
  await place.delivery(deliveryId, 'held')
  receiver.respond(204)
  await place.rest.post(`${base}/${place.id}/resume`)
  assert.is((await place.delivery(deliveryId, 'delivered')).attempts, 2)
})

test('410 disables at once, holds the rest and tells the owner', async () => {
  const place = await hooks.subscribe({ description: 'Old CRM' })
  receiver.respond(410)
  const { deliveryId } = await place.publish()
  assert.is((await place.delivery(deliveryId, 'dead_letter')).deadLetter.reason, 'gone')
  const { body } = await place.rest.get(base)
  assert.equal([body.data[0].status, body.data[0].statusReason], ['disabled', 'gone'])
  const later = await place.publish()
  await place.delivery(later.deliveryId, 'held')
  await waitUntil(async () => smtp.mails.some((mail) => mail.text.includes(place.id)))
  const mail = smtp.mails.find(({ text }) => text.includes(place.id))
  assert.match(mail?.text ?? '', /Old CRM/)
  assert.match(mail?.text ?? '', /410/)

  receiver.respond(204)
  await place.rest.post(`${base}/${place.id}/resume`)
  await place.delivery(later.deliveryId, 'delivered')
  assert.is((await place.rest.get(base)).body.data[0].status, 'active')
})

test('ten straight failures open the breaker: one attempt a minute goes through', async () => {
  const place = await hooks.subscribe()
  receiver.respond(500)
  const ids = []
  for (let i = 0; i < 12; i++) ids.push((await place.publish()).deliveryId)
  await waitUntil(async () => place.hits().length >= 12 || (await place.failures()) >= 10)
  await waitUntil(async () => (await place.count('retrying')) === 12 || (await place.breaker()) !== null)
  const before = place.hits().length
  await place.makeDue()
  await sleep(1_500)
  assert.is(place.hits().length, before, 'nothing goes through an open breaker')

  await place.endBreak()
  await place.makeDue()
  await waitUntil(async () => place.hits().length === before + 1)
  await sleep(1_000)
  assert.is(place.hits().length, before + 1, 'one attempt probes')

  receiver.respond(204)
  await place.endBreak()
  await place.makeDue()
  await waitUntil(async () => (await place.breaker()) === null)
  await place.makeDue()
  for (const id of ids) await place.delivery(id, 'delivered')
})

test('five days of failure disable a subscription', async () => {
  const place = await hooks.subscribe()
  receiver.respond(500)
  const { deliveryId } = await place.publish()
  await place.delivery(deliveryId, 'retrying')
  await place.failSince(new Date(Date.now() - 5 * 86_400_000 - 1_000))
  await place.makeDue()
  await waitUntil(async () => (await place.rest.get(base)).body.data[0].status === 'disabled')
  assert.is((await place.rest.get(base)).body.data[0].statusReason, 'failing')
  await waitUntil(async () => smtp.mails.some((mail) => mail.text.includes(place.id)))
})

test('a deleted subscription is sent nothing more', async () => {
  const place = await hooks.subscribe()
  receiver.respond(500)
  const open = (await place.publish()).deliveryId
  await place.delivery(open, 'retrying')
  assert.is((await place.rest.send('DELETE', `${base}/${place.id}`)).status, 204)
  const seen = await place.delivery(open, 'cancelled')
  assert.is(seen.url, null)
  assert.is(seen.attemptLog.length, 1)
})

test('during a rotation both secrets sign, after it the new one alone', async () => {
  const place = await hooks.subscribe()
  const rotate = (body: object, headers = {}) =>
    place.rest.post(`${base}/${place.id}/rotate-secret`, body, headers)
  const key = { 'idempotency-key': randomUUID() }
  const rotated = await rotate({}, key)
  assert.is(rotated.status, 200, rotated.text)
  assert.is.not(rotated.body.secret, place.secret)
  assert.is((await rotate({}, key)).body.secret, null)
  const hoursLeft = (Date.parse(rotated.body.previousSecretUntil) - Date.now()) / 3_600_000
  assert.ok(hoursLeft > 23.9 && hoursLeft <= 24, `${hoursLeft}`)
  await place.delivery((await place.publish()).deliveryId, 'delivered')
  const [hit] = place.hits()
  if (!hit) throw new Error('nothing came')
  verified(place.secret, hit)
  verified(rotated.body.secret, hit)

  const last = await rotate({ overlapHours: 0 })
  assert.is(last.body.previousSecretUntil, null)
  await place.delivery((await place.publish()).deliveryId, 'delivered')
  const newest = place.hits().at(-1)
  if (!newest) throw new Error('nothing came')
  verified(last.body.secret, newest)
  assert.throws(() => verified(rotated.body.secret, newest))
  assert.is((await rotate({ overlapHours: 169 })).status, 422)
})

test('a rate limit spaces attempts out', async () => {
  const place = await hooks.subscribe({ rateLimit: 10 })
  await place.publishMany(30)
  await waitUntil(async () => place.hits().length === 30)
  const times = place.hits().map(({ atMs }) => atMs)
  for (const [i, atMs] of times.entries()) {
    const inSecond = times.filter((other) => other >= atMs && other < atMs + 1_000).length
    assert.ok(inSecond <= 11, `${inSecond} in the second after attempt ${i}`)
  }
  await waitUntil(async () => (await place.count('delivered')) === 30)
})

test('what is due without a job is found and sent', async () => {
  const place = await hooks.subscribe()
  await place.rest.post(`${base}/${place.id}/pause`)
  const { deliveryId } = await place.publish()
  await app.parts.database.tenant(place.tenant.uuid, async (tx) => {
    await tx`update webhook_subscriptions set status = 'active' where tenant_id = ${place.tenant.uuid}`
    await tx`
      update webhook_deliveries set state = 'pending', due_at = now() - interval '1 hour'
      where tenant_id = ${place.tenant.uuid}`
  })
  await sleep(1_200)
  assert.is(place.hits().length, 0)
  await runJob(app, 'webhooks.sweep', new Date())
  await place.delivery(deliveryId, 'delivered')
})

test('what is held for an active subscription is found, and what was held for 30 days ends', async () => {
  const place = await hooks.subscribe()
  await place.rest.post(`${base}/${place.id}/pause`)
  const { deliveryId } = await place.publish()
  await app.parts.database.tenant(
    place.tenant.uuid,
    (tx) => tx`update webhook_subscriptions set status = 'active' where tenant_id = ${place.tenant.uuid}`,
  )
  await runJob(app, 'webhooks.sweep', new Date())
  await place.delivery(deliveryId, 'delivered')

  await place.rest.post(`${base}/${place.id}/pause`)
  const old = await place.publish()
  await runJob(app, 'webhooks.sweep', new Date(Date.now() + 31 * 86_400_000))
  await place.delivery(old.deliveryId, 'cancelled')
})

test.run()
