import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('idempotency keys')
let app: TestApp
let tenant: TestTenant
let token: string

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
  token = await tenant.token()
})
test.after(() => app.stop())

const turn = (message = 'How much is a check-up?') => ({
  message,
  session_id: randomUUID(),
  business_id: tenant.slug,
})
const key = () => ({ 'idempotency-key': randomUUID() })
const source = (title: string) => ({ kind: 'text', title, text: 'Some text.' })

const countMessages = async (session_id: string): Promise<number> =>
  (await app.rest(token).get(`/api/chat/history/${session_id}`)).body.data.length

test('the same key and body answer again, and happen once', async () => {
  const headers = key()
  const body = turn()
  const first = await app.rest().post('/api/chat', body, headers)
  const second = await app.rest().post('/api/chat', body, headers)
  assert.is(first.headers.get('idempotency-replayed'), null)
  assert.is(second.headers.get('idempotency-replayed'), 'true')
  assert.equal(second.body, first.body)
  assert.is(await countMessages(body.session_id), 2)
})

test('a replay streams too', async () => {
  const headers = key()
  const body = turn()
  const first = await app.rest().post('/api/chat', body, headers)
  const again = await app.rest().post('/api/chat', body, { ...headers, accept: 'text/event-stream' })
  assert.match(again.text, `"messageId":"${first.body.messageId}"`)
  assert.is(await countMessages(body.session_id), 2)
})

test('the same key with another body is refused', async () => {
  const headers = key()
  const body = turn()
  await app.rest().post('/api/chat', body, headers)
  const other = await app.rest().post('/api/chat', { ...body, message: 'Something else' }, headers)
  assert.equal([other.status, other.body.code], [422, 'idempotency_key_reused'])
})

test('twenty at once with one key are one effect', async () => {
  const headers = key()
  const body = turn()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => app.rest().post('/api/chat', body, headers)),
  )
  for (const { status, body: problem } of answers)
    assert.ok(status === 200 || problem.code === 'idempotency_in_progress', `${status}`)
  assert.is(await countMessages(body.session_id), 2)
})

test('a source is created once for a key, through REST and tRPC', async () => {
  const headers = key()
  const first = await app.rest(token).post('/api/knowledge/sources', source('Once'), headers)
  const second = await app.rest(token).post('/api/knowledge/sources', source('Once'), headers)
  assert.equal([first.status, second.status], [202, 202])
  assert.is(second.body.id, first.body.id)
  assert.is(second.headers.get('idempotency-replayed'), 'true')

  const client = app.trpc(token, key())
  const input = { kind: 'text' as const, title: 'Twice', text: 'Text.' }
  assert.is(
    (await client.knowledge.create.mutate(input)).id,
    (await client.knowledge.create.mutate(input)).id,
  )
})

test('the same key of another person is another key', async () => {
  const headers = key()
  const other = await app.addTenant()
  const mine = await app.rest(token).post('/api/knowledge/sources', source('Mine'), headers)
  const theirs = await app.rest(await other.token()).post('/api/knowledge/sources', source('Theirs'), headers)
  assert.equal([mine.status, theirs.status], [202, 202])
  assert.is.not(mine.body.id, theirs.body.id)
})

test('a refused call leaves its key free', async () => {
  const headers = key()
  const refused = await app
    .rest(token)
    .post('/api/knowledge/sources', { kind: 'text', title: '', text: 'x' }, headers)
  assert.is(refused.status, 422)
  const { status } = await app.rest(token).post('/api/knowledge/sources', source('Right'), headers)
  assert.is(status, 202)
})

test('a key has 1 to 255 characters', async () => {
  const { status, body } = await app.rest().post('/api/chat', turn(), { 'idempotency-key': 'k'.repeat(256) })
  assert.equal([status, body.code], [422, 'invalid_input'])
})

test('a turn that was cut off is taken up again: one message, one answer', async () => {
  const headers = key()
  const body = turn()
  await app.rest().post('/api/chat', body, headers)
  // what a kill between the two writes of a turn leaves behind
  await app.parts.database.tenant(tenant.uuid, async (tx) => {
    await tx`delete from messages where tenant_id = ${tenant.uuid} and author = 'bob'
      and conversation_id in (select id from conversations where session_id = ${body.session_id})`
    await tx`update conversations set last_seq = 1 where session_id = ${body.session_id}`
    await tx`update idempotency_keys set answer = null, leased_until = now() - interval '1 second'
      where key = ${headers['idempotency-key']}`
  })
  const retried = await app.rest().post('/api/chat', body, headers)
  assert.is(retried.status, 200)
  assert.match(retried.body.reply, '£68')
  assert.is(await countMessages(body.session_id), 2)
})

test('while a person is in control, a retry hears the same', async () => {
  const first = turn()
  await app.rest().post('/api/chat', first)
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`
      update conversations set controller = 'human:user_1', control_epoch = control_epoch + 1
      where session_id = ${first.session_id}`,
  )
  const headers = key()
  const waiting = { ...first, message: 'Are you there?' }
  const once = await app.rest().post('/api/chat', waiting, headers)
  const again = await app.rest().post('/api/chat', waiting, headers)
  assert.equal([once.status, again.status], [200, 200])
  assert.equal(again.body, once.body)
  assert.is(await countMessages(first.session_id), 3)
})

test('a key is free again after 24 hours, and then forgotten', async () => {
  const headers = key()
  const body = turn()
  const first = await app.rest().post('/api/chat', body, headers)
  const age = () =>
    app.parts.database.tenant(
      tenant.uuid,
      (tx) => tx`update idempotency_keys set created_at = created_at - interval '25 hours'`,
    )
  await age()
  const later = await app.rest().post('/api/chat', { ...body, message: 'Thanks' }, headers)
  assert.is(later.status, 200)
  assert.is.not(later.body.messageId, first.body.messageId)
  await age()
  const forgotten = await app.parts.database.query((sql) => sql`select forget_idempotency(now()) as gone`)
  assert.ok(Number(forgotten[0]?.gone) > 0)
  const left = await app.parts.database.tenant(tenant.uuid, (tx) => tx`select key from idempotency_keys`)
  assert.is(left.length, 0)
})

test.run()
