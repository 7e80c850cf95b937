import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { connect } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('knowledge')
let app: TestApp
let tenant: TestTenant
let token: string

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68 and takes 30 minutes.\n' })
  token = await tenant.token()
})
test.after(() => app.stop())

const ask = async (message: string) =>
  (await app.rest().post('/api/chat', { message, session_id: randomUUID(), business_id: tenant.slug })).body

test('a new source is queued, then ready, and Bob quotes it with its address', async () => {
  const before = await ask('Do you do teeth whitening, and what does whitening cost?')
  assert.not.match(before.reply, '£240')
  const created = await app.rest(token).post('/api/knowledge/sources', {
    kind: 'text',
    title: 'Whitening',
    text: '# Whitening\n\nTeeth whitening at home costs £240.\n',
    url: 'https://dentist.example/whitening',
  })
  assert.equal([created.status, created.body.status, created.body.language], [202, 'queued', 'en'])
  await waitUntil(
    async () =>
      (await app.rest(token).get(`/api/knowledge/sources/${created.body.id}`)).body.status === 'ready',
  )
  const after = await ask('What does teeth whitening cost?')
  assert.match(after.reply, '£240')
  assert.is(after.citations[0].url, 'https://dentist.example/whitening')
})

test('a source without text fails with a reason for its owner', async () => {
  const { body } = await app
    .rest(token)
    .post('/api/knowledge/sources', { kind: 'text', title: 'Empty', text: '# \n\n---\n' })
  let source = body
  await waitUntil(async () => {
    source = (await app.rest(token).get(`/api/knowledge/sources/${body.id}`)).body
    return source.status === 'failed'
  })
  assert.match(source.failure, 'no text')
})

test('a source that cannot be read says so, and is ready once it can', async () => {
  const owner = connect(app.databaseUrl, { max: 1 })
  await owner`revoke insert on knowledge_chunks from office_app`
  const { body } = await app
    .rest(token)
    .post('/api/knowledge/sources', { kind: 'text', title: 'Later', text: 'Later.' })
  const source = async () => (await app.rest(token).get(`/api/knowledge/sources/${body.id}`)).body
  await waitUntil(async () => (await source()).status === 'failed')
  assert.match((await source()).failure, 'tried again')
  await owner`grant insert on knowledge_chunks to office_app`
  await owner.end()
  await waitUntil(async () => (await source()).status === 'ready', 60_000)
  assert.is((await source()).failure, null)
})

test('search finds by word, by word form and by misspelling', async () => {
  const find = (query: string) => app.trpc(token).knowledge.search.query({ query })
  for (const query of ['check-up price', 'checking', 'chekup costs'])
    assert.match((await find(query)).data[0]?.text ?? '', '£68', query)
  assert.equal((await find('zebra crossing')).data, [])
})

test('search refuses a person without the permission', async () => {
  try {
    await app.trpc(await tenant.token('agent')).knowledge.search.query({ query: 'x' })
    assert.unreachable()
  } catch (error) {
    assert.match(String(error), 'knowledge.manage')
  }
})

test('asking for a person is recorded once, and said in the same breath', async () => {
  const session_id = randomUUID()
  const say = async (message: string) =>
    (await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })).body
  const first = await say('I want to talk to a human please')
  assert.equal([first.control, first.actions], ['queue', [{ type: 'escalated', reason: 'human' }]])
  const second = await say('I want to talk to a human please')
  assert.equal([second.control, second.actions], ['queue', []])
  const rows = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`
      select e.reason, e.status from escalations e join conversations c on c.id = e.conversation_id
      where c.session_id = ${session_id}`,
  )
  assert.equal([...rows], [{ reason: 'human', status: 'open' }])
})

test('"yes" to the offer of asking the team asks the team', async () => {
  const session_id = randomUUID()
  const say = async (message: string) =>
    (await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })).body
  const unknown = await say('Do you sell bicycles?')
  assert.equal(unknown.actions, [{ type: 'handoff_offered', reason: null }])
  const yes = await say('yes please')
  assert.is(yes.control, 'queue')
  assert.is(yes.actions[0].type, 'escalated')
})

test('every answer leaves a trace of what it rests on', async () => {
  const { messageId } = await ask('How much is a check-up?')
  assert.match(messageId, /^msg_/)
  const [trace] = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`
      select t.engine, t.verdict, t.intent, t.evidence, t.knowledge_version from decision_traces t
      join messages m on m.tenant_id = t.tenant_id and m.id = t.reply_id
      where m.body like '%£68%' order by t.created_at desc limit 1`,
  )
  assert.equal([trace?.engine, trace?.verdict, trace?.intent], ['local', 'confident', 'question'])
  assert.match(trace?.evidence[0].hash, /^[0-9a-f]{64}$/)
})

test.run()
