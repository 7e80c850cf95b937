import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import { startSmtp, type TestSmtp } from './support/smtp.ts'
import { suite } from './support/suite.ts'

const test = suite('passwords')
let app: TestApp
let smtp: TestSmtp

test.before(async () => {
  smtp = await startSmtp()
  app = await startApp({
    SMTP_URL: smtp.url,
    PUBLIC_URL: 'https://office.example',
    MAIL_FROM: 'Bob <bob@office.example>',
  })
})
test.after(async () => {
  await app.stop()
  await smtp.stop()
})

const password = 'correct horse battery staple'
const other = 'a new and better password'
const auth = (verb: string, body: object, token?: string) =>
  app.rest(token).post(`/api/customer/auth/${verb}`, body)
const signUp = async () => {
  const email = `${randomUUID()}@example.com`
  const { body } = await auth('signup', { businessName: 'Café', email, password, name: 'Ana' })
  return { email, token: body.token as string, refreshToken: body.refreshToken as string }
}
const statusOf = async (email: string, given: string) =>
  (await auth('login', { email, password: given })).status
const readsWith = async (token: string) => (await app.rest(token).get('/api/customer-portal/widget')).status
const linksTo = (email: string) =>
  smtp.mails
    .filter(({ to }) => to.includes(email.toLowerCase()))
    .map(({ text }) => /https:\/\/office\.example\/account\/reset#(\S+)/.exec(text)?.[1] ?? '')
const askForLink = async (email: string) => {
  const before = linksTo(email).length
  assert.is((await auth('password-reset', { email })).status, 202)
  await waitUntil(async () => linksTo(email).length > before)
  return linksTo(email).at(-1) ?? ''
}
const letTimePass = (email: string) =>
  app.parts.database.query((sql) =>
    sql.begin(async (tx) => {
      await tx`select set_config('app.login_email', ${email}, true)`
      const [user] = await tx<{ tenant_id: string }[]>`select tenant_id from users where email = ${email}`
      await tx`select set_config('app.tenant', ${user?.tenant_id ?? ''}, true)`
      await tx`update password_resets set expires_at = now() - interval '1 second'`
    }),
  )

test('a new password ends every session but the one that it begins', async () => {
  const { email, token, refreshToken } = await signUp()
  const elsewhere = (await auth('login', { email, password })).body
  const changed = await auth('password', { currentPassword: password, newPassword: other }, token)
  assert.is(changed.status, 200)
  assert.equal(
    [await readsWith(token), await readsWith(elsewhere.token), await readsWith(changed.body.token)],
    [401, 401, 200],
  )
  assert.is((await auth('refresh', { refreshToken })).status, 401)
  assert.is((await auth('refresh', { refreshToken: changed.body.refreshToken })).status, 200)
  assert.equal([await statusOf(email, password), await statusOf(email, other)], [401, 200])
})

test('the present password is asked for, and guessing it is slowed down', async () => {
  const { email, token } = await signUp()
  const change = (currentPassword: string) => auth('password', { currentPassword, newPassword: other }, token)
  for (let i = 0; i < 5; i++) assert.is((await change('wrong')).body.code, 'invalid_credentials')
  assert.is((await change(password)).body.code, 'rate_limited')
  assert.is(await statusOf(email, password), 429, 'as one with logins')
  assert.is((await auth('password', { currentPassword: password, newPassword: 'short' }, token)).status, 422)
  assert.is((await auth('password', { currentPassword: password, newPassword: other })).status, 401)
})

test('a link that was mailed gives a new password once, and ends every session', async () => {
  const { email, token: session, refreshToken } = await signUp()
  const token = await askForLink(email.toUpperCase())
  const mail = smtp.mails.at(-1)
  assert.equal(
    [mail?.from, mail?.to, mail?.subject],
    ['bob@office.example', [email], 'Choose a new password'],
  )
  const confirm = (newPassword: string) => auth('password-reset/confirm', { token, newPassword })
  assert.is((await confirm('short')).body.errors[0].path, 'newPassword')
  assert.is((await confirm(other)).status, 204)
  assert.equal([await statusOf(email, password), await statusOf(email, other)], [401, 200])
  assert.equal([await readsWith(session), (await auth('refresh', { refreshToken })).status], [401, 401])
  const again = await confirm('yet another password')
  assert.equal(
    [again.status, again.body.errors],
    [422, [{ path: 'token', code: 'link_not_good', message: again.body.errors[0].message }]],
  )
  assert.is(await statusOf(email, other), 200)
})

test('of many who use a link at once, one gets through', async () => {
  const { email } = await signUp()
  const token = await askForLink(email)
  const statuses = await Promise.all(
    Array.from(
      { length: 10 },
      async (_, i) => (await auth('password-reset/confirm', { token, newPassword: `${other} ${i}` })).status,
    ),
  )
  assert.equal(statuses.toSorted(), [204, ...Array(9).fill(422)])
})

test('a link that is too old, or made up, does nothing', async () => {
  const { email } = await signUp()
  const token = await askForLink(email)
  await letTimePass(email)
  for (const tried of [token, 'x'.repeat(43)])
    assert.is((await auth('password-reset/confirm', { token: tried, newPassword: other })).status, 422)
  assert.is(await statusOf(email, password), 200)
})

test('an address without an account is answered alike, and gets no mail', async () => {
  const { email } = await signUp()
  const nobody = `${randomUUID()}@example.com`
  const rest = app.rest(undefined, { 'x-request-id': 'same' })
  const ask = async (address: string) => {
    const { status, text } = await rest.post('/api/customer/auth/password-reset', { email: address })
    return [status, text]
  }
  assert.equal(await ask(nobody), await ask(email))
  await waitUntil(async () => linksTo(email).length === 1)
  assert.equal(linksTo(nobody), [])
})

test('a mailbox is not filled: three links at most are open', async () => {
  const { email } = await signUp()
  for (let i = 0; i < 3; i++) await askForLink(email)
  await auth('password-reset', { email })
  // jobs of one kind follow each other, so once the next one has come the fourth was looked at
  await askForLink((await signUp()).email)
  assert.is(linksTo(email).length, 3)
})

test('a mail server that refuses is asked again', async () => {
  const { email } = await signUp()
  smtp.failing = true
  await auth('password-reset', { email })
  const failed = async () =>
    (
      await app.parts.database.query(
        (sql) => sql`
          select from pgboss.job
          where name = 'accounts.mailReset' and data ->> 'email' = ${email} and retry_count > 0 or state = 'retry'`,
      )
    ).length > 0
  await waitUntil(failed)
  smtp.failing = false
  await waitUntil(async () => linksTo(email).length === 1, 40_000)
})

test('what is kept of a link does not tell it', async () => {
  const { email } = await signUp()
  const token = await askForLink(email)
  const [job] = await app.parts.database.query(
    (sql) =>
      sql`select data::text as text from pgboss.job where name = 'accounts.mailReset' and data::text like ${`%${email}%`}`,
  )
  assert.not.match(String(job?.text), token)
})

test('tRPC changes and resets like REST', async () => {
  const { email, token } = await signUp()
  const changed = await app
    .trpc(token)
    .accounts.changePassword.mutate({ currentPassword: password, newPassword: other })
  assert.is(await readsWith(changed.token), 200)
  const reset = await askForLink(email)
  await app.trpc().accounts.resetPassword.mutate({ token: reset, newPassword: password })
  assert.is(await statusOf(email, password), 200)
})

test.run()
