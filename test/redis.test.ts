import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { createClient } from 'redis'
import * as assert from 'uvu/assert'
import { quotas } from '../server/access/quotas.ts'
import { createLimiter } from '../server/platform/limiter.ts'
import { openRedis } from '../server/platform/redis.ts'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import { startRedis } from './support/redis.ts'
import { suite } from './support/suite.ts'

const test = suite('limits in Redis')
const redis = await startRedis()
let app: TestApp
let other: TestApp

const factor = 0.02
const most = Math.floor(quotas.address.most * factor)
const half = Math.floor(most / 2)
const counted = { RATE_LIMIT_FACTOR: String(factor), TRUST_PROXY_CIDRS: '127.0.0.1/32' }
const newAddress = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`
const read = async (at: string, one = app) =>
  (await one.rest(undefined, { 'x-forwarded-for': at }).get('/api/pricing/snapshot')).status
const readTimes = async (times: number, at: string, one = app) => {
  const statuses: number[] = []
  for (let i = 0; i < times; i++) statuses.push(await read(at, one))
  return statuses
}
const passed = (statuses: number[]) => statuses.filter((status) => status === 200).length
const asked = async (command: string[]) => {
  const client = createClient({ url: redis?.url })
  await client.connect()
  const answer = await client.sendCommand(command)
  client.destroy()
  return answer
}
/** Once a call of a new network is counted in Redis, it is trusted again. */
const counts = () =>
  waitUntil(async () => {
    const at = newAddress()
    await read(at)
    return Number(await asked(['EXISTS', `office:limit:address:${at}`])) === 1
  })

if (redis) {
  test.before(async () => {
    app = await startApp({ ...counted, REDIS_URL: redis.url })
    other = await startApp({ ...counted, REDIS_URL: redis.url })
  })
  test.before.each(async () => {
    await counts()
  })
  test.after(async () => {
    await app.stop()
    await other.stop()
    await redis.stop()
  })

  test('processes that share a Redis share their limits', async () => {
    const at = newAddress()
    const one = await readTimes(half, at)
    const two = await readTimes(most, at, other)
    assert.is(passed([...one, ...two]), most)
  })

  test('a Redis that was emptied starts counting anew, and nothing fails', async () => {
    const at = newAddress()
    await readTimes(most, at)
    assert.is(await read(at), 429)
    await asked(['FLUSHALL'])
    assert.is(await read(at), 200)
  })

  test('without Redis each process allows half, and nothing fails; then it counts together again', async () => {
    await redis.kill()
    const at = newAddress()
    const statuses = await readTimes(most, at)
    assert.equal([passed(statuses), new Set(statuses)], [half, new Set([200, 429])])
    await redis.restart()
    await counts()
    const after = newAddress()
    assert.is(passed([...(await readTimes(most, after)), ...(await readTimes(1, after, other))]), most)
  })

  test('a Redis that hangs is waited for briefly and then left alone', async () => {
    redis.signal('SIGSTOP')
    const at = newAddress()
    const statuses = await readTimes(most, at)
    redis.signal('SIGCONT')
    assert.equal([passed(statuses), new Set(statuses)], [half, new Set([200, 429])])
  })

  test('what becomes of Redis is said once, however many calls notice', async () => {
    const lines: { level: number; msg: string }[] = []
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) })
    const client = await openRedis(redis.url, log)
    const limiter = createLimiter(quotas, { factor: 1, redis: client, log })
    const take = () => limiter.take([{ name: 'address', key: randomUUID() }])
    const takeMany = () => Promise.all(Array.from({ length: 50 }, take))
    const isShared = async () => (await take())?.most === quotas.address.most
    await waitUntil(isShared)
    lines.length = 0
    redis.signal('SIGSTOP')
    for (let i = 0; i < 3; i++) await takeMany()
    redis.signal('SIGCONT')
    await waitUntil(isShared)
    await client.close()
    assert.equal(
      lines.map(({ level, msg }) => `${level} ${msg}`),
      ['40 Redis does not answer; limits are counted here, at half', '30 limits are counted in Redis again'],
    )
  })

  test('a Redis that is silent for seconds is connected to anew, and counts again when it is back', async () => {
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line).msg) })
    const client = await openRedis(redis.url, log)
    await waitUntil(async () => client.client.isReady)
    redis.signal('SIGSTOP')
    await waitUntil(async () => !client.client.isReady)
    redis.signal('SIGCONT')
    await waitUntil(async () => client.client.isReady)
    await client.close()
    assert.equal(lines, ['Redis is away; limits are counted here, at half', 'Redis is back'])
  })

  test('logout, lockout and revocation hold while Redis is away', async () => {
    const tenant = await app.addTenant()
    const email = `${randomUUID()}@example.com`
    const password = 'correct horse battery staple'
    const at = newAddress()
    const rest = app.rest(undefined, { 'x-forwarded-for': newAddress() })
    const account = { businessName: 'Café', email, password, name: 'Ana' }
    const { token, refreshToken } = (await rest.post('/api/customer/auth/signup', account)).body
    const owner = app.rest(await tenant.token(), { 'x-forwarded-for': newAddress() })
    const origin = 'https://site.example'
    await owner.send('PUT', '/api/customer-portal/widget', {
      allowedOrigins: [{ origin, environment: 'production' }],
    })
    const { publishableKey, keys } = (await owner.get('/api/customer-portal/widget-code')).body
    const key = keys.find(({ key }: { key: string }) => key === publishableKey)
    const logIn = async (password: string) =>
      (
        await app
          .rest(undefined, { 'x-forwarded-for': at })
          .post('/api/customer/auth/login', { email, password })
      ).status
    for (let i = 0; i < 5; i++) assert.is(await logIn('wrong'), 401)

    await redis.kill()
    const mine = app.rest(token, { 'x-forwarded-for': newAddress() })
    assert.is(await logIn(password), 429, 'lockout')
    assert.is((await mine.post('/api/customer/auth/logout', {})).status, 204)
    assert.is((await mine.get('/api/customer-portal/widget')).body.code, 'invalid_token', 'logout')
    assert.is((await rest.post('/api/customer/auth/refresh', { refreshToken })).body.code, 'invalid_token')
    assert.is((await owner.send('DELETE', `/api/customer-portal/widget-keys/${key.id}`)).status, 204)
    const visit = await app
      .rest(undefined, { 'x-forwarded-for': newAddress(), origin, 'x-widget-key': publishableKey })
      .post('/api/widget/chat', { message: 'Hi', session_id: randomUUID() })
    assert.is(visit.body.code, 'invalid_widget_key', 'revocation')
    await redis.restart()
  })

  test('a product whose Redis is away from the start starts all the same', async () => {
    await redis.kill()
    const late = await startApp({ ...counted, REDIS_URL: redis.url })
    try {
      assert.is(await read(newAddress(), late), 200)
    } finally {
      await late.stop()
      await redis.restart()
    }
  })
} else test.skip('everything here', 'there is no redis-server on this machine')

test.run()
