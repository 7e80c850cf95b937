import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { text } from 'node:stream/consumers'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('widget chat')
const site = 'https://your-site.com'
const staging = 'https://staging.your-site.com'
let app: TestApp
let tenant: TestTenant
let live: string
let trial: string

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68 and takes 30 minutes.\n' })
  const keys = await allow(tenant, site, staging)
  live = keys.live
  trial = keys.test
})
test.after(() => app.stop())

test('a page of an allowed origin asks and reads the answer', async () => {
  const { status, headers, body } = await ask(live, site)
  assert.is(status, 200)
  assert.match(body.reply, '£68')
  assert.equal(cors(headers), { origin: site, vary: 'Origin', credentials: null })
})

test('the fetch that the guide prints works as printed', async () => {
  const printed = `const response = await fetch('https://office16852.com/api/widget/chat', {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    'X-Widget-Key': 'pk_live_...',
    'Origin': 'https://your-customer-site.com'
  },
  body: JSON.stringify({ session_id: sessionId, message: userMessage })
});`
  const customer = await app.addTenant()
  const keys = await allow(customer, 'https://your-customer-site.com')
  const code = printed.replace('https://office16852.com', app.url).replace('pk_live_...', keys.live)
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor
  const run = new AsyncFunction('sessionId', 'userMessage', `${code}\nreturn response`)
  assert.is((await run(randomUUID(), 'Hello')).status, 200)
})

test('the same turn streams, with the same headers', async () => {
  const { status, headers, text } = await ask(live, site, {}, { accept: 'text/event-stream' })
  assert.is(status, 200)
  assert.match(headers.get('content-type') ?? '', 'text/event-stream')
  assert.equal(cors(headers), { origin: site, vary: 'Origin', credentials: null })
  assert.equal(text.match(/^event: \w+/gm)?.at(-1), 'event: final')
})

const wrongOrigins: [string, string | string[] | undefined][] = [
  ['missing', undefined],
  ['null', 'null'],
  ['another that ends alike', 'https://evil-your-site.com'],
  ['another that begins alike', 'https://your-site.com.evil.com'],
  ['http for https', 'http://your-site.com'],
  ['another port', 'https://your-site.com:8443'],
  ['the port that goes without saying', 'https://your-site.com:443'],
  ['a trailing dot', 'https://your-site.com.'],
  ['a trailing slash', 'https://your-site.com/'],
  ['upper case', 'https://Your-Site.com'],
  ['sent twice', [site, site]],
  ['a subdomain', 'https://www.your-site.com'],
]
for (const [what, origin] of wrongOrigins)
  test(`an origin that is not allowed: ${what}`, async () => {
    for (const accept of ['application/json', 'text/event-stream']) {
      const { status, headers, body } = await send({
        'x-widget-key': live,
        accept,
        ...(origin && { origin }),
      })
      assert.equal([status, body.code], [403, 'origin_not_allowed'], accept)
      assert.is(headers['access-control-allow-origin'], undefined)
      assert.is(headers['access-control-allow-credentials'], undefined)
    }
  })

test("one tenant's key does not work from another's origin", async () => {
  const other = await app.addTenant()
  const keys = await allow(other, 'https://other.example')
  for (const [key, origin] of [
    [live, 'https://other.example'],
    [keys.live, site],
  ] as const) {
    const { status, headers, body } = await ask(key, origin)
    assert.equal([status, body.code], [403, 'origin_not_allowed'])
    assert.is(headers.get('access-control-allow-origin'), null)
  }
})

test('a live key works from production origins, a test key from test ones', async () => {
  assert.is((await ask(trial, staging)).status, 200)
  for (const [key, origin] of [
    [live, staging],
    [trial, site],
  ] as const)
    assert.equal((await ask(key, origin)).body.code, 'origin_not_allowed')
})

test('without a key, and with one that was never made, it is 401 and not readable', async () => {
  const refusals: [Record<string, string | string[]>, string][] = [
    [{}, 'unauthenticated'],
    [{ 'x-widget-key': `pk_live_${'x'.repeat(32)}` }, 'invalid_widget_key'],
    [{ 'x-widget-key': 'sk_live_1' }, 'invalid_widget_key'],
    [{ 'x-widget-key': [live, live] }, 'invalid_widget_key'],
  ]
  for (const [header, code] of refusals) {
    const { status, headers, body } = await send({ origin: site, ...header })
    assert.equal([status, body.code], [401, code])
    assert.is(headers['access-control-allow-origin'], undefined)
  }
})

test('the key is judged before the origin, and both before the input', async () => {
  const bad = { role: 'owner' }
  assert.is((await ask('pk_live_1', 'https://evil.example', bad)).body.code, 'invalid_widget_key')
  assert.is((await ask(live, 'https://evil.example', bad)).body.code, 'origin_not_allowed')
  assert.is((await ask(live, site, bad)).body.code, 'unknown_field')
})

test('the page can read every refusal once its key and origin are known', async () => {
  const post = (body: object | string, headers: Record<string, string> = {}) =>
    app.rest().post('/api/widget/chat', body, { 'x-widget-key': live, origin: site, ...headers })
  const refusals = [
    [422, await post({ ...turn(), business_id: tenant.slug })],
    [422, await post({ ...turn(), message: 'a'.repeat(4_001) })],
    [400, await post('{bad')],
    [413, await post({ ...turn(), message: 'a'.repeat(65 * 1_024) })],
    [415, await post('hi', { 'content-type': 'text/plain' })],
    [401, await post(turn(), { authorization: 'Bearer x.y.z' })],
    [422, await post({ ...turn(), message: '' }, { accept: 'text/event-stream' })],
  ] as const
  for (const [expected, { status, headers }] of refusals) {
    assert.is(status, expected)
    assert.equal(cors(headers), { origin: site, vary: 'Origin', credentials: null }, String(expected))
  }
})

test('a suspended business answers like an unknown one', async () => {
  const closed = await app.addTenant()
  const keys = await allow(closed, 'https://closed.example')
  await app.parts.database.tenant(
    closed.uuid,
    (tx) => tx`update tenants set status = 'suspended' where id = ${closed.uuid}`,
  )
  const { status, headers, body } = await ask(keys.live, 'https://closed.example')
  assert.equal([status, body.code], [404, 'tenant_not_found'])
  assert.is(headers.get('access-control-allow-origin'), 'https://closed.example')
})

test('two keys work during a rotation, and the revoked one stops', async () => {
  const rotating = await app.addTenant()
  const rest = app.rest(await rotating.token())
  const old = await allow(rotating, site)
  const { body: made } = await rest.post('/api/customer-portal/widget-keys', { environment: 'live' })
  assert.is((await ask(old.live, site)).status, 200)
  assert.is((await ask(made.key, site)).status, 200)
  const revoked = await rest.send('DELETE', `/api/customer-portal/widget-keys/${old.liveId}`)
  assert.is(revoked.status, 204)
  const refused = await ask(old.live, site)
  assert.equal([refused.status, refused.body.code], [401, 'invalid_widget_key'])
  assert.is(refused.headers.get('access-control-allow-origin'), null)
  assert.is((await ask(made.key, site)).status, 200)
})

test('a key that another process revoked stops within 5 s', async () => {
  const elsewhere = await app.addTenant()
  const keys = await allow(elsewhere, site)
  assert.is((await ask(keys.live, site)).status, 200)
  await app.parts.database.tenant(
    elsewhere.uuid,
    (tx) => tx`update widget_keys set revoked_at = now() where key = ${keys.live}`,
  )
  await waitUntil(async () => (await ask(keys.live, site)).body.code === 'invalid_widget_key', 5_000)
})

test('a preflight names an origin only when some business allows it', async () => {
  const preflight = (origin: string) =>
    app
      .rest(undefined, { origin, 'access-control-request-method': 'POST' })
      .send('OPTIONS', '/api/widget/chat')
  const { status, headers } = await preflight(site)
  assert.is(status, 204)
  assert.equal(cors(headers), { origin: site, vary: 'Origin', credentials: null })
  assert.is(headers.get('access-control-allow-methods'), 'POST')
  assert.is(
    headers.get('access-control-allow-headers'),
    'content-type, x-widget-key, x-visitor-token, idempotency-key',
  )
  assert.is(headers.get('access-control-max-age'), '600')
  for (const origin of ['https://evil.example', 'null', `${site}.`, 'https://Your-Site.com']) {
    const refused = await preflight(origin)
    assert.is(refused.status, 204)
    assert.equal(cors(refused.headers), { origin: null, vary: 'Origin', credentials: null }, origin)
  }
})

test('no other path speaks CORS', async () => {
  for (const [method, path] of [
    ['OPTIONS', '/api/chat'],
    ['POST', '/api/chat'],
    ['OPTIONS', '/api/customer-portal/widget'],
    ['GET', '/api/health'],
  ] as const) {
    const { headers } = await app.rest(undefined, { origin: site, 'x-widget-key': live }).send(method, path)
    assert.is(headers.get('access-control-allow-origin'), null, path)
    assert.is(headers.get('access-control-allow-methods'), null, path)
  }
})

test('a conversation of a test key is marked, and never continues as a real one', async () => {
  const session_id = randomUUID()
  const first = await ask(trial, staging, { session_id })
  const again = await ask(trial, staging, { session_id })
  const real = await ask(live, site, { session_id })
  assert.is(again.body.conversationId, first.body.conversationId)
  assert.is.not(real.body.conversationId, first.body.conversationId)
  const rows = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx<{ test: boolean }[]>`
      select test from conversations where session_id = ${session_id} order by test`,
  )
  assert.equal(
    rows.map((row) => row.test),
    [false, true],
  )
})

test('a short session goes on with the visitor token in its header', async () => {
  const first = await ask(live, site, { session_id: 'short' })
  const header = { 'x-visitor-token': first.body.visitorToken }
  const next = await ask(live, site, { session_id: 'short' }, header)
  const stranger = await ask(live, site, { session_id: 'short' })
  assert.is(next.body.conversationId, first.body.conversationId)
  assert.is.not(stranger.body.conversationId, first.body.conversationId)
  const chat = (headers = {}) =>
    app.rest().post('/api/chat', { ...turn(), session_id: 'brief', business_id: tenant.slug }, headers)
  const { body } = await chat()
  const { body: known } = await chat({ 'x-visitor-token': body.visitorToken })
  assert.is(known.conversationId, body.conversationId)
})

test('a key that was sent again replays the turn, but not for the other environment', async () => {
  const again = { 'idempotency-key': randomUUID() }
  const same = { session_id: randomUUID() }
  const first = await ask(live, site, same, again)
  const second = await ask(live, site, same, again)
  assert.is(second.headers.get('idempotency-replayed'), 'true')
  assert.is(second.body.messageId, first.body.messageId)
  const tried = await ask(trial, staging, same, again)
  assert.is(tried.headers.get('idempotency-replayed'), null)
})

test.run()

/** Allows the origins and returns the first keys of a tenant. */
async function allow({ token }: TestTenant, production: string, trial?: string) {
  const rest = app.rest(await token())
  const { status } = await rest.send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [
      { origin: production, environment: 'production' },
      ...(trial ? [{ origin: trial, environment: 'test' }] : []),
    ],
  })
  assert.is(status, 200)
  const { body } = await rest.get('/api/customer-portal/widget-code')
  const first = (environment: string) =>
    body.keys.find((key: { environment: string }) => key.environment === environment)
  return { live: first('live').key, liveId: first('live').id, test: first('test').key }
}

function turn() {
  return { message: 'How much is a check-up?', session_id: randomUUID() }
}

function ask(key: string, origin: string, input: object = {}, headers: Record<string, string> = {}) {
  return app
    .rest()
    .post('/api/widget/chat', { ...turn(), ...input }, { 'x-widget-key': key, origin, ...headers })
}

function cors(headers: Headers) {
  return {
    origin: headers.get('access-control-allow-origin'),
    vary: headers.get('vary'),
    credentials: headers.get('access-control-allow-credentials'),
  }
}

/** A question whose headers go out as they stand, also twice; fetch would join them. */
async function send(headers: Record<string, string | string[]>) {
  const request = http.request(`${app.url}/api/widget/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
  })
  const response = new Promise<http.IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  )
  request.end(JSON.stringify(turn()))
  const answer = await response
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: JSON.parse(await text(answer)),
  }
}
