import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('sessions')
let app: TestApp
let tenant: TestTenant

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
})
test.after(() => app.stop())

const say = async (session_id: string, more: object = {}) =>
  (await app.rest().post('/api/chat', { message: 'Hello', session_id, business_id: tenant.slug, ...more }))
    .body

test('a UUID continues its conversation by itself', async () => {
  const session = randomUUID()
  assert.is((await say(session)).conversationId, (await say(session)).conversationId)
})

test('a session id that can be guessed starts afresh without its token', async () => {
  const first = await say('visitor-1')
  const stranger = await say('visitor-1')
  assert.is.not(stranger.conversationId, first.conversationId)
})

test('the token of an earlier turn continues a short session', async () => {
  const first = await say('visitor-2')
  await say('visitor-2')
  const again = await say('visitor-2', { visitor_token: first.visitorToken })
  assert.is(again.conversationId, first.conversationId)
})

test('a session that was ever used with a token needs it from then on', async () => {
  const session = randomUUID()
  const first = await say(session)
  await say(session, { visitor_token: first.visitorToken })
  assert.is.not((await say(session)).conversationId, first.conversationId)
  assert.is((await say(session, { visitor_token: first.visitorToken })).conversationId, first.conversationId)
})

test('a token is worth nothing for another session, another tenant, or when it is changed', async () => {
  const other = await app.addTenant()
  const first = await say('visitor-3')
  const forged = `${first.visitorToken.slice(0, -2)}${first.visitorToken.endsWith('AA') ? 'BA' : 'AA'}`
  assert.is.not((await say('visitor-3', { visitor_token: forged })).conversationId, first.conversationId)
  assert.is.not(
    (await say('visitor-4', { visitor_token: first.visitorToken })).conversationId,
    first.conversationId,
  )
  const elsewhere = await say('visitor-3', { visitor_token: first.visitorToken, business_id: other.slug })
  assert.is.not(elsewhere.conversationId, first.conversationId)
})

test('one session id under two tenants is two conversations', async () => {
  const other = await app.addTenant()
  const session = randomUUID()
  const mine = await say(session)
  const theirs = await say(session, { business_id: other.slug })
  assert.is.not(mine.conversationId, theirs.conversationId)
})

test('thirty first messages at once meet in one conversation, numbered without a gap', async () => {
  const session = randomUUID()
  const turns = await Promise.all(Array.from({ length: 30 }, () => say(session)))
  assert.is(new Set(turns.map(({ conversationId }) => conversationId)).size, 1)
  const { body } = await app.rest(await tenant.token()).get(`/api/chat/history/${session}?limit=100`)
  assert.equal(
    body.data.map(({ seq }: { seq: number }) => seq),
    Array.from({ length: 60 }, (_, i) => 60 - i),
  )
})

test('turns of ten businesses at one moment stay apart', async () => {
  const tenants = await Promise.all(Array.from({ length: 10 }, () => app.addTenant()))
  const session = randomUUID()
  const turns = await Promise.all(
    tenants.flatMap(({ slug }) => Array.from({ length: 5 }, () => say(session, { business_id: slug }))),
  )
  assert.is(new Set(turns.map(({ conversationId }) => conversationId)).size, 10)
  for (const { uuid } of tenants) {
    const rows = await app.parts.database.tenant(
      uuid,
      (tx) => tx<{ tenant_id: string; seq: number }[]>`select tenant_id, seq from messages order by seq`,
    )
    assert.equal(
      rows.map(({ tenant_id, seq }) => [tenant_id, seq]),
      Array.from({ length: 10 }, (_, i) => [uuid, i + 1]),
    )
  }
})

test('a visitor who leaves in the middle of a stream finds the reply later', async () => {
  const sessions = Array.from({ length: 10 }, () => randomUUID())
  for (const session_id of sessions) {
    const gone = new AbortController()
    const response = await fetch(`${app.url}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ message: 'Hello', session_id, business_id: tenant.slug }),
      signal: gone.signal,
    })
    assert.is(response.status, 200)
    gone.abort()
  }
  const token = await tenant.token()
  for (const session of sessions)
    await waitUntil(
      async () => (await app.rest(token).get(`/api/chat/history/${session}`)).body.data.length === 2,
    )
})

test('a conversation that is held elsewhere does not hold up the others of its moment', async () => {
  const held = randomUUID()
  await say(held)
  const taken = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  const holding = app.parts.database.tenant(tenant.uuid, async (tx) => {
    await tx`select id from conversations where session_id = ${held} for update`
    taken.resolve()
    await over.promise
  })
  await taken.promise
  const ask = (session_id: string) =>
    app.rest().post('/api/chat', { message: 'Hello', session_id, business_id: tenant.slug })
  const [stuck, ...others] = await Promise.all([
    ask(held),
    ...Array.from({ length: 9 }, () => ask(randomUUID())),
  ])
  over.resolve()
  await holding
  assert.equal([stuck?.status, stuck?.body.code], [503, 'busy'])
  assert.ok(others.every(({ status }) => status === 200))
})

test('a short key cannot fetch the token of a short session', async () => {
  const body = { message: 'Hello', session_id: 'visitor-9', business_id: tenant.slug }
  const short = await app.rest().post('/api/chat', body, { 'idempotency-key': '1' })
  assert.equal([short.status, short.body.code], [422, 'invalid_input'])
  const long = await app.rest().post('/api/chat', body, { 'idempotency-key': randomUUID() })
  assert.is(long.status, 200)
})

test('a suspended business answers like one that never was', async () => {
  const closed = await app.addTenant()
  await app.parts.database.tenant(
    closed.uuid,
    (tx) => tx`update tenants set status = 'suspended' where id = ${closed.uuid}`,
  )
  const ask = (business_id: string) =>
    app.rest().post('/api/chat', { message: 'Hi', session_id: randomUUID(), business_id })
  const [suspended, missing] = [await ask(closed.slug), await ask('never-was')]
  assert.equal([suspended.status, suspended.body.code], [404, 'tenant_not_found'])
  assert.equal({ ...suspended.body, requestId: '' }, { ...missing.body, requestId: '' })
})

test('nothing Bob says is written after somebody took over', async () => {
  const session = randomUUID()
  const { conversationId } = await say(session)
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`
      update conversations set controller = 'human:user_1', control_epoch = control_epoch + 1
      where session_id = ${session}`,
  )
  const turn = await say(session)
  assert.equal([turn.conversationId, turn.reply, turn.control], [conversationId, null, 'human'])
  const { body } = await app.rest(await tenant.token()).get(`/api/chat/history/${session}`)
  assert.equal(
    body.data.map(({ author }: { author: string }) => author),
    ['visitor', 'bob', 'visitor'],
  )
})

test.run()
