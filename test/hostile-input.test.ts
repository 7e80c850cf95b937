import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import * as assert from 'uvu/assert'
import { z } from 'zod'
import { routes } from '../facade/routes.ts'
import { createCall } from '../server/call.ts'
import { operation, perform } from '../server/operation.ts'
import { createLog } from '../server/platform/log.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('hostile input')
let app: TestApp
let tenant: TestTenant
let logged = ''

test.before(async () => {
  app = await startApp(
    {},
    createLog('trace', {
      write: (line) => {
        logged += line
      },
    }),
  )
  tenant = await app.addTenant({ Prices: 'A check-up costs £68.' })
})
test.after(() => app.stop())

test('every route refuses other methods, and says which it takes', async () => {
  const byPath = Map.groupBy(routes, ({ path }) => path)
  for (const [path, here] of byPath) {
    const taken = here.map(({ method }) => method as string)
    const at = path.replace(/{\w+}/g, 'x')
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !taken.includes(one))) {
      const { status, headers, body } = await app.rest().send(method, at)
      assert.equal([status, body.code], [405, 'method_not_allowed'], `${method} ${path}`)
      for (const one of taken) assert.match(headers.get('allow') ?? '', one)
    }
  }
})

test('a body that would poison objects, or is no text, is refused by tRPC too', async () => {
  for (const body of [
    '{"session_id":"x","message":"Hi","__proto__":{"role":"owner"}}',
    '{"session_id":"x","message":"a\\u0000b"}',
    '{"session_id":"x","message":"a\\ud800"}',
    `{"session_id":"x","message":${'['.repeat(33)}1${']'.repeat(33)}}`,
  ])
    for (const path of ['/trpc/conversations.send', '/api/chat']) {
      const { status, text } = await app.rest().post(path, body)
      assert.is(status, 400, `${path} ${body.slice(0, 60)}: ${text}`)
      assert.match(text, 'malformed_request')
    }
  assert.is(({} as { role?: string }).role, undefined)
})

test('sockets that never finish their headers are closed, while others are answered', async () => {
  const port = Number(new URL(app.url).port)
  let closed = 0
  const sockets = Array.from({ length: 500 }, () => {
    const socket = net.connect(port, '127.0.0.1', () =>
      socket.write('GET /api/health HTTP/1.1\r\nhost: x\r\n'),
    )
    socket
      .on('error', () => {})
      .on('close', () => {
        closed += 1
      })
      .resume()
    const drip = setInterval(() => socket.write('x-drip: 1\r\n'), 2_000)
    socket.on('close', () => clearInterval(drip))
    return socket
  })
  await Promise.all(sockets.map((socket) => (socket.connecting ? once(socket, 'connect') : undefined)))
  const answered: number[] = []
  await waitUntil(async () => {
    answered.push((await app.rest().get('/api/health')).status)
    return closed === sockets.length
  }, 25_000)
  assert.equal(new Set(answered), new Set([200]))
})

test('what throws inside is 500 without its inside, and the process lives', async () => {
  const broken = operation({
    name: 'test.broken',
    summary: 'Throw',
    permission: 'anyone',
    input: z.strictObject({}),
    output: z.object({}),
    run: async (call) => {
      await call.database.query((sql) => sql`select secret_column from no_such_table`)
      return {}
    },
  })
  const call = createCall(app.parts, {
    actor: { kind: 'visitor' },
    tenantId: null,
    requestId: 'r',
    signal: new AbortController().signal,
    idempotencyKey: null,
    web: null,
  })
  const failure = await perform(broken, call, {}).catch((error) => error)
  assert.is(failure.code, 'internal')
  assert.not.match(failure.message, /secret_column|no_such_table|\.ts/)
  assert.is((await app.rest().get('/api/health')).status, 200)
})

test('log lines stay one object a line, and hold neither secrets nor what visitors wrote', async () => {
  const email = `${randomUUID()}@example.com`
  const password = `Canary-${randomUUID()}`
  const wrong = `Wrong-${randomUUID()}`
  const message = `canary message ${randomUUID()} \u2028 \u001b[31m\n{"level":"fatal"}`
  const hostile = { 'user-agent': 'x\u0085y', 'x-request-id': '{"msg":"forged"}' }
  const rest = app.rest(undefined, hostile)
  const account = { businessName: 'Café\u2028\n{"level":"fatal"}', email, password, name: 'Ana' }
  const { token, refreshToken } = (await rest.post('/api/customer/auth/signup', account)).body
  await rest.post('/api/customer/auth/login', { email, password: wrong })
  const owner = app.rest(token, hostile)
  await owner.post('/api/customer/auth/password', { currentPassword: wrong, newPassword: `${password}2` })
  const { secret } = (
    await owner.post('/api/webhooks/subscriptions', { url: 'https://a.example', events: ['*'] })
  ).body
  const turn = { message, session_id: randomUUID(), business_id: tenant.slug }
  const { visitorToken } = (await rest.post('/api/chat', turn)).body
  await rest.post('/api/chat', { ...turn, message: '', visitor_token: visitorToken })
  await app.rest(`${token}x`).get(`/api/knowledge/sources?cursor=${encodeURIComponent(wrong)}`)
  await app.trpc().conversations.send.mutate(turn)
  await app.grpc(app.serviceToken).sendMessage({ tenantId: tenant.id, sessionId: randomUUID(), message })
  await app
    .grpc(`${app.serviceToken}x`)
    .getHistory({ tenantId: tenant.id, sessionId: message })
    .catch(() => {})
  await rest.get(`/api/%00/${encodeURIComponent(message)}`)
  for (let i = 0; i < 7; i++) await rest.post('/api/customer/auth/refresh', { refreshToken })

  const lines = logged.trimEnd().split('\n')
  assert.ok(lines.length > 3, `${lines.length} lines`)
  for (const line of lines) assert.type(JSON.parse(line).msg, 'string', line.slice(0, 100))
  assert.not.match(logged, /"level":"fatal"/)
  const canaries = { password, wrong, token, refreshToken, secret, visitorToken, service: app.serviceToken }
  for (const [name, canary] of Object.entries({ ...canaries, message: message.slice(0, 40) }))
    assert.not.ok(logged.includes(canary), `the log holds the ${name}`)
})

test.run()
