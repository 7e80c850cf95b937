import { decodeJwt } from 'jose'
import * as assert from 'uvu/assert'
import { forgetImpersonations } from '../server/access/impersonations.ts'
import { impersonation, permissions } from '../server/access/permissions.ts'
import { platformTenantId } from '../server/domain/tenants/platform-tenant.ts'
import { publicId } from '../server/platform/ids.ts'
import { connect } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { addOperator, age, codeOf, outcomeOf, password, type TestOperator } from './support/operators.ts'
import { suite } from './support/suite.ts'

const test = suite('impersonation')
let app: TestApp
let tenant: TestTenant
let support: TestOperator

const reason = 'Ticket 4711: the widget does not load'

test.before(async () => {
  app = await startApp()
})
test.before.each(async () => {
  tenant = await app.addTenant()
  support = await addOperator(app, { role: 'support', withPassword: true })
})
test.after(() => app.stop())

const enter = (operator = support) =>
  operator.trpc.tenants.impersonate.mutate({ tenantId: tenant.id, reason })
const readWith = async (token: string, on = app) =>
  codeOf(await on.rest(token).get('/api/customer-portal/widget'))
const logOf = async ({ token } = tenant) => (await app.trpc(await token()).audit.list.query({})).data
const seenBy = async (role: 'owner' | 'viewer' = 'owner') =>
  (await app.trpc(await tenant.token(role)).audit.impersonations.query({})).data

test('an operator enters an account with a token of 15 minutes, and reads and sets up what is in it', async () => {
  const visit = await enter()
  assert.equal(
    [visit.tokenType, visit.expiresIn, visit.tenant.id, visit.tenant.slug, visit.permissions],
    ['Bearer', 900, tenant.id, tenant.slug, [...impersonation]],
  )
  const { exp = 0, iat = 0 } = decodeJwt(visit.token)
  assert.is(exp - iat, 900)
  const rest = app.rest(visit.token)
  for (const path of ['/api/customer-portal/widget-code', '/api/knowledge/sources'])
    assert.is(codeOf(await rest.get(path)), '200')
  const added = await rest.post('/api/customer-portal/widget-keys', { environment: 'test' })
  assert.is(codeOf(added), '201')
})

test('a guest has every permission but those to speak to visitors and to do what outlasts the visit', () => {
  const given: readonly string[] = impersonation
  assert.equal(
    permissions.filter((permission) => !given.includes(permission)),
    ['chat.manage', 'webhooks.manage', 'events.publish', 'team.manage', 'billing.manage'],
  )
})

test('a guest is nobody of the business and no operator', async () => {
  const { token } = await enter()
  assert.is(codeOf(await app.rest(token).post('/api/customer/auth/logout', {})), '403 permission_denied')
  assert.is(codeOf(await app.rest(token).get('/api/auth/me')), '403 permission_denied')
  const other = await app.addTenant()
  for (const call of [
    app.trpc(token).platform.tenants.list.query({}),
    app.trpc(token).platform.tenants.impersonate.mutate({ tenantId: other.id, reason }),
  ])
    assert.is(await outcomeOf(call), '403 permission_denied')
  const { code } = await app
    .grpc(token)
    .getHistory({ tenantId: tenant.id, sessionId: 'x' })
    .then(
      () => ({ code: 'none' }),
      (error: { code: string }) => error,
    )
  assert.is(code, 'permission_denied')
})

test('the tenant reads who is in its account, since when and why, and every change they made', async () => {
  const visit = await enter()
  const key = await app.rest(visit.token).post('/api/customer-portal/widget-keys', { environment: 'test' })
  const actor = `operator:${support.uuid}`
  assert.equal(
    (await logOf()).map((entry) => [entry.actor, entry.action, entry.subject]),
    [
      [actor, 'widgets.createKey', key.body.id],
      [actor, 'operators.impersonate', visit.id],
    ],
  )
  assert.equal((await logOf())[1]?.details, { reason, operator: 'Test support' })
  for (const role of ['owner', 'viewer'] as const) {
    const [seen, ...others] = await seenBy(role)
    const { startedAt, ...rest } = seen ?? { startedAt: '' }
    assert.ok(Date.parse(startedAt) <= Date.now())
    assert.equal(rest, {
      id: visit.id,
      operator: { id: support.id, name: 'Test support' },
      reason,
      expiresAt: visit.expiresAt,
      endedAt: null,
      active: true,
    })
    assert.is(others.length, 0)
  }
})

test('another tenant sees nothing of it', async () => {
  await enter()
  const other = await app.addTenant()
  assert.equal(await logOf(other), [])
  const { data } = await app.trpc(await other.token()).audit.impersonations.query({})
  assert.equal(data, [])
})

test('the log of the platform holds it too', async () => {
  const visit = await enter()
  await support.trpc.tenants.endImpersonation.mutate({ id: visit.id })
  const auditor = await addOperator(app, { role: 'auditor' })
  const { data } = await auditor.trpc.audit.list.query({ limit: 2 })
  assert.equal(
    data.map(({ actor, action, subject, details }) => [actor, action, subject, details]),
    [
      [`operator:${support.uuid}`, 'operators.endImpersonation', visit.id, {}],
      [`operator:${support.uuid}`, 'operators.impersonate', visit.id, { reason, tenantId: tenant.id }],
    ],
  )
})

test('the guest sees in the log that they are seen', async () => {
  const { token } = await enter()
  const { data } = await app.trpc(token).audit.list.query({})
  assert.is(data[0]?.action, 'operators.impersonate')
})

test('ending it is known at once, elsewhere within 5 s, and in the log of the tenant once', async () => {
  const visit = await enter()
  const elsewhere = await startApp({ DATABASE_URL: app.databaseUrl, ROLES: 'http' })
  // the processes of one product share its keys; these two do not, so the token is signed again
  const { sub = '', tenant: uuid, imp } = decodeJwt<{ tenant: string; imp: string }>(visit.token)
  const actor = { kind: 'impersonation', id: sub, tenantId: uuid, impersonationId: imp } as const
  const token = await elsewhere.parts.tokens.sign(actor, 600)
  assert.equal([await readWith(visit.token), await readWith(token, elsewhere)], ['200', '200'])
  for (let times = 0; times < 2; times++) await support.trpc.tenants.endImpersonation.mutate({ id: visit.id })
  assert.is(await readWith(visit.token), '401 invalid_token')
  await waitUntil(async () => (await readWith(token, elsewhere)) === '401 invalid_token', 5_000)
  await elsewhere.stop()
  const [seen] = await seenBy()
  assert.is(seen?.active, false)
  assert.ok(seen?.endedAt)
  assert.equal(
    (await logOf()).map(({ action }) => action),
    ['operators.endImpersonation', 'operators.impersonate'],
  )
})

const ends: [string, (admin: TestOperator) => Promise<unknown>][] = [
  ['logs out', () => support.rest.post('/api/auth/logout', {})],
  ['is disabled', (admin) => admin.trpc.operators.disable.mutate({ id: support.id })],
  [
    'gets another role',
    (admin) => admin.trpc.operators.changeRole.mutate({ id: support.id, role: 'auditor' }),
  ],
  ['changes their password', () => support.trpc.auth.changePassword.mutate({ password: 'a long password' })],
  [
    'logs in anew',
    () => app.rest(undefined, support.headers).post('/api/auth/login', { email: support.email, password }),
  ],
  [
    'is sent away by an admin',
    async (admin) => admin.trpc.tenants.endImpersonation.mutate({ id: (await seenBy())[0]?.id ?? '' }),
  ],
]
for (const [what, end] of ends)
  test(`it ends, and the tenant sees that, when the operator ${what}`, async () => {
    const admin = await addOperator(app)
    const { token } = await enter()
    assert.is(await readWith(token), '200')
    await end(admin)
    assert.is(await readWith(token), '401 invalid_token')
    assert.is((await seenBy())[0]?.active, false)
    assert.is((await logOf())[0]?.action, 'operators.endImpersonation')
  })

for (const [what, columns, seconds] of [
  ['ran idle', ['last_seen_at'], 30 * 60],
  ['is over', ['created_at'], 8 * 3_600],
] as const)
  test(`a session that ${what} takes its tokens with it`, async () => {
    const { token } = await enter()
    await age(app, support.sessionId, columns, seconds)
    assert.is(await readWith(token), '401 invalid_token')
  })

test('it is over after 15 minutes whatever the token says', async () => {
  const { token } = await enter()
  const { sub: id = '', imp: impersonationId } = decodeJwt<{ imp: string }>(token)
  const longer = await app.parts.tokens.sign(
    { kind: 'impersonation', id, tenantId: tenant.uuid, impersonationId },
    3_600,
  )
  const owner = connect(app.databaseUrl, { max: 1 })
  await owner.begin(async (tx) => {
    await tx`select set_config('app.tenant', ${tenant.uuid}, true)`
    await tx`update impersonations set expires_at = now() where id = ${impersonationId}`
  })
  await owner.end()
  assert.is(await readWith(longer), '401 invalid_token')
  assert.is((await seenBy())[0]?.active, false)
})

test('a token that names another tenant, operator or visit than it was given for opens nothing', async () => {
  const { token } = await enter()
  const { sub: id = '', imp: impersonationId } = decodeJwt<{ imp: string }>(token)
  const right = { kind: 'impersonation', id, tenantId: tenant.uuid, impersonationId } as const
  const other = await app.addTenant()
  assert.is(await readWith(token), '200')
  for (const wrong of [
    { tenantId: other.uuid },
    { id: (await addOperator(app)).uuid },
    { impersonationId: support.sessionId },
  ])
    for (const remembers of [true, false]) {
      if (!remembers) forgetImpersonations(app.parts.memory, [impersonationId])
      const signed = await app.parts.tokens.sign({ ...right, ...wrong }, 60)
      assert.is(await readWith(signed), '401 invalid_token')
    }
})

const badVisits: [string, () => object, string][] = [
  ['no reason', () => ({ tenantId: tenant.id }), '422 invalid_input'],
  ['four characters', () => ({ tenantId: tenant.id, reason: 'abcd' }), '422 invalid_input'],
  ['501 characters', () => ({ tenantId: tenant.id, reason: 'a'.repeat(501) }), '422 invalid_input'],
  ['blanks', () => ({ tenantId: tenant.id, reason: ' '.repeat(9) }), '422 invalid_input'],
  ['a role', () => ({ tenantId: tenant.id, reason, role: 'owner' }), '422 unknown_field'],
  [
    'an unknown tenant',
    () => ({ tenantId: 'tenant_01h455vb4pex5vsknk084sn02q', reason }),
    '404 tenant_not_found',
  ],
  [
    'the platform',
    () => ({ tenantId: publicId('tenant', platformTenantId), reason }),
    '404 tenant_not_found',
  ],
]
for (const [what, input, expected] of badVisits)
  test(`nobody enters with ${what}`, async () => {
    const call = support.trpc.tenants.impersonate.mutate(input() as never)
    assert.is(await outcomeOf(call), expected)
    assert.equal(await seenBy(), [])
  })

test('entering needs the permission and a fresh proof, and leaves nothing behind when refused', async () => {
  const auditor = await addOperator(app, { role: 'auditor' })
  assert.is(await outcomeOf(enter(auditor)), '403 permission_denied')
  await age(app, support.sessionId, ['proved_at'], 600)
  assert.is(await outcomeOf(enter()), '403 step_up_required')
  assert.equal([await seenBy(), await logOf()], [[], []])
  assert.is(codeOf(await support.rest.post('/api/auth/step-up', { password })), '200')
  assert.is(await outcomeOf(enter()), '200')
})

test("another support operator's visit is not theirs to end", async () => {
  const visit = await enter()
  const other = await addOperator(app, { role: 'support' })
  for (const id of [visit.id, 'imp_01h455vb4pex5vsknk084sn02q'])
    assert.is(await outcomeOf(other.trpc.tenants.endImpersonation.mutate({ id })), '404 not_found')
  assert.is(await readWith(visit.token), '200')
})

test('operators list every business but the platform itself, newest first, page by page', async () => {
  const newer = await app.addTenant()
  const first = await support.trpc.tenants.list.query({ limit: 1 })
  const second = await support.trpc.tenants.list.query({ limit: 1, cursor: first.nextCursor ?? '' })
  assert.equal([first.data[0]?.id, second.data[0]?.id], [newer.id, tenant.id])
  const { data } = await support.trpc.tenants.list.query({ limit: 100 })
  assert.not.ok(data.some(({ slug }) => slug === 'office16852'))
  const { createdAt, ...one } = await support.trpc.tenants.get.query({ id: tenant.id })
  assert.ok(Date.parse(createdAt) <= Date.now())
  assert.equal(one, {
    id: tenant.id,
    slug: tenant.slug,
    name: 'Test business',
    status: 'active',
    plan: 'starter',
  })
  const missing = support.trpc.tenants.get.query({ id: 'tenant_01h455vb4pex5vsknk084sn02q' })
  assert.is(await outcomeOf(missing), '404 tenant_not_found')
})

test.run()
