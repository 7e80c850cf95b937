import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { TRPCClientError } from '@trpc/client'
import { decodeJwt } from 'jose'
import * as assert from 'uvu/assert'
import { createPasswords } from '../server/access/passwords.ts'
import { roles } from '../server/access/permissions.ts'
import { createCall } from '../server/call.ts'
import { forgetEndedSessions } from '../server/domain/accounts/jobs.ts'
import { openSession } from '../server/domain/accounts/signed-in.ts'
import { slugOf, withSuffix } from '../server/domain/accounts/slug.ts'
import { Failure } from '../server/failure.ts'
import { findUuid } from '../server/platform/ids.ts'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('accounts')
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

const password = 'correct horse battery staple'
const newAccount = (given: object = {}) => ({
  businessName: `Café ${randomUUID().slice(0, 8)}`,
  email: `${randomUUID()}@example.com`,
  password,
  name: 'Ana',
  ...given,
})

type Answer = Awaited<ReturnType<ReturnType<TestApp['rest']>['get']>>
const auth = (verb: string, body?: object, token?: string): Promise<Answer> =>
  app.rest(token).post(`/api/customer/auth/${verb}`, body)
const signUp = async (given?: object) => {
  const answer = await auth('signup', newAccount(given))
  assert.is(answer.status, 201, answer.text)
  return answer.body
}
const codeOf = ({ status, body }: Answer) => (body?.code ? `${status} ${body.code}` : String(status))
const readWith = async (token: string) => codeOf(await app.rest(token).get('/api/knowledge/sources'))

/** Changes the row of a signed-in user as an operator would, behind the product's back. */
const changeUser = ({ token }: { token: string }, change: Record<string, unknown>) => {
  const { tenant, sub } = decodeJwt<{ tenant: string; sub: string }>(token)
  return app.parts.database.tenant(tenant, (tx) => tx`update users set ${tx(change)} where id = ${sub}`)
}

test('signing up opens a business of its own and lets its owner in', async () => {
  const account = newAccount({ businessName: 'Café Olé & Söhne', email: 'Ana.B@Example.com' })
  const { status, headers, body } = await auth('signup', account)
  assert.equal([status, headers.get('cache-control')], [201, 'no-store'])
  assert.equal(
    [body.tokenType, body.expiresIn, body.user.email, body.user.name, body.user.role],
    ['Bearer', 900, 'ana.b@example.com', 'Ana', 'owner'],
  )
  assert.match(body.user.id, /^user_/)
  assert.match(body.tenant.slug, /^cafe-ole-sohne/)
  assert.is(body.tenant.name, 'Café Olé & Söhne')
  assert.ok(body.permissions.includes('knowledge.manage'))
  assert.is(await readWith(body.token), '200')
  const { exp = 0, iat = 0 } = decodeJwt(body.token)
  assert.is(exp - iat, 900)
  const turn = { message: 'Hello', session_id: randomUUID(), business_id: body.tenant.slug }
  assert.is((await app.rest().post('/api/chat', turn)).status, 200)
})

test('logging in answers what signing up did, however the address is written', async () => {
  const account = newAccount()
  const { body: signedUp } = await auth('signup', account)
  const { status, body } = await auth('login', { email: account.email.toUpperCase(), password })
  assert.is(status, 200)
  assert.equal(
    [body.user, body.tenant, body.permissions],
    [signedUp.user, signedUp.tenant, signedUp.permissions],
  )
  assert.is.not(body.refreshToken, signedUp.refreshToken)
  assert.is(await readWith(body.token), '200')
})

test('a wrong password, an unknown address and a disabled user answer byte for byte alike', async () => {
  const account = newAccount()
  const { body: disabled } = await auth('signup', newAccount({ email: `off-${account.email}` }))
  await changeUser(disabled, { status: 'disabled' })
  await auth('signup', account)
  const ask = (email: string, secret: string) =>
    app
      .rest(undefined, { 'x-request-id': 'same' })
      .post('/api/customer/auth/login', { email, password: secret })
  const [wrong, unknown, off] = [
    await ask(account.email, 'not the password'),
    await ask('nobody@example.com', password),
    await ask(disabled.user.email, password),
  ]
  assert.is(codeOf(wrong), '401 invalid_credentials')
  assert.is(wrong.headers.get('www-authenticate'), 'Bearer')
  assert.equal([unknown.text, off.text], [wrong.text, wrong.text])
})

test('an address has one account, whoever asks first, and a refused sign-up leaves nothing behind', async () => {
  const email = `${randomUUID()}@example.com`
  const slugs = Array.from({ length: 4 }, () => `race-${randomUUID().slice(0, 8)}`)
  const answers = await Promise.all(slugs.map((slug) => auth('signup', newAccount({ email, slug }))))
  assert.equal(answers.map(codeOf).sort(), ['201', ...Array(3).fill('409 email_taken')])
  const kept = await app.parts.database.query(
    (sql) => sql`select slug from tenants where slug in ${sql(slugs)}`,
  )
  assert.is(kept.length, 1)
})

test('a slug that was asked for is had or refused; one made from a name finds a free ending', async () => {
  const slug = `bakery-${randomUUID().slice(0, 8)}`
  assert.is((await signUp({ slug })).tenant.slug, slug)
  assert.is(codeOf(await auth('signup', newAccount({ slug }))), '409 slug_taken')
  const made = await signUp({ businessName: slug.replaceAll('-', ' ') })
  assert.match(made.tenant.slug, new RegExp(`^${slug}-[0-9a-z]{5}$`))
})

test('a slug is made of the letters of a name', () => {
  assert.is(slugOf('  Café Olé & Söhne!  '), 'cafe-ole-sohne')
  assert.is(slugOf('東京'), 'business')
  assert.is(slugOf(`${'a'.repeat(62)} b`), 'a'.repeat(62))
  assert.match(withSuffix('a'.repeat(63)), /^a{57}-[0-9a-z]{5}$/)
})

const badAccounts: [string, object, string, string[]][] = [
  ['a short password', { password: '1234567' }, 'invalid_input', ['password']],
  ['a password of 10 kB', { password: 'a'.repeat(10_240) }, 'invalid_input', ['password']],
  ['no e-mail address', { email: 'ana' }, 'invalid_input', ['email']],
  ['a slug with capitals', { slug: 'Bakery' }, 'invalid_input', ['slug']],
  ['a blank name', { businessName: ' ' }, 'invalid_input', ['businessName']],
  ['a role', { role: 'owner' }, 'unknown_field', ['role']],
  ['a tenant', { tenantId: 'x' }, 'unknown_field', ['tenantId']],
  ['NUL in the password', { password: 'abcdefgh\0' }, 'malformed_request', []],
]
for (const [what, given, code, paths] of badAccounts)
  test(`REST and tRPC refuse alike: ${what}`, async () => {
    const { body } = await auth('signup', newAccount(given))
    assert.equal([body.code, (body.errors ?? []).map(({ path }: { path: string }) => path)], [code, paths])
    const trpc = await refusalOf(app.trpc().accounts.signup.mutate(newAccount(given)))
    assert.equal([trpc.failure, trpc.errors.map(({ path }) => path)], [code, paths])
  })

test('a password of 10 kB is refused at login before it is hashed', async () => {
  const answer = await auth('login', { email: 'ana@example.com', password: 'a'.repeat(10_240) })
  assert.is(codeOf(answer), '422 invalid_input')
})

test('a refresh token is good for once; used twice it ends the session for everybody', async () => {
  const first = await signUp()
  const { status, body: second } = await auth('refresh', { refreshToken: first.refreshToken })
  assert.is(status, 200)
  assert.equal([second.user, second.tenant], [first.user, first.tenant])
  assert.is.not(second.refreshToken, first.refreshToken)
  assert.is(await readWith(second.token), '200')

  assert.is(codeOf(await auth('refresh', { refreshToken: first.refreshToken })), '401 invalid_token')
  assert.is(codeOf(await auth('refresh', { refreshToken: second.refreshToken })), '401 invalid_token')
  assert.equal(
    [await readWith(first.token), await readWith(second.token)],
    Array(2).fill('401 invalid_token'),
  )
})

test('of many refreshes at once with one token one gets through, and its session is over', async () => {
  const { refreshToken } = await signUp()
  const answers = await Promise.all(Array.from({ length: 6 }, () => auth('refresh', { refreshToken })))
  assert.equal(answers.map(codeOf).sort(), ['200', ...Array(5).fill('401 invalid_token')])
  const won = answers.find(({ status }) => status === 200)?.body
  assert.is(codeOf(await auth('refresh', { refreshToken: won.refreshToken })), '401 invalid_token')
})

test('what is no refresh token is refused, and one is no access token', async () => {
  const { token, refreshToken } = await signUp()
  for (const refused of ['rt_nothing', token, `${refreshToken}x`])
    assert.is(codeOf(await auth('refresh', { refreshToken: refused })), '401 invalid_token')
  assert.is(await readWith(refreshToken), '401 invalid_token')
})

test('logging out ends this session and no other', async () => {
  const account = newAccount()
  const { body: here } = await auth('signup', account)
  const { body: elsewhere } = await auth('login', { email: account.email, password })
  const out = await auth('logout', undefined, here.token)
  assert.equal([out.status, out.text], [204, ''])
  assert.is(await readWith(here.token), '401 invalid_token')
  assert.is(codeOf(await auth('refresh', { refreshToken: here.refreshToken })), '401 invalid_token')
  assert.is(await readWith(elsewhere.token), '200')
})

test('logging out takes somebody who is signed in', async () => {
  assert.is(codeOf(await auth('logout')), '401 unauthenticated')
  assert.is(codeOf(await auth('logout', undefined, app.serviceToken)), '403 permission_denied')
})

test('disabling, a new password, an end elsewhere and another role are noticed within 5 s', async () => {
  const [disabled, changed, ended, demoted] = [await signUp(), await signUp(), await signUp(), await signUp()]
  const all = [disabled, changed, ended, demoted]
  for (const { token } of all) assert.is(await readWith(token), '200')
  await changeUser(disabled, { status: 'disabled' })
  await changeUser(changed, { password_changed_at: new Date() })
  await changeUser(demoted, { role: 'viewer' })
  const { tenant, sid } = decodeJwt<{ tenant: string; sid: string }>(ended.token)
  await app.parts.database.tenant(
    tenant,
    (tx) => tx`update sessions set revoked_at = now() where id = ${sid}`,
  )
  const wanted = [...Array(3).fill('401 invalid_token'), '403 permission_denied']
  await waitUntil(
    async () => String(await Promise.all(all.map(({ token }) => readWith(token)))) === String(wanted),
    5_000,
  )
  for (const { refreshToken } of [disabled, changed, ended])
    assert.is(codeOf(await auth('refresh', { refreshToken })), '401 invalid_token')
  const { body } = await auth('refresh', { refreshToken: demoted.refreshToken })
  assert.equal([body.user.role, body.permissions], ['viewer', [...roles.viewer]])
})

test('a session that ran out is over, and is forgotten', async () => {
  const owner = await signUp()
  const { tenant, sub } = decodeJwt<{ tenant: string; sub: string }>(owner.token)
  const longAgo = new Date(Date.now() - 31 * 24 * 3_600_000)
  const old = await app.parts.database.tenant(tenant, (tx) =>
    openSession(tx, { tenantId: tenant, id: sub }, longAgo),
  )
  assert.is(codeOf(await auth('refresh', { refreshToken: old.refreshToken })), '401 invalid_token')
  await forgetEndedSessions(
    createCall(app.parts, {
      actor: { kind: 'service', id: 'test', scopes: [] },
      tenantId: null,
      requestId: 'test',
      signal: new AbortController().signal,
      idempotencyKey: null,
      web: null,
    }),
  )
  const left = await app.parts.database.tenant(tenant, (tx) => tx`select id from sessions`)
  assert.is(left.length, 1)
})

test('a weak hash is replaced when its owner logs in', async () => {
  const owner = await signUp()
  const weak = await hash(password, { memoryCost: 8_192, timeCost: 1 })
  await changeUser(owner, { password_hash: weak })
  assert.is((await auth('login', { email: owner.user.email, password })).status, 200)
  const tenantId = findUuid('tenant', owner.tenant.id) ?? ''
  const [row] = await app.parts.database.tenant(
    tenantId,
    (tx) => tx<{ password_hash: string }[]>`select password_hash from users`,
  )
  assert.match(row?.password_hash ?? '', '$argon2id$v=19$m=19456,t=2,p=1$')
  assert.is((await auth('login', { email: owner.user.email, password })).status, 200)
})

test('two hashes at once, fifty wait, the rest is told to come back', async () => {
  const passwords = createPasswords()
  const settled = await Promise.allSettled(
    Array.from({ length: 55 }, () => passwords.verify(null, 'whatever')),
  )
  const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  assert.is(refused.length, 3)
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  assert.equal(answers, Array(52).fill(false))
  for (const error of refused) assert.ok(error instanceof Failure && error.code === 'overloaded')
})

test('neither passwords nor refresh tokens are kept as they are', async () => {
  const { tenant, refreshToken } = await signUp()
  const kept = await app.parts.database.tenant(
    findUuid('tenant', tenant.id) ?? '',
    (tx) => tx`
      select (select jsonb_agg(u) from users u)::text || (select jsonb_agg(r) from refresh_tokens r)::text
             || coalesce((select jsonb_agg(k) from idempotency_keys k)::text, '') as everything`,
  )
  const { everything } = kept[0] as { everything: string }
  assert.ok(everything.includes('argon2id'))
  assert.not.ok(everything.includes(password) || everything.includes(refreshToken))
})

test('a login sees the one user it names, a refresh the one token it holds', async () => {
  const [mine, theirs] = [await signUp(), await signUp()]
  const seen = await app.parts.database.query((sql) =>
    sql.begin(async (tx) => {
      await tx`select set_config('app.login_email', ${mine.user.email}, true)`
      return tx<{ email: string }[]>`select email from users`
    }),
  )
  assert.equal(
    seen.map(({ email }) => email),
    [mine.user.email],
  )
  assert.is.not(mine.user.email, theirs.user.email)
  const changed = await app.parts.database.query((sql) =>
    sql.begin(async (tx) => {
      await tx`select set_config('app.login_email', ${mine.user.email}, true)`
      return tx`update users set role = 'viewer'`
    }),
  )
  assert.is(changed.count, 0)
})

test('through tRPC: sign up, log in, refresh, log out', async () => {
  const account = newAccount()
  const signedUp = await app.trpc().accounts.signup.mutate(account)
  const loggedIn = await app.trpc().accounts.login.mutate({ email: account.email, password })
  assert.equal(loggedIn.user, signedUp.user)
  const next = await app.trpc().accounts.refresh.mutate({ refreshToken: loggedIn.refreshToken })
  await app.trpc(next.token).accounts.logout.mutate({})
  const refused = await refusalOf(app.trpc(next.token).knowledge.list.query({}))
  assert.equal([refused.failure, refused.httpStatus], ['invalid_token', 401])
  const wrong = await refusalOf(app.trpc().accounts.login.mutate({ email: account.email, password: 'wrong' }))
  assert.equal([wrong.failure, wrong.httpStatus], ['invalid_credentials', 401])
})

test.run()

async function refusalOf(
  run: Promise<unknown>,
): Promise<{ failure: string; httpStatus: number; errors: { path: string }[] }> {
  try {
    await run
  } catch (error) {
    if (error instanceof TRPCClientError) return error.data
    throw error
  }
  throw new Error('it was not refused')
}
