import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as assert from 'uvu/assert'
import { sessionCookie } from '../server/access/operator-sessions.ts'
import { operatorRoles } from '../server/access/permissions.ts'
import { readConfig } from '../server/config.ts'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import {
  addOperator,
  addSession,
  age,
  browserHeaders,
  codeOf,
  outcomeOf,
  password,
  platform,
} from './support/operators.ts'
import { suite } from './support/suite.ts'

const test = suite('operators')
let app: TestApp
const first = { email: 'Root@Example.com', password: 'the first of all operators' }

test.before(async () => {
  app = await startApp({ OPERATOR_EMAIL: first.email, OPERATOR_PASSWORD: first.password })
})
test.after(() => app.stop())

const logIn = (body: object, headers: Record<string, string> = {}) =>
  app.rest(undefined, headers).post('/api/auth/login', body)
const cookieOf = ({ headers }: Awaited<ReturnType<typeof logIn>>) =>
  headers.getSetCookie()[0]?.split(';')[0] ?? ''
const me = (cookie: string) => app.rest(undefined, { cookie }).get('/api/auth/me')
const logged = async () => (await (await addOperator(app)).trpc.audit.list.query({ limit: 100 })).data

test('the first operator comes from the configuration and may everything', async () => {
  const answer = await logIn({ ...first, email: first.email.toUpperCase() })
  assert.equal([answer.status, answer.headers.get('cache-control')], [200, 'no-store'])
  assert.equal(
    [answer.body.operator.email, answer.body.operator.role, answer.body.permissions],
    ['root@example.com', 'platform_admin', [...operatorRoles.platform_admin]],
  )
})

test('the cookie is bound to this host, hidden from scripts, and kept nowhere as it is', async () => {
  const answer = await logIn(first)
  const [cookie = '', ...others] = answer.headers.getSetCookie()
  assert.is(others.length, 0)
  assert.match(cookie, /^__Host-office_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  const [, token = ''] = cookieOf(answer).split('=')
  const rows = await platform(app, (tx) => tx`select s::text as row from operator_sessions s`)
  assert.ok(rows.length > 0)
  assert.not.ok(rows.some(({ row }) => row.includes(token)))
  assert.not.ok(answer.text.includes(token))
})

test('who is signed in is told with what they may and until when', async () => {
  const answer = await logIn(first)
  const { status, body } = await me(cookieOf(answer))
  assert.is(status, 200)
  assert.equal([body.operator, body.csrfToken], [answer.body.operator, answer.body.csrfToken])
  const lastsMs = (end: string) => Date.parse(end) - Date.parse(body.provedUntil) + 600_000
  assert.is(lastsMs(body.endsAt), 8 * 3_600_000)
  assert.ok(lastsMs(body.idleEndsAt) >= 1_800_000 && lastsMs(body.idleEndsAt) < 1_860_000)
})

test('a wrong password, an unknown address and a disabled operator answer byte for byte alike', async () => {
  const off = await addOperator(app, { withPassword: true })
  await platform(app, (tx) => tx`update operators set status = 'disabled' where id = ${off.uuid}`)
  const ask = (email: string, secret: string) =>
    logIn({ email, password: secret }, { 'x-request-id': 'same' })
  const wrong = await ask(first.email, 'not the password')
  assert.equal([codeOf(wrong), wrong.headers.getSetCookie()], ['401 invalid_credentials', []])
  assert.is((await ask('nobody@example.com', password)).text, wrong.text)
  assert.is((await ask(off.email, password)).text, wrong.text)
})

test('the sixth wrong password in a minute is 429, the same for an address that nobody has, and for a proof', async () => {
  const operator = await addOperator(app, { withPassword: true })
  const { email } = operator
  const outcomes = async (ask: () => ReturnType<typeof logIn>) => {
    const answers: string[] = []
    for (let times = 0; times < 6; times++) answers.push(codeOf(await ask()))
    return answers
  }
  const expected = [...Array(5).fill('401 invalid_credentials'), '429 rate_limited']
  assert.equal(await outcomes(() => logIn({ email, password: 'wrong' })), expected)
  assert.equal(await outcomes(() => logIn({ email: `no-${email}`, password: 'wrong' })), expected)
  const refused = await logIn({ email: email.toUpperCase(), password })
  assert.is(codeOf(refused), '429 rate_limited')
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  assert.is(codeOf(await operator.rest.post('/api/auth/step-up', { password })), '429 rate_limited')
  const other = await addOperator(app, { withPassword: true })
  const guess = () => other.rest.post('/api/auth/step-up', { password: 'wrong' })
  assert.equal(await outcomes(guess), expected)
})

test('a login gives a new id and ends the session whose cookie came along', async () => {
  const planted = cookieOf(await logIn(first))
  const { sessionId: other } = await addOperator(app)
  const next = cookieOf(await logIn(first, { cookie: planted }))
  assert.is.not(next, planted)
  assert.equal([codeOf(await me(planted)), codeOf(await me(next))], ['401 unauthenticated', '200'])
  const made = `${sessionCookie}=${'a'.repeat(43)}`
  assert.is.not(cookieOf(await logIn(first, { cookie: made })), made)
  assert.is(codeOf(await me(made)), '401 unauthenticated')
  const [untouched] = await platform(
    app,
    (tx) => tx`select revoked_at from operator_sessions where id = ${other}`,
  )
  assert.is(untouched?.revoked_at, null)
})

for (const [what, columns, seconds, expected] of [
  ['29 minutes without a call are no end', ['last_seen_at'], 29 * 60, '200'],
  ['30 minutes without a call end a session', ['last_seen_at'], 30 * 60, '401 unauthenticated'],
  ['a session of 7 h 59 min lives', ['created_at'], 8 * 3_600 - 60, '200'],
  ['8 hours end a session that is in use', ['created_at'], 8 * 3_600, '401 unauthenticated'],
] as const)
  test(what, async () => {
    const { uuid, sessionId, rest } = await addOperator(app)
    await platform(
      app,
      (tx) => tx`update operators set password_changed_at = now() - interval '1 day' where id = ${uuid}`,
    )
    await age(app, sessionId, columns, seconds)
    assert.is(codeOf(await rest.get('/api/auth/me')), expected)
  })

test('a call keeps a session from running idle', async () => {
  const { sessionId, rest } = await addOperator(app)
  await age(app, sessionId, ['last_seen_at'], 29 * 60)
  await rest.get('/api/auth/me')
  const [row] = await platform(
    app,
    (tx) =>
      tx`select now() - last_seen_at < interval '1 minute' as fresh from operator_sessions where id = ${sessionId}`,
  )
  assert.is(row?.fresh, true)
})

test('logging out ends the session at once, takes the cookie back, and is known elsewhere within 5 s', async () => {
  const { rest, headers } = await addOperator(app)
  const elsewhere = await startApp({ DATABASE_URL: app.databaseUrl, ROLES: 'http' })
  const there = elsewhere.rest(undefined, headers)
  assert.is(codeOf(await there.get('/api/auth/me')), '200')
  const answer = await rest.post('/api/auth/logout', {})
  assert.equal([answer.status, answer.text], [204, ''])
  assert.match(answer.headers.getSetCookie()[0] ?? '', /^__Host-office_session=; Max-Age=0; Path=\/;/)
  assert.is(codeOf(await rest.get('/api/auth/me')), '401 unauthenticated')
  await waitUntil(async () => codeOf(await there.get('/api/auth/me')) === '401 unauthenticated', 5_000)
  await elsewhere.stop()
})

test('a password that changed behind the back of a session ends it', async () => {
  const { uuid, rest } = await addOperator(app)
  await platform(
    app,
    (tx) => tx`update operators set password_changed_at = now() + interval '1 s' where id = ${uuid}`,
  )
  assert.is(codeOf(await rest.get('/api/auth/me')), '401 unauthenticated')
})

test('an own new password ends every session and is the one to log in with', async () => {
  const operator = await addOperator(app, { withPassword: true })
  const second = await addSession(app, operator.uuid)
  assert.is(
    await outcomeOf(operator.trpc.auth.changePassword.mutate({ password: 'short' })),
    '422 invalid_input',
  )
  await operator.trpc.auth.changePassword.mutate({ password: 'another long password' })
  for (const { rest } of [operator, second])
    assert.is(codeOf(await rest.get('/api/auth/me')), '401 unauthenticated')
  assert.is(codeOf(await logIn({ email: operator.email, password })), '401 invalid_credentials')
  assert.is((await logIn({ email: operator.email, password: 'another long password' })).status, 200)
})

test('tRPC hands out the cookie too, and refuses where a streamed answer could not', async () => {
  const headers = { 'content-type': 'application/json', origin: app.url }
  const ask = (more: object) =>
    fetch(`${app.url}/trpc/platform.auth.login`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(first),
    })
  const answer = await ask({})
  const [cookie = ''] = answer.headers.getSetCookie()
  assert.match(cookie, /^__Host-office_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  assert.is((await me(cookie.split(';')[0] ?? '')).status, 200)
  assert.is(await outcomeOf(app.trpc().platform.auth.login.mutate(first)), '400 malformed_request')
})

test('a proof lasts ten minutes; then what is sensitive asks for another', async () => {
  const operator = await addOperator(app, { withPassword: true })
  const create = (email: string) =>
    outcomeOf(operator.trpc.operators.create.mutate({ email, name: 'New', role: 'auditor', password }))
  assert.is(await create('proved@example.com'), '200')
  await age(app, operator.sessionId, ['proved_at'], 600)
  assert.is(await create('late@example.com'), '403 step_up_required')
  const stepUp = (body: object) => operator.rest.post('/api/auth/step-up', body)
  assert.is(codeOf(await stepUp({})), '422 invalid_input')
  assert.is(codeOf(await stepUp({ totp: '123456' })), '422 invalid_input')
  assert.is(codeOf(await stepUp({ password: 'wrong' })), '401 invalid_credentials')
  assert.is(await create('late@example.com'), '403 step_up_required')
  const { status, body } = await stepUp({ password })
  assert.is(status, 200)
  assert.ok(Date.parse(body.provedUntil) > Date.now())
  assert.is(await create('late@example.com'), '200')
})

test('what operators do about sessions is in the log of the platform', async () => {
  const operator = await addOperator(app, { withPassword: true })
  const answer = await logIn({ email: operator.email, password })
  const headers = browserHeaders(app, cookieOf(answer), answer.body.csrfToken)
  await app.rest(undefined, headers).post('/api/auth/step-up', { password })
  await app.rest(undefined, headers).post('/api/auth/logout', {})
  const mine = (await logged()).filter(({ actor }) => actor === `operator:${operator.uuid}`)
  assert.equal(
    mine.map(({ action }) => action),
    ['operators.logout', 'operators.stepUp', 'operators.login'],
  )
  assert.not.ok(JSON.stringify(mine).includes(password))
})

test('in development the first operator is made, kept, and can log in', async () => {
  const development = await startApp({ NODE_ENV: 'development' })
  const made = development.firstOperator
  assert.is(made?.email, 'admin@operators.localhost')
  const answer = await development.rest().post('/api/auth/login', { ...made })
  assert.equal([answer.status, answer.body.operator.role], [200, 'platform_admin'])
  const kept = await readFile(path.join(development.parts.config.dataDir, 'operator.password'), 'utf8')
  assert.is(kept, made?.password)
  await development.stop()
})

test('elsewhere nobody is made up: production names both halves of the first operator or neither', async () => {
  const without = await startApp()
  assert.is(without.firstOperator, null)
  const { count } = await platform(without, (tx) => tx`select id from operators`)
  assert.is(count, 0)
  await without.stop()
  for (const half of [{ OPERATOR_EMAIL: first.email }, { OPERATOR_PASSWORD: first.password }])
    assert.throws(
      () => readConfig({ NODE_ENV: 'production', ...half }),
      /OPERATOR_EMAIL: needs OPERATOR_PASSWORD/,
    )
})

test('starting again adds no second operator', async () => {
  const again = await startApp({
    DATABASE_URL: app.databaseUrl,
    OPERATOR_EMAIL: 'other@example.com',
    OPERATOR_PASSWORD: 'another password',
  })
  assert.is(
    codeOf(await logIn({ email: 'other@example.com', password: 'another password' })),
    '401 invalid_credentials',
  )
  await again.stop()
})

test.run()
