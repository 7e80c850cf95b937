import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('HTTP conventions')
let app: TestApp
let tenant: TestTenant

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant()
})
test.after(() => app.stop())

const turn = () => ({ message: 'Hello', session_id: randomUUID(), business_id: tenant.slug })

test('a problem has every member and is not cached', async () => {
  const { status, headers, body } = await app.rest().get('/api/nope?secret=1')
  assert.is(status, 404)
  assert.is(headers.get('content-type'), 'application/problem+json; charset=utf-8')
  assert.is(headers.get('cache-control'), 'no-store')
  assert.is(body.requestId, headers.get('x-request-id'))
  const { requestId: _, ...rest } = body
  assert.equal(rest, {
    type: '/docs/errors#not_found',
    title: 'There is no such thing',
    status: 404,
    detail: 'There is nothing at this address.',
    instance: '/api/nope',
    code: 'not_found',
  })
})

test('the page behind a problem type explains its code', async () => {
  const { status, text } = await app.rest().get('/docs/errors')
  assert.is(status, 200)
  assert.match(text, 'id="idempotency_key_reused"')
})

test('a sane request id is echoed, another one is replaced', async () => {
  const given = await app.rest(undefined, { 'x-request-id': 'order-17:retry.2' }).get('/api/health')
  assert.is(given.headers.get('x-request-id'), 'order-17:retry.2')
  const odd = await app.rest(undefined, { 'x-request-id': 'a b<script>' }).get('/api/health')
  assert.match(odd.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
})

test('a wrong method is 405 with Allow', async () => {
  for (const [method, path, allow] of [
    ['PUT', '/api/chat', 'POST'],
    ['GET', '/api/chat', 'POST'],
    ['DELETE', '/api/knowledge/sources', 'GET, HEAD, POST'],
  ] as const) {
    const { status, headers, body } = await app.rest().send(method, path)
    assert.equal([status, headers.get('allow'), body.code], [405, allow, 'method_not_allowed'])
  }
  const options = await app.rest().send('OPTIONS', '/api/chat')
  assert.equal([options.status, options.headers.get('allow')], [204, 'POST'])
  assert.is((await app.rest().send('HEAD', '/api/health')).status, 200)
})

test('what is not JSON is 415, whatever the body says', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/xml',
  ]) {
    const { status, body } = await app
      .rest()
      .post('/api/chat', JSON.stringify(turn()), { 'content-type': type })
    assert.equal([status, body.code], [415, 'unsupported_media_type'], type)
  }
})

test('a body that cannot be read is 400', async () => {
  for (const body of [
    '{bad',
    '',
    '{"message":"a\\u0000","session_id":"x"}',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":1}}',
  ]) {
    const answer = await app.rest().post('/api/chat', body)
    assert.equal([answer.status, answer.body.code], [400, 'malformed_request'], body)
  }
})

test('a body that is not an object is 422', async () => {
  for (const body of ['[]', 'null', '5', '"x"']) {
    const answer = await app.rest().post('/api/chat', body)
    assert.equal([answer.status, answer.body.code], [422, 'invalid_input'], body)
  }
})

test('chat takes 64 KiB, the rest 256 KiB', async () => {
  const padded = (bytes: number) => `{"message":"x","session_id":"${'y'.repeat(bytes)}"}`
  assert.is((await app.rest().post('/api/chat', padded(60 * 1_024))).status, 422)
  const large = await app.rest().post('/api/chat', padded(65 * 1_024))
  assert.equal([large.status, large.body.code], [413, 'payload_too_large'])
  const token = await tenant.token()
  const source = (bytes: number) => ({ kind: 'text', title: 'Long', text: 'word '.repeat(bytes / 5) })
  assert.is((await app.rest(token).post('/api/knowledge/sources', source(150 * 1_024))).status, 202)
  assert.is((await app.rest(token).post('/api/knowledge/sources', source(260 * 1_024))).status, 413)
})

test('an endless chunked body is cut off, not collected', async () => {
  const socket = net.connect(Number(new URL(app.url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(
    'POST /api/chat HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
  )
  const block = `1000\r\n${'a'.repeat(4_096)}\r\n`
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (data) => resolve(data.toString()))
    socket.on('error', () => {})
  })
  let sent = 0
  const feed = setInterval(() => {
    if (sent++ < 200) socket.write(block)
  }, 1)
  assert.match(await answer, /^HTTP\/1.1 413 /)
  clearInterval(feed)
  assert.ok(sent < 100, `it still read after ${sent} blocks`)
  socket.destroy()
})

test('401 says how to authenticate', async () => {
  const none = await app.rest().get('/api/knowledge/sources')
  assert.equal([none.status, none.headers.get('www-authenticate')], [401, 'Bearer'])
  const bad = await app.rest('x.y.z').get('/api/knowledge/sources')
  assert.equal([bad.status, bad.headers.get('www-authenticate')], [401, 'Bearer error="invalid_token"'])
})

test('a page of another host may not use the public chat, and gets no CORS header', async () => {
  for (const origin of ['https://evil.example', 'null', app.url.replace('http:', 'https:')]) {
    const { status, headers, body } = await app.rest(undefined, { origin }).post('/api/chat', turn())
    assert.equal([status, body.code], [403, 'origin_not_allowed'], origin)
    assert.is(headers.get('access-control-allow-origin'), null)
  }
  assert.is((await app.rest(undefined, { origin: app.url }).post('/api/chat', turn())).status, 200)
})

test('an address that cannot be decoded is a problem too', async () => {
  const { status, body } = await app.rest().get('/api/%zz')
  assert.equal([status, body.code], [400, 'malformed_request'])
})

test('tRPC refuses what it cannot read with the same codes', async () => {
  const post = (path: string, body: string) => app.rest().post(`/trpc/${path}`, body)
  const bad = await post('conversations.send', '{bad')
  assert.equal([bad.status, bad.body.error.data.failure], [400, 'malformed_request'])
  assert.not.match(bad.text, /stack|node_modules/)
  const unknown = await app.rest().get('/trpc/nope')
  assert.equal([unknown.status, unknown.body.error.data.failure], [404, 'not_found'])
  const wrong = await app.rest().get('/trpc/conversations.send')
  assert.equal([wrong.status, wrong.body.error.data.failure], [405, 'method_not_allowed'])
  const many = Array.from({ length: 11 }, () => 'status.health').join(',')
  const batch = await app.rest().get(`/trpc/${many}?batch=1`)
  assert.is(batch.status, 400)
})

test('a gRPC message over 4 MB is RESOURCE_EXHAUSTED', async () => {
  const call = app.grpc(app.serviceToken).sendMessage({
    tenantId: tenant.id,
    sessionId: 'x',
    message: 'a'.repeat(4 * 1_024 * 1_024 + 1),
  })
  try {
    await call
    assert.unreachable()
  } catch (error) {
    assert.is((error as { status: number }).status, 8)
  }
})

test('tRPC takes JSON bodies only, so nothing large is collected', async () => {
  const { status, body } = await app
    .rest()
    .post('/trpc/conversations.send', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' })
  assert.equal([status, body.code], [415, 'unsupported_media_type'])
})

test('a key belongs to one call, not to a batch', async () => {
  const { status, body } = await app
    .rest(undefined, { 'idempotency-key': randomUUID() })
    .get('/trpc/status.health,status.health?batch=1')
  assert.equal([status, body[0].error.data.failure], [400, 'malformed_request'])
})

test('a Host that is no host is nobody’s, and no fault of ours', async () => {
  for (const host of ['%%%', `${'a'.repeat(300)}.example`, '']) {
    const socket = net.connect(Number(new URL(app.url).port), '127.0.0.1')
    const turn = JSON.stringify({ message: 'Hello', session_id: 'x' })
    socket.write(
      `POST /api/chat HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${turn.length}\r\n\r\n${turn}`,
    )
    let answer = ''
    for await (const data of socket) answer += data
    assert.match(answer, /^HTTP\/1.1 (400|200) /, host.slice(0, 10))
  }
})

test('an address that is too long is 414', async () => {
  const { status, body } = await app.rest().get(`/api/chat/history/${'x'.repeat(301)}`)
  assert.equal([status, body.code], [414, 'uri_too_long'])
})

test('a stream that is refused has the status of its refusal', async () => {
  const { status, body } = await app
    .rest()
    .post('/api/chat', { ...turn(), business_id: 'never-was' }, { accept: 'text/event-stream' })
  assert.equal([status, body.code], [404, 'tenant_not_found'])
})

test.run()
