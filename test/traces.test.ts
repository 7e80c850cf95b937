import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { serviceToken, startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { type StubModel, startModel } from './support/model.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('traces and reviews')
let app: TestApp
let tenant: TestTenant
let model: StubModel
let owner: Rest

test.before(async () => {
  model = await startModel()
  app = await startApp({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'first' })
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
  owner = app.rest(await tenant.token())
})
test.after(async () => {
  await app.stop()
  await model.stop()
})

const ask = async (message: string) =>
  (await app.rest().post('/api/chat', { message, session_id: randomUUID(), business_id: tenant.slug })).body
const tracesOf = async (id: string) => (await owner.get(`/api/conversations/${id}/traces`)).body.data

test('every answer tells what it rests on, over REST, tRPC and gRPC', async () => {
  model.respond({ text: 'It is £68 [1]. A crown is £400.' })
  const { conversationId, messageId } = await ask('How much is a check-up?')
  const [trace] = await tracesOf(conversationId)
  assert.equal(
    [trace.messageId, trace.engine, trace.verdict, trace.reply, trace.question],
    [messageId, 'model', 'confident', 'It is £68.', 'How much is a check-up?'],
  )
  assert.equal(trace.model.dropped, ['A crown is £400.'])
  assert.equal(trace.model.output, 'It is £68 [1]. A crown is £400.')
  assert.equal([trace.model.rungs[0].outcome, trace.versions.persona, trace.review], ['answered', null, null])
  assert.match(trace.evidence[0].chunkId, /^kchunk_/)
  const trpc = app.trpc(await tenant.token())
  assert.equal(await trpc.traces.get.query({ id: trace.id }), trace)
  const grpc = app.grpc(await serviceToken(app, { scopes: ['chat.read'] }))
  const { data } = await grpc.listTraces({ tenantId: tenant.id, conversationId })
  assert.equal(
    [data[0]?.id, data[0]?.dropped, data[0]?.rungs[0]?.outcome],
    [trace.id, trace.model.dropped, 'answered'],
  )
  const manager = app.rest(await tenant.token('viewer'))
  assert.is((await manager.post(`/api/traces/${trace.id}/review`, { rating: 'good' })).status, 403)
})

test('what a model said is judged again to the same verdict, until a passage is another', async () => {
  for (const play of [
    { text: 'It is £68 [1]. A crown is £400.' },
    { text: 'UNKNOWN' },
    { calls: [{ name: 'escalate', arguments: '{}' }] },
  ]) {
    model.respond(play)
    const { conversationId } = await ask('How much is a check-up?')
    const [{ id, model: how }] = await tracesOf(conversationId)
    const { body } = await owner.get(`/api/traces/${id}/replay`)
    assert.equal(body, { state: 'replayed', verdictHash: how.verdictHash, identical: true })
  }
  const there = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
  const rest = app.rest(await there.token())
  model.respond({ text: 'It is £68 [1].' })
  const turn = { message: 'How much is a check-up?', session_id: randomUUID(), business_id: there.slug }
  const { conversationId } = (await app.rest().post('/api/chat', turn)).body
  const [{ id }] = (await rest.get(`/api/conversations/${conversationId}/traces`)).body.data
  const [source] = (await rest.get('/api/knowledge/sources')).body.data
  await rest.send('DELETE', `/api/knowledge/sources/${source.id}`)
  assert.is((await rest.get(`/api/traces/${id}/replay`)).body.state, 'evidence_gone')
  model.respond({ play: (response) => void response.writeHead(500).end() })
  const failed = await ask('How much is a check-up?')
  const [last] = await tracesOf(failed.conversationId)
  assert.is((await owner.get(`/api/traces/${last.id}/replay`)).body.state, 'no_answer')
})

test('an answer is reviewed, corrected, and the correction becomes knowledge and a golden question', async () => {
  model.respond({ text: 'UNKNOWN' })
  const { conversationId, reply } = await ask('Do you treat llamas?')
  assert.match(reply, "don't know")
  const [{ id }] = await tracesOf(conversationId)
  const early = await owner.post(`/api/traces/${id}/promote`, { as: 'knowledge' })
  assert.equal([early.status, early.body.errors[0].code], [422, 'no_correction'])
  const reviewed = await owner.post(`/api/traces/${id}/review`, {
    rating: 'bad',
    correction: 'Yes, we treat llamas on Tuesdays.',
  })
  assert.equal([reviewed.body.review.rating, reviewed.body.review.sourceId], ['bad', null], reviewed.text)
  const promoted = await Promise.all(
    Array.from({ length: 6 }, () => owner.post(`/api/traces/${id}/promote`, { as: 'knowledge' })),
  )
  const sourceIds = new Set(promoted.map(({ body }) => body.review.sourceId))
  assert.is(sourceIds.size, 1, 'it is made knowledge once')
  const [sourceId] = sourceIds
  await waitUntil(async () => (await owner.get(`/api/knowledge/sources/${sourceId}`)).body.status === 'ready')
  assert.match((await ask('Do you treat llamas?')).reply, 'llamas on Tuesdays')
  await owner.post(`/api/traces/${id}/promote`, { as: 'golden_question' })
  const { body: golden } = await owner.get('/api/personas/golden-questions')
  assert.equal(golden.questions, [{ question: 'Do you treat llamas?', outcome: 'answer', contains: [] }])
  const { body: queue } = await owner.get('/api/reviews?rating=bad')
  assert.equal(
    queue.data.map((trace: { id: string; review: { golden: boolean } }) => [trace.id, trace.review.golden]),
    [[id, true]],
  )
})

test.run()
