import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import {
  type BillingClient,
  createBillingClient,
  createTenantClient,
  type TenantClient,
} from '../clients/sdk/grpc.ts'
import { RpcError } from '../clients/sdk/rpc-error.ts'
import type { Permission } from '../server/access/permissions.ts'
import { platformTenantId } from '../server/domain/tenants/platform-tenant.ts'
import { publicId, uuidOf } from '../server/platform/ids.ts'
import { connect } from '../server/platform/postgres.ts'
import { serviceToken, startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('tenants and billing over gRPC')
const running: Permission[] = [
  'platform.tenants.read',
  'platform.tenants.manage',
  'platform.billing.manage',
  'billing.read',
  'chat.read',
]
const missing = 'tenant_01h455vb4pex5vsknk084sn02q'
const platform = publicId('tenant', platformTenantId)
const closing: { close(): void }[] = []
let app: TestApp
let tenants: TenantClient
let billing: BillingClient

test.before(async () => {
  app = await startApp()
  const token = await serviceToken(app, { scopes: running })
  tenants = tenantClient(token)
  billing = billingClient(token)
})
test.after(async () => {
  for (const client of closing) client.close()
  await app.stop()
})

test('a new business is on Starter, with keys, credits and an entry in its log', async () => {
  const slug = newSlug()
  const { tenant } = await tenants.create({ name: 'Ada & Co', slug, languages: ['de', 'en'] })
  assert.equal(
    [tenant?.slug, tenant?.status, tenant?.plan, tenant?.billingStatus, tenant?.languages, tenant?.timeZone],
    [slug, 'TENANT_STATUS_ACTIVE', 'PLAN_STARTER', 'BILLING_STATUS_OK', ['de', 'en'], 'UTC'],
  )
  const tenantId = tenant?.id ?? ''
  assert.equal((await tenants.get({ tenantId })).tenant, tenant)
  assert.is((await billing.getBalance({ tenantId })).credits, 15_000)
  assert.equal(await tenants.getEntitlements({ tenantId }), {
    plan: 'PLAN_STARTER',
    creditsPerMonth: 15_000,
    seats: 3,
    integrations: 1,
    support: 'email',
  })
})

test('the same idempotency key makes one business, another body is refused', async () => {
  const metadata = { 'idempotency-key': randomUUID() }
  const client = tenantClient(await serviceToken(app, { scopes: running }), metadata)
  const request = { name: 'Twice', slug: newSlug(), languages: [] }
  const first = await client.create(request)
  assert.equal(await client.create(request), first)
  assert.is(await codeOf(client.create({ ...request, slug: newSlug() })), 'idempotency_key_reused 3')
  assert.is(await codeOf(tenants.create(request)), 'slug_taken 6')
})

test('the list shows businesses newest first, a page at a time, and never the platform itself', async () => {
  const added = [await app.addTenant(), await app.addTenant(), await app.addTenant()].map(({ id }) => id)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await tenants.list({ limit: 2, cursor })
    seen.push(...page.data.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  assert.equal(seen.slice(0, 3), added.toReversed())
  assert.is(new Set(seen).size, seen.length)
  assert.not(seen.includes(platform))
  assert.is(await codeOf(tenants.list({ cursor: 'nonsense' })), 'invalid_input 3')
  assert.is(await codeOf(tenants.list({ limit: 101 })), 'invalid_input 3')
})

test('what is wrong is said alike, with its field', async () => {
  const tenant = await app.addTenant()
  const tenantId = tenant.id
  const cases: [() => Promise<unknown>, string, string[]][] = [
    [
      () => tenants.create({ name: ' ', slug: 'No Slug', languages: [] }),
      'invalid_input 3',
      ['name', 'slug'],
    ],
    [
      () => tenants.create({ name: 'x', slug: newSlug(), languages: ['english'], timeZone: 'Mars/Base' }),
      'invalid_input 3',
      ['languages.0', 'timeZone'],
    ],
    [() => tenants.suspend({ tenantId, reason: '' }), 'invalid_input 3', ['reason']],
    [() => billing.grantCredits({ tenantId, reference: 'x', credits: 0 }), 'invalid_input 3', ['credits']],
    [() => billing.reportPaymentFailed({ tenantId, invoice: '' }), 'invalid_input 3', ['invoice']],
    [() => billing.reportPaymentFailed({ tenantId, invoice: 'a\0b' }), 'malformed_request 3', []],
    [() => billing.reportPaymentRecovered({ tenantId, invoice: 'never' }), 'not_found 5', []],
    [() => tenants.get({ tenantId: missing }), 'tenant_not_found 5', []],
    [() => tenants.get({ tenantId: '' }), 'tenant_not_found 5', []],
    [() => tenants.suspend({ tenantId: missing, reason: 'x' }), 'tenant_not_found 5', []],
    [() => tenants.getEntitlements({ tenantId: missing }), 'tenant_not_found 5', []],
    [() => billing.getBalance({ tenantId: missing }), 'tenant_not_found 5', []],
    [() => tenants.resolveWidgetKey({ key: 'pk_live_nothing' }), 'not_found 5', []],
  ]
  for (const [work, code, paths] of cases) {
    const error = await work().then(
      () => null,
      (refused: RpcError) => refused,
    )
    assert.equal(
      [`${error?.code} ${error?.status}`, error?.errors.map(({ path }) => path)],
      [code, paths],
      code,
    )
  }
})

test('every RPC needs its scope, and a tenant that the identity is for', async () => {
  const [ours, theirs] = [await app.addTenant(), await app.addTenant()]
  const calls = (
    t: TenantClient,
    b: BillingClient,
    tenantId: string,
  ): Record<string, () => Promise<unknown>> => ({
    create: () => t.create({ name: 'x', slug: newSlug(), languages: [] }),
    get: () => t.get({ tenantId }),
    suspend: () => t.suspend({ tenantId, reason: 'x' }),
    activate: () => t.activate({ tenantId }),
    getEntitlements: () => t.getEntitlements({ tenantId }),
    reportPaymentFailed: () => b.reportPaymentFailed({ tenantId, invoice: 'x' }),
    reportPaymentRecovered: () => b.reportPaymentRecovered({ tenantId, invoice: 'x' }),
    grantCredits: () => b.grantCredits({ tenantId, reference: 'x', credits: 1 }),
    getBalance: () => b.getBalance({ tenantId }),
  })
  const clientsOf = (token?: string) => [tenantClient(token), billingClient(token)] as const
  const nothing = await serviceToken(app, { scopes: ['leads.read'] })
  const narrow = await serviceToken(app, { scopes: running, tenants: [ours.uuid] })
  for (const [token, expected] of [
    [undefined, 'unauthenticated 16'],
    [nothing, 'permission_denied 7'],
    [narrow, 'permission_denied 7'],
  ] as const)
    for (const [name, call] of Object.entries(calls(...clientsOf(token), theirs.id)))
      assert.is(await codeOf(call()), expected, `${name} with ${token}`)

  for (const client of [tenantClient(), tenantClient(nothing)]) {
    assert.is.not(await codeOf(client.list({})), 'answered')
    assert.is.not(await codeOf(client.resolveWidgetKey({ key: 'x' })), 'answered')
  }
  const [narrowTenants] = clientsOf(narrow)
  assert.equal(
    (await narrowTenants.list({})).data.map(({ id }) => id),
    [ours.id],
  )
  assert.is((await tenants.get({ tenantId: theirs.id })).tenant?.status, 'TENANT_STATUS_ACTIVE')
})

test('a suspended business is closed to all within 5 s, and comes back whole', async () => {
  const tenant = await app.addTenant()
  const tenantId = tenant.id
  const account = { email: `${randomUUID()}@example.com`, password: 'correct horse battery' }
  const { body: owner } = await app
    .rest()
    .post('/api/customer/auth/signup', { ...account, businessName: 'Soon closed', name: 'Ana' })
  const theirId: string = owner.tenant.id
  const logIn = async () => (await app.rest().post('/api/customer/auth/login', account)).body
  const portal = async () => (await app.rest(owner.token).get('/api/customer-portal/widget-code')).status
  const chat = async (business_id: string) =>
    (await app.rest().post('/api/chat', { message: 'Hi', session_id: randomUUID(), business_id })).body
  const code = (await app.rest(owner.token).get('/api/customer-portal/widget-code')).body
  assert.is((await tenants.resolveWidgetKey({ key: code.publishableKey })).tenantId, theirId)
  assert.is(await portal(), 200)
  assert.ok((await chat(theirId)).reply)

  const { tenant: closed } = await tenants.suspend({ tenantId: theirId, reason: 'Unpaid since May' })
  assert.equal(
    [closed?.status, closed?.suspendedBecause, typeof closed?.suspendedAt],
    ['TENANT_STATUS_SUSPENDED', 'Unpaid since May', 'string'],
  )
  await waitUntil(async () => (await portal()) === 401, 5_000)
  await waitUntil(async () => (await chat(theirId)).code === 'tenant_not_found', 5_000)
  assert.equal({ ...(await chat(theirId)), requestId: 0 }, { ...(await chat('never-was')), requestId: 0 })
  const [refused, unknown] = [
    await logIn(),
    (await app.rest().post('/api/customer/auth/login', { ...account, email: 'no@example.com' })).body,
  ]
  assert.equal({ ...refused, requestId: 0 }, { ...unknown, requestId: 0 })
  const refresh = { refreshToken: owner.refreshToken }
  assert.is((await app.rest().post('/api/customer/auth/refresh', refresh)).status, 401)
  const visiting = app.grpc(await serviceToken(app, { scopes: running }))
  for (const call of [
    () => tenants.getEntitlements({ tenantId: theirId }),
    () => billing.getBalance({ tenantId: theirId }),
    () => visiting.getHistory({ tenantId: theirId, sessionId: 'x' }),
  ])
    assert.is(await codeOf(call()), 'tenant_not_found 5')
  assert.is(await codeOf(tenants.resolveWidgetKey({ key: code.publishableKey })), 'not_found 5')

  const again = await tenants.suspend({ tenantId: theirId, reason: 'Another reason' })
  assert.equal(again.tenant, closed)
  const { data } = await tenants.list({ status: 'TENANT_STATUS_SUSPENDED' })
  assert.equal(
    data.map(({ id }) => id),
    [theirId],
  )

  const { tenant: open } = await tenants.activate({ tenantId: theirId })
  assert.equal([open?.status, open?.suspendedAt], ['TENANT_STATUS_ACTIVE', undefined])
  await waitUntil(async () => (await chat(theirId)).reply !== undefined, 5_000)
  assert.is((await app.rest().post('/api/customer/auth/refresh', refresh)).status, 200)
  const { token } = await logIn()
  const actions = (await app.rest(token).get('/api/customer-portal/widget-code')).body
  assert.equal(actions.keys, code.keys)
  const logged = await actionsOf(open?.id ?? '')
  assert.equal(logged, ['accounts.signup', 'tenants.suspend', 'tenants.activate'])
  assert.is((await tenants.get({ tenantId })).tenant?.status, 'TENANT_STATUS_ACTIVE')
})

test('the platform itself cannot be looked up, closed or granted anything', async () => {
  const [row] = await app.parts.database.query(
    (sql) => sql<{ slug: string }[]>`select slug from tenants where slug = 'office16852'`,
  )
  assert.is(row?.slug, 'office16852')
  for (const call of [
    () => tenants.get({ tenantId: platform }),
    () => tenants.suspend({ tenantId: platform, reason: 'x' }),
    () => billing.grantCredits({ tenantId: platform, reference: 'x', credits: 1 }),
  ])
    assert.is(await codeOf(call()), 'tenant_not_found 5')
})

test('a failed payment makes a business past due until every one has recovered', async () => {
  const { id: tenantId } = await app.addTenant()
  const first = await billing.reportPaymentFailed({ tenantId, invoice: 'in_1', reason: 'card_declined' })
  assert.equal([first.state?.status, first.state?.changed], ['BILLING_STATUS_PAST_DUE', true])
  const repeats = await Promise.all(
    Array.from({ length: 10 }, () => billing.reportPaymentFailed({ tenantId, invoice: 'in_1' })),
  )
  for (const { state } of repeats) assert.equal(state, { ...first.state, changed: false })
  const second = await billing.reportPaymentFailed({ tenantId, invoice: 'in_2' })
  assert.equal(second.state, { ...first.state, changed: true })
  const one = await billing.reportPaymentRecovered({ tenantId, invoice: 'in_1' })
  assert.equal([one.state?.status, one.state?.changed], ['BILLING_STATUS_PAST_DUE', true])
  const both = await billing.reportPaymentRecovered({ tenantId, invoice: 'in_2' })
  assert.equal([both.state?.status, both.state?.changed], ['BILLING_STATUS_OK', true])
  const late = await billing.reportPaymentFailed({ tenantId, invoice: 'in_1' })
  assert.equal(late.state, { ...both.state, changed: false })
  assert.is((await tenants.get({ tenantId })).tenant?.billingStatus, 'BILLING_STATUS_OK')
  const [failed, recovered] = ['billing.reportPaymentFailed', 'billing.reportPaymentRecovered']
  assert.equal(await actionsOf(tenantId), [failed, failed, recovered, recovered])
})

test('credits are granted once for a reference, however often it is asked', async () => {
  const { id: tenantId } = await app.addTenant()
  const grant = { tenantId, reference: 'goodwill 7', credits: 500 }
  const answers = await Promise.all(Array.from({ length: 10 }, () => billing.grantCredits(grant)))
  assert.is(answers.filter(({ granted }) => granted).length, 1)
  for (const { credits } of answers) assert.is(credits, 15_500)
  assert.is(await codeOf(billing.grantCredits({ ...grant, credits: 501 })), 'idempotency_key_reused 3')
  const month = `month ${new Date().toISOString().slice(0, 7)}`
  assert.is((await billing.grantCredits({ tenantId, reference: month, credits: 5 })).credits, 15_505)
  assert.is((await billing.getBalance({ tenantId })).credits, 15_505)
  assert.equal(await actionsOf(tenantId), ['billing.grantCredits', 'billing.grantCredits'])
})

test('a widget key is resolved with its origins, and not once it is revoked', async () => {
  const tenant = await app.addTenant()
  const rest = app.rest(await tenant.token())
  const allowedOrigins = [
    { origin: 'https://site.example', environment: 'production' },
    { origin: 'https://test.example', environment: 'test' },
  ]
  await rest.send('PUT', '/api/customer-portal/widget', { allowedOrigins })
  const { keys } = (await rest.get('/api/customer-portal/widget-code')).body
  const byEnvironment = (wanted: string) =>
    keys.find(({ environment }: { environment: string }) => environment === wanted)
  const live = byEnvironment('live')
  assert.equal(await tenants.resolveWidgetKey({ key: live.key }), {
    tenantId: tenant.id,
    environment: 'WIDGET_KEY_ENVIRONMENT_LIVE',
    allowedOrigins: ['https://site.example'],
  })
  const test = await tenants.resolveWidgetKey({ key: byEnvironment('test').key })
  assert.equal(
    [test.environment, test.allowedOrigins],
    ['WIDGET_KEY_ENVIRONMENT_TEST', ['https://test.example']],
  )
  const other = await serviceToken(app, { scopes: running, tenants: [randomUUID()] })
  assert.is(await codeOf(tenantClient(other).resolveWidgetKey({ key: live.key })), 'not_found 5')
  await rest.send('DELETE', `/api/customer-portal/widget-keys/${live.id}`)
  await waitUntil(
    async () => (await codeOf(tenants.resolveWidgetKey({ key: live.key }))) === 'not_found 5',
    5_000,
  )
})

test('a change whose deadline has passed does not happen afterwards', async () => {
  const tenant: TestTenant = await app.addTenant()
  const sql = connect(app.databaseUrl, { max: 1 })
  const session = await sql.reserve()
  await session`begin`
  await session`select set_config('app.tenant', ${tenant.uuid}, true)`
  await session`select from tenants where id = ${tenant.uuid} for update`
  const late = tenants.suspend({ tenantId: tenant.id, reason: 'late' }, { timeoutMs: 300 })
  assert.is(await codeOf(late), 'deadline_exceeded 4')
  await session`commit`
  session.release()
  await sql.end()
  // the next change waits for the one before it, so what that one did would show here
  await billing.reportPaymentFailed({ tenantId: tenant.id, invoice: 'in_1' })
  assert.is((await tenants.get({ tenantId: tenant.id })).tenant?.status, 'TENANT_STATUS_ACTIVE')
  assert.equal(await actionsOf(tenant.id), ['billing.reportPaymentFailed'])
})

test.run()

const newSlug = () => `t-${randomUUID().slice(0, 13)}`
const address = () => `127.0.0.1:${app.grpcPort}`

function tenantClient(token?: string, metadata?: Record<string, string>): TenantClient {
  const client = createTenantClient({ address: address(), token: () => token, metadata })
  closing.push(client)
  return client
}

function billingClient(token?: string): BillingClient {
  const client = createBillingClient({ address: address(), token: () => token })
  closing.push(client)
  return client
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error) => (error instanceof RpcError ? `${error.code} ${error.status}` : String(error)),
  )

/** What stands in the audit log of a tenant, oldest first. */
async function actionsOf(tenantId: string): Promise<string[]> {
  const rows = await app.parts.database.tenant(
    uuidOf('tenant', tenantId),
    (tx) => tx<{ action: string }[]>`select action from audit_log order by seq`,
  )
  return rows.map(({ action }) => action)
}
