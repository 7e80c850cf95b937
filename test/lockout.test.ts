import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { visitor } from '../server/access/actor.ts'
import { admitLogin, forgetLoginAttempts } from '../server/access/login-attempts.ts'
import { createCall } from '../server/call.ts'
import { Failure } from '../server/failure.ts'
import { networkOf } from '../server/platform/network.ts'
import { startApp, type TestApp } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('failed logins')
let app: TestApp

test.before(async () => {
  // the tests stand behind a proxy, so that they can come from any address
  app = await startApp({ TRUST_PROXY_CIDRS: '127.0.0.1/32' })
})
test.after(() => app.stop())

const password = 'correct horse battery staple'
const addressOf = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`
const logIn = (email: string, password: string, address: string) =>
  app
    .rest(undefined, { 'x-forwarded-for': address, 'x-request-id': 'same' })
    .post('/api/customer/auth/login', { email, password })
const signUp = async () => {
  const email = `${randomUUID()}@example.com`
  const account = { businessName: 'Café', email, password, name: 'Ana' }
  assert.is((await app.rest().post('/api/customer/auth/signup', account)).status, 201)
  return email
}
/** Lets all windows of time pass, as the owner of the database. */
const letTimePass = () =>
  app.parts.database.query((sql) => sql`update login_attempts set ends_at = now() - interval '1 second'`)

/** A try `atS` seconds after the epoch: whether it may go on, or how long it must wait. */
const tryAt = async (atS: number, account: string): Promise<'goes on' | number | undefined> => {
  try {
    await admitLogin({ ...insideCall(), now: new Date(atS * 1_000) }, 'customer', account)
    return 'goes on'
  } catch (error) {
    if (error instanceof Failure && error.code === 'rate_limited') return error.retryAfterS
    throw error
  }
}
const insideCall = () =>
  createCall(app.parts, {
    actor: visitor,
    tenantId: null,
    requestId: 'test',
    signal: new AbortController().signal,
    idempotencyKey: null,
    web: null,
  })

test('the sixth failure in a minute is refused, the same for an account that is not there', async () => {
  for (const email of [await signUp(), `${randomUUID()}@example.com`]) {
    const address = addressOf()
    for (let i = 0; i < 5; i++) assert.is((await logIn(email, 'wrong', address)).status, 401)
    const { status, headers, body } = await logIn(email.toUpperCase(), 'wrong', address)
    assert.equal([status, body.code], [429, 'rate_limited'])
    const waitS = Number(headers.get('retry-after'))
    assert.ok(waitS > 0 && waitS <= 60, `${waitS} s`)
    assert.not.match(body.detail, email)
    assert.is((await logIn(email, password, address)).status, 429, 'the right password does not tell itself')
  }
})

test('refusals of known and unknown accounts are the same text', async () => {
  const address = addressOf()
  const [known, unknown] = [await signUp(), `${randomUUID()}@example.com`]
  const texts = async (email: string) => {
    const seen: string[] = []
    for (let i = 0; i < 6; i++) seen.push((await logIn(email, 'wrong', address)).text)
    return seen
  }
  assert.equal(await texts(known), await texts(unknown))
})

test('who is guessed at can still log in from elsewhere', async () => {
  const email = await signUp()
  const stranger = addressOf()
  for (let i = 0; i < 8; i++) await logIn(email, 'wrong', stranger)
  assert.is((await logIn(email, password, addressOf())).status, 200)
})

test('guesses at once are counted before any is looked at', async () => {
  const email = await signUp()
  const address = addressOf()
  const answers = await Promise.all(Array.from({ length: 30 }, () => logIn(email, 'wrong', address)))
  const times = (wanted: number) => answers.filter(({ status }) => status === wanted).length
  assert.equal([times(401), times(429)], [5, 25])
})

test('who gets in starts anew; who waited may try again, until the hour is used up', async () => {
  const email = await signUp()
  const address = addressOf()
  for (let i = 0; i < 4; i++) await logIn(email, 'wrong', address)
  assert.is((await logIn(email, password, address)).status, 200)
  for (let i = 0; i < 5; i++) assert.is((await logIn(email, 'wrong', address)).status, 401)
  assert.is((await logIn(email, password, address)).status, 429)
  await letTimePass()
  assert.is((await logIn(email, password, address)).status, 200)
})

test('any minute holds at most five failures, wherever it begins', async () => {
  const account = randomUUID()
  for (const atS of [0, 50, 51, 52, 53]) assert.is(await tryAt(atS, account), 'goes on')
  assert.is(await tryAt(59.5, account), 1)
  assert.is(await tryAt(61, account), 'goes on')
  assert.is(await tryAt(62, account), 48)
  assert.is(await tryAt(110.5, account), 'goes on')
})

test('a try that was refused is not a failure: an impatient owner waits no longer', async () => {
  const account = randomUUID()
  for (let i = 0; i < 5; i++) assert.is(await tryAt(1_000, account), 'goes on')
  for (let i = 0; i < 60; i++) assert.is(await tryAt(1_001, account), 59)
  assert.is(await tryAt(1_061, account), 'goes on')
})

test('logins at once, and forgetting old ones meanwhile, do not trip over each other', async () => {
  const account = randomUUID()
  const logInOnce = async () => (await admitLogin(insideCall(), 'customer', account)).forgive()
  const forget = () =>
    forgetLoginAttempts({ database: app.parts.database, now: new Date(Date.now() + 24 * 3_600_000) })
  for (let round = 0; round < 100; round++)
    await Promise.all([...Array.from({ length: 5 }, logInOnce), forget()])
})

test('many accounts guessed at from one network are refused, whatever address of it is used', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 51; i++)
    statuses.push(
      (await logIn(`${randomUUID()}@example.com`, 'wrong', `2001:db8:7:7::${i.toString(16)}`)).status,
    )
  assert.equal([new Set(statuses.slice(0, 50)), statuses[50]], [new Set([401]), 429])
})

test('a password of 10 kB is refused before anything is counted or hashed', async () => {
  const email = await signUp()
  const address = addressOf()
  for (let i = 0; i < 6; i++) {
    const { status, body } = await logIn(email, 'a'.repeat(10_240), address)
    assert.equal([status, body.errors[0].path], [422, 'password'])
  }
  assert.is((await logIn(email, password, address)).status, 200)
})

test('a header that a stranger wrote is not an address', async () => {
  const direct = await startApp()
  try {
    const email = `${randomUUID()}@example.com`
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) {
      const rest = direct.rest(undefined, { 'x-forwarded-for': `10.0.0.${i}` })
      statuses.push((await rest.post('/api/customer/auth/login', { email, password: 'wrong' })).status)
    }
    assert.equal(statuses, [401, 401, 401, 401, 401, 429])
  } finally {
    await direct.stop()
  }
})

test('what no longer counts is forgotten', async () => {
  await logIn(`${randomUUID()}@example.com`, 'wrong', addressOf())
  await letTimePass()
  assert.ok((await forgetLoginAttempts({ database: app.parts.database, now: new Date() })) >= 3)
  const left = await app.parts.database.query((sql) => sql`select from login_attempts`)
  assert.is(left.length, 0)
})

test('a network is an IPv4 address or an IPv6 /64', () => {
  assert.is(networkOf('192.0.2.7'), '192.0.2.7')
  assert.is(networkOf('::ffff:192.0.2.7'), '192.0.2.7')
  assert.is(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
  assert.is(networkOf('2001:DB8:1:2::9'), '2001:db8:1:2::/64')
  assert.is(networkOf('unknown'), 'unknown')
})

test.run()
