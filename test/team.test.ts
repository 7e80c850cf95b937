import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { startSmtp, type TestSmtp } from './support/smtp.ts'
import { suite } from './support/suite.ts'

const test = suite('team')
let app: TestApp
let smtp: TestSmtp
let tenant: TestTenant
let owner: string

test.before(async () => {
  smtp = await startSmtp()
  app = await startApp({ SMTP_URL: smtp.url, PUBLIC_URL: 'https://office.example' })
})
test.before.each(async () => {
  tenant = await app.addTenant()
  owner = await tenant.token()
})
test.after(async () => {
  await app.stop()
  await smtp.stop()
})

const base = '/api/customer-portal/team'
const password = 'correct horse battery staple'
const newEmail = () => `${randomUUID()}@example.com`
const codeOf = ({ status, body }: { status: number; body?: { code?: string } }) =>
  body?.code ? `${status} ${body.code}` : String(status)
const invite = (email = newEmail(), role = 'agent', token = owner) =>
  app.rest(token).post(`${base}/invitations`, { email, role })
const linksTo = (email: string) =>
  smtp.mails
    .filter(({ to }) => to.includes(email))
    .map(({ text }) => /https:\/\/office\.example\/account\/join#(\S+)/.exec(text)?.[1] ?? '')
const mailed = async (email: string, times = 1) => {
  await waitUntil(async () => linksTo(email).length >= times)
  return linksTo(email).at(-1) ?? ''
}
const accept = (token: string) =>
  app.rest().post('/api/customer/auth/invitation', { token, name: 'Ben', password })
/** Somebody who was asked and came: their tokens and id. */
const join = async (role = 'agent') => {
  const email = newEmail()
  assert.is(codeOf(await invite(email, role)), '201')
  const { status, body } = await accept(await mailed(email))
  assert.is(status, 201)
  return {
    email,
    token: body.token as string,
    refreshToken: body.refreshToken as string,
    id: body.user.id as string,
  }
}
const readsWith = async (token: string) => codeOf(await app.rest(token).get('/api/customer-portal/widget'))
const members = async () =>
  (await app.rest(owner).get(base)).body.data as { id: string; role: string; status: string }[]
const toPlan = (plan: string) => app.rest(owner).send('PUT', '/api/customer-portal/plan', { plan })
const lastAction = async () => (await app.trpc(owner).audit.list.query({ limit: 1 })).data[0]

test('somebody who is asked by mail joins with the role that was chosen for them', async () => {
  const email = newEmail()
  const { body: invitation } = await invite(email.toUpperCase(), 'viewer')
  assert.match(invitation.id, /^inv_/)
  assert.equal([invitation.email, invitation.role], [email, 'viewer'])
  assert.equal((await app.rest(owner).get(`${base}/invitations`)).body.data, [invitation])
  const { status, body } = await accept(await mailed(email))
  assert.equal([status, body.user.email, body.user.role, body.tenant.id], [201, email, 'viewer', tenant.id])
  assert.is(await readsWith(body.token), '200')
  assert.is((await app.rest().post('/api/customer/auth/login', { email, password })).status, 200)
  assert.equal((await app.rest(owner).get(`${base}/invitations`)).body.data, [])
  assert.equal(
    (await members()).map(({ role }) => role),
    ['viewer', 'owner'],
  )
  assert.equal(
    [(await lastAction())?.action, (await lastAction())?.actor],
    ['team.accept', `user:${await uuidOf(body.token)}`],
  )
})

test('a link works once, not after another was sent, taken back or grew old', async () => {
  const gone = '422 invalid_input'
  await toPlan('pro')
  const used = await join()
  assert.is(codeOf(await accept(linksTo(used.email)[0] ?? '')), gone)

  const email = newEmail()
  const { body: invitation } = await invite(email)
  const first = await mailed(email)
  assert.is((await app.rest(owner).post(`${base}/invitations/${invitation.id}/resend`, {})).status, 202)
  const second = await mailed(email, 2)
  assert.is(codeOf(await accept(first)), gone)
  assert.is((await app.rest(owner).send('DELETE', `${base}/invitations/${invitation.id}`)).status, 204)
  assert.is(codeOf(await accept(second)), gone)
  assert.is(
    codeOf(await app.rest(owner).send('DELETE', `${base}/invitations/${invitation.id}`)),
    '404 not_found',
  )

  const late = newEmail()
  await invite(late)
  const link = await mailed(late)
  await app.parts.database.tenant(tenant.uuid, (tx) => tx`update invitations set expires_at = now()`)
  assert.is(codeOf(await accept(link)), gone)
  assert.is(codeOf(await invite(late)), '201', 'and may be asked again')
})

test('of many who use a link at once, one joins', async () => {
  const email = newEmail()
  await invite(email)
  const link = await mailed(email)
  const codes = await Promise.all(Array.from({ length: 10 }, async () => codeOf(await accept(link))))
  assert.is(codes.filter((code) => code === '201').length, 1, codes.join())
  assert.ok(
    codes.every((code) => ['201', '422 invalid_input'].includes(code)),
    codes.join(),
  )
})

test('nobody is asked twice, and an account elsewhere is told to its holder only', async () => {
  await toPlan('pro')
  const { email } = await join()
  assert.is(codeOf(await invite(email)), '409 email_taken')
  const asked = newEmail()
  await invite(asked)
  assert.is(codeOf(await invite(asked)), '409 email_taken')
  const elsewhere = newEmail()
  await app
    .rest()
    .post('/api/customer/auth/signup', { businessName: 'B', email: elsewhere, password, name: 'Cy' })
  assert.is(codeOf(await invite(elsewhere)), '201')
  assert.is(codeOf(await accept(await mailed(elsewhere))), '409 email_taken')
})

test('fifty who race for the last seat: exactly one gets it', async () => {
  await join()
  const codes = await Promise.all(Array.from({ length: 50 }, async () => codeOf(await invite())))
  assert.equal(codes.toSorted(), ['201', ...Array(49).fill('403 plan_limit_reached')])
})

test('a seat is held by an invitation and freed by disabling; letting in again needs one', async () => {
  const agent = await join()
  await join()
  assert.is(codeOf(await invite()), '403 plan_limit_reached')
  assert.is((await app.rest(owner).post(`${base}/${agent.id}/disable`, {})).body.status, 'disabled')
  assert.is(codeOf(await invite()), '201')
  assert.is(codeOf(await app.rest(owner).post(`${base}/${agent.id}/enable`, {})), '403 plan_limit_reached')
  await toPlan('pro')
  assert.is((await app.rest(owner).post(`${base}/${agent.id}/enable`, {})).body.status, 'active')
  assert.is(codeOf(await toPlan('starter')), '403 plan_limit_reached')
})

test('who is disabled or removed is out at once, and cannot come back by an old session', async () => {
  const agent = await join()
  assert.is(await readsWith(agent.token), '200')
  await app.rest(owner).post(`${base}/${agent.id}/disable`, {})
  const login = () => app.rest().post('/api/customer/auth/login', { email: agent.email, password })
  const refresh = () => app.rest().post('/api/customer/auth/refresh', { refreshToken: agent.refreshToken })
  assert.equal(
    [await readsWith(agent.token), codeOf(await login()), codeOf(await refresh())],
    ['401 invalid_token', '401 invalid_credentials', '401 invalid_token'],
  )
  await app.rest(owner).post(`${base}/${agent.id}/enable`, {})
  assert.equal([await readsWith(agent.token), codeOf(await login())], ['401 invalid_token', '200'])
  const { body } = await login()
  assert.is((await app.rest(owner).send('DELETE', `${base}/${agent.id}`)).status, 204)
  assert.equal(
    [await readsWith(body.token), codeOf(await login())],
    ['401 invalid_token', '401 invalid_credentials'],
  )
  assert.is((await members()).length, 1)
  assert.equal((await lastAction())?.details, { email: agent.email })
})

test('another role counts at once', async () => {
  const agent = await join()
  const knowledge = async () => codeOf(await app.rest(agent.token).get('/api/knowledge/sources'))
  assert.is(await knowledge(), '403 permission_denied')
  assert.is(
    (await app.rest(owner).send('PATCH', `${base}/${agent.id}`, { role: 'admin' })).body.role,
    'admin',
  )
  assert.is(await knowledge(), '200')
  assert.equal((await lastAction())?.details, { before: 'agent', after: 'admin' })
})

test('nobody reaches above themselves', async () => {
  const admin = await join('admin')
  const [{ id: ownerId } = { id: '' }] = (await members()).filter(({ role }) => role === 'owner')
  const asAdmin = app.rest(admin.token)
  const refused = '403 permission_denied'
  for (const [method, path, body] of [
    ['PATCH', ownerId, { role: 'viewer' }],
    ['POST', `${ownerId}/disable`, {}],
    ['DELETE', ownerId],
    ['PATCH', admin.id, { role: 'viewer' }],
    ['DELETE', admin.id],
    ['POST', `${admin.id}/ownership`, { password }],
  ] as const)
    assert.is(codeOf(await asAdmin.send(method, `${base}/${path}`, body)), refused, `${method} ${path}`)
  for (const body of [{ role: 'owner' }, { role: 'boss' }])
    assert.is(codeOf(await asAdmin.send('PATCH', `${base}/${admin.id}`, body)), '422 invalid_input')
  assert.is(codeOf(await invite(newEmail(), 'owner')), '422 invalid_input')
  for (const role of ['agent', 'viewer'] as const) {
    const token = await tenant.token(role)
    assert.is(codeOf(await invite(newEmail(), 'viewer', token)), refused)
    assert.is(codeOf(await app.rest(token).get(base)), '200')
    assert.is(codeOf(await app.rest(token).get(`${base}/invitations`)), refused)
  }
})

test('the owner hands over with their password; then the other one is the owner', async () => {
  const email = newEmail()
  const account = { businessName: 'Café', email, password, name: 'Ana' }
  const { token: first } = (await app.rest().post('/api/customer/auth/signup', account)).body
  owner = first
  const admin = await join('admin')
  const transfer = (given: string) =>
    app.rest(first).post(`${base}/${admin.id}/ownership`, { password: given })
  assert.is(codeOf(await transfer('wrong')), '401 invalid_credentials')
  assert.is((await transfer(password)).body.role, 'owner')
  assert.is(codeOf(await transfer(password)), '403 permission_denied')
  const [former] = (await members()).filter(({ role }) => role === 'admin')
  assert.is(codeOf(await app.rest(admin.token).send('DELETE', `${base}/${former?.id}`)), '204')
  assert.is(await readsWith(first), '401 invalid_token')
})

test('there is one owner, whatever is asked at once', async () => {
  const email = newEmail()
  const account = { businessName: 'Café', email, password, name: 'Ana' }
  owner = (await app.rest().post('/api/customer/auth/signup', account)).body.token
  const others = [await join('admin'), await join('admin')]
  await Promise.all([
    ...others.map(({ id }) => app.rest(owner).post(`${base}/${id}/ownership`, { password })),
    ...others.map(({ id, token }, at) =>
      app.rest(others[1 - at]?.token ?? token).send('PATCH', `${base}/${id}`, { role: 'viewer' }),
    ),
    ...others.map(({ id, token }, at) =>
      app.rest(others[1 - at]?.token ?? token).send('DELETE', `${base}/${id}`),
    ),
  ])
  const rows = await app.parts.database.query((sql) =>
    sql.begin(async (tx) => {
      await tx`select set_config('app.login_email', ${email}, true)`
      const [ana] = await tx<{ tenant_id: string }[]>`select tenant_id from users where email = ${email}`
      await tx`select set_config('app.tenant', ${ana?.tenant_id ?? ''}, true)`
      return tx`select from users where role = 'owner'`
    }),
  )
  assert.is(rows.length, 1)
})

test('somebody who leaves is gone; the owner cannot', async () => {
  const agent = await join()
  assert.is(codeOf(await app.rest(agent.token).post(`${base}/leave`, {})), '204')
  assert.is(await readsWith(agent.token), '401 invalid_token')
  assert.is(codeOf(await app.rest(owner).post(`${base}/leave`, {})), '403 permission_denied')
})

test('an invitation is made once for a key, and tRPC answers like REST', async () => {
  const body = { email: newEmail(), role: 'agent' as const }
  const once = () => app.rest(owner).post(`${base}/invitations`, body, { 'idempotency-key': 'k-1' })
  const [one, two] = [await once(), await once()]
  assert.equal([one.status, two.status, two.headers.get('idempotency-replayed')], [201, 201, 'true'])
  assert.is(one.text, two.text)
  const trpc = app.trpc(owner).team
  assert.equal(await trpc.list.query({}), (await app.rest(owner).get(base)).body)
  assert.equal(await trpc.listInvitations.query({}), (await app.rest(owner).get(`${base}/invitations`)).body)
  const refusal = (error: { data: { failure: string } }) => error.data.failure
  assert.is(await trpc.invite.mutate(body).catch(refusal), 'email_taken')
  const joined = await app
    .trpc()
    .team.accept.mutate({ token: await mailed(body.email), name: 'Ben', password })
  assert.is((await trpc.disable.mutate({ id: joined.user.id })).status, 'disabled')
  assert.is((await trpc.enable.mutate({ id: joined.user.id })).status, 'active')
  await trpc.remove.mutate({ id: joined.user.id })
  assert.is((await trpc.list.query({})).data.length, 1)
})

test.run()

async function uuidOf(token: string): Promise<string> {
  const actor = await app.parts.tokens.verify(token)
  return actor.kind === 'user' ? actor.id : ''
}
