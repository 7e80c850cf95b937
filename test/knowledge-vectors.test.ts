import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import * as assert from 'uvu/assert'
import { readConfig } from '../server/config.ts'
import { connect } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { runJob } from './support/ledger.ts'
import { type StubModel, startModel } from './support/model.ts'
import { suite } from './support/suite.ts'

const test = suite('vectors of knowledge')
let app: TestApp
let tenant: TestTenant
let model: StubModel

const handbook =
  '# Mascotas\n\nLos perros son bienvenidos.\n\n# Precios\n\nUna revisión cuesta 68 €.\n\n# Horario\n\nAbrimos todos los días a las nueve.\n'
const paraphrase = 'Poodle?'

const start = () =>
  startApp({
    OPENAI_BASE_URL: model.url,
    OPENAI_MODEL: 'chat',
    OPENAI_EMBEDDING_MODEL: 'meaning',
  })

test.before(async () => {
  model = await startModel()
  app = await start()
})
test.before.each(async () => {
  model.embeddings.fail(null)
  tenant = await app.addTenant()
  await add(tenant, handbook)
  await waitUntil(async () => (await embedded()).length === 3)
  model.sent.length = 0
  model.embeddings.sent.length = 0
  model.respond(({ messages }) => {
    const number = /\[(\d)\] [^\n]*Mascotas/.exec(messages[0]?.content ?? '')?.[1]
    return { text: number ? `Los perros son bienvenidos [${number}].` : 'UNKNOWN' }
  })
})
test.after(async () => {
  await app.stop()
  await model.stop()
})

const add = async (to: TestTenant, text: string, product = app): Promise<string> => {
  const owner = product.rest(await to.token())
  const { body } = await owner.post('/api/knowledge/sources', {
    kind: 'text',
    title: 'Guía',
    text,
    language: 'es',
  })
  await waitUntil(async () => (await owner.get(`/api/knowledge/sources/${body.id}`)).body.status === 'ready')
  return body.id
}
/** Past what the product may do itself. */
const asOwner = async () => {
  const owner = connect(app.databaseUrl, { max: 1 })
  await owner`select set_config('app.tenant', ${tenant.uuid}, false)`
  return owner
}
/** The models that passages have a vector of, one a passage. */
const embedded = async (of = tenant) =>
  (
    await app.parts.database.tenant(
      of.uuid,
      (tx) => tx<{ model: string }[]>`select model from knowledge_embeddings order by model`,
    )
  ).map((row) => row.model)
const ask = async (message: string, of = tenant, product = app) =>
  (await product.rest().post('/api/chat', { message, session_id: randomUUID(), business_id: of.slug })).body
const find = async (query: string, of = tenant) =>
  (await app.trpc(await of.token()).knowledge.search.query({ query })).data.map(({ text }) => text)
const given = () => model.sent.at(-1)?.messages[0]?.content ?? ''
const asked = () => model.embeddings.sent.flatMap(({ input }) => input)

test('a model is given the passage that means what is asked, though they share no word', async () => {
  const turn = await ask(paraphrase)
  assert.equal([turn.reply, turn.degraded], ['Los perros son bienvenidos.', false])
  assert.match(turn.citations[0].quote, 'Los perros')
  assert.equal(asked(), [paraphrase])
  assert.is(model.embeddings.sent[0]?.dimensions, 512)
  assert.match((await find(paraphrase))[0] ?? '', 'Los perros')

  const plain = await startApp({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'chat' })
  const other = await plain.addTenant()
  await add(other, handbook, plain)
  model.embeddings.sent.length = 0
  await ask(paraphrase, other, plain)
  assert.not.match(given(), 'Los perros', 'without an embedder it is not found')
  assert.equal(asked(), [])
  await plain.stop()
})

test('what is found by words and by meaning comes before what is found by one of them', async () => {
  assert.match((await find('revisión'))[0] ?? '', '68 €')
  assert.equal(await find('zebra crossing'), [], 'what has nothing in common is not found')
})

test('passages of another tenant are never near', async () => {
  const other = await app.addTenant()
  await add(other, '# Poodles\n\nNo poodle may enter our roof.\n')
  await waitUntil(async () => (await embedded(other)).length === 1)
  await ask(paraphrase)
  assert.match(given(), 'Los perros')
  assert.not.match(given(), 'roof')
  assert.is(
    (await find(paraphrase)).some((text) => text.includes('roof')),
    false,
  )
  assert.is(
    (await find(paraphrase, other)).some((text) => text.includes('perros')),
    false,
  )
})

test('a text is embedded once, and forgotten with the last passage of it', async () => {
  const owner = app.rest(await tenant.token())
  const [first] = (await owner.get('/api/knowledge/sources')).body.data
  const second = await add(tenant, handbook)
  await owner.post(`/api/knowledge/sources/${second}/refresh`)
  const third = await add(tenant, '# Aparcamiento\n\nHay plazas detrás del edificio.\n')
  await waitUntil(async () => (await embedded()).length === 4)
  assert.equal(asked(), ['Aparcamiento\nHay plazas detrás del edificio.'])

  await owner.send('DELETE', `/api/knowledge/sources/${first.id}`)
  assert.is((await embedded()).length, 4, 'the second source has the same texts')
  assert.match((await find(paraphrase))[0] ?? '', 'Los perros')
  await owner.send('DELETE', `/api/knowledge/sources/${second}`)
  assert.is((await embedded()).length, 1)
  assert.equal(await find(paraphrase), [])
  await owner.send('DELETE', `/api/knowledge/sources/${third}`)
  assert.is((await embedded()).length, 0)
})

test('knowledge is embedded once the provider is back, and Bob answers meanwhile', async () => {
  model.embeddings.fail(outages['answers 500'] ?? null)
  await add(tenant, '# Aparcamiento\n\nHay plazas detrás del edificio.\n')
  await waitUntil(async () => asked().length > 0)
  assert.match((await find('aparcamiento'))[0] ?? '', 'Hay plazas')
  await ask('¿Dónde hay plazas?')
  assert.match(given(), 'Hay plazas')
  assert.is((await embedded()).length, 3)
  model.embeddings.fail(null)
  await waitUntil(async () => (await embedded()).length === 4, 30_000)
})

const outages: Record<string, (response: ServerResponse) => void> = {
  'answers 500': (response) => void response.writeHead(500).end('oh'),
  'answers nonsense': (response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"data":[{"index":0,"embedding":[0]}]}'),
  hangs: () => {},
}

for (const [name, outage] of Object.entries(outages))
  test(`a question is answered from its words while the provider of embeddings ${name}`, async () => {
    model.embeddings.fail(outage)
    model.respond({ text: 'Cuesta 68 € [1].' })
    const turn = await ask('¿Cuánto cuesta una revisión?')
    assert.equal([turn.reply, turn.degraded], ['Cuesta 68 €.', false])
    assert.match((await find('revisión'))[0] ?? '', '68 €')
    await find('revisión')
    const before = asked().length
    await find('revisión')
    assert.is(asked().length, before, 'one that has failed three times is left alone')
    // a breaker remembers
    await app.stop()
    app = await start()
  })

test('vectors of another model are not compared, and knowledge is embedded anew', async () => {
  const owner = await asOwner()
  await owner`update knowledge_embeddings set model = 'earlier 512'`
  await owner`update tenants set knowledge_version = knowledge_version + 1`
  await owner.end()
  assert.equal(await find(paraphrase), [])
  await runJob(app, 'knowledge.embedMissing', new Date())
  assert.equal(asked(), [], 'a source that has just changed has a job of its own')
  await runJob(app, 'knowledge.embedMissing', new Date(Date.now() + 3_600_000))
  await waitUntil(async () => (await embedded()).every((name) => name === 'meaning 512'))
  assert.is((await embedded()).length, 3)
  assert.match((await find(paraphrase))[0] ?? '', 'Los perros')
})

test('a provider that is away is not asked for each source that lacks vectors', async () => {
  const owner = await asOwner()
  await owner`delete from knowledge_embeddings`
  await owner.end()
  model.embeddings.fail((response) => void response.writeHead(503).end())
  try {
    await runJob(app, 'knowledge.embedMissing', new Date(Date.now() + 3_600_000))
    assert.unreachable()
  } catch (error) {
    assert.match(String(error), '503')
  }
  assert.is(asked().length, 1)
})

test('an embedder is where the first model is, or where it says itself with a key of its own', async () => {
  const shared = { OPENAI_BASE_URL: 'http://a.example/v1', OPENAI_API_KEY: 'a', OPENAI_EMBEDDING_MODEL: 'm' }
  const endpoint = { baseUrl: 'http://a.example/v1', apiKey: 'a', model: 'm', dimensions: 512 }
  assert.equal(readConfig(shared).embedder, endpoint)
  assert.equal(readConfig({ ...shared, OPENAI_EMBEDDING_DIMENSIONS: '0' }).embedder?.dimensions, null)
  const apart = readConfig({ ...shared, OPENAI_EMBEDDING_BASE_URL: 'http://b.example/v1' }).embedder
  assert.equal([apart?.baseUrl, apart?.apiKey], ['http://b.example/v1', 'none'])
  assert.is(readConfig({}).embedder, null)
  assert.throws(
    () => readConfig({ OPENAI_EMBEDDING_API_KEY: 'x' }),
    (error: Error) => error.message.includes('OPENAI_EMBEDDING_MODEL'),
  )
})

test.run()
