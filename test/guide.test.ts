import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import * as assert from 'uvu/assert'
import { quotas } from '../server/access/quotas.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite("the integration guide's examples, as printed")
const run = promisify(execFile)
let app: TestApp
let tenant: TestTenant

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant()
})
test.after(() => app.stop())

/** A command of the guide, with the host and the credential of this product in the place of the printed ones. */
const printed = async (command: string, token: string) => {
  const own = command.replaceAll('https://office16852.com', app.url).replace('YOUR_CUSTOMER_JWT', token)
  const { stdout } = await run('bash', ['-c', `${own} -s -w '\\n%{http_code}'`])
  const at = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(at + 1)), body: JSON.parse(stdout.slice(0, at)) }
}

const widgetCode = `curl https://office16852.com/api/customer-portal/widget-code \\
  -H "Authorization: Bearer YOUR_CUSTOMER_JWT" \\
  -H "Content-Type: application/json"`

test('the curl for widget-code, with a customer JWT from a login', async () => {
  const account = {
    businessName: 'Café',
    email: `${randomUUID()}@example.com`,
    password: 'correct horse battery',
    name: 'Ana',
  }
  await app.rest().post('/api/customer/auth/signup', account)
  const { body: login } = await app
    .rest()
    .post('/api/customer/auth/login', { email: account.email, password: account.password })
  const { status, body } = await printed(widgetCode, login.token)
  assert.is(status, 200)
  assert.match(body.publishableKey, /^pk_live_/)
  assert.is(
    body.html,
    `<!-- Tenant-scoped bundle from Customer Portal → Widget Setup -->
<script src="${app.url}/widget/${body.tenantUuid}/widget.js" async></script>`,
  )
})

test('401: missing or invalid credential', async () => {
  const { status, body } = await printed(widgetCode, 'nonsense')
  assert.equal([status, body.code], [401, 'invalid_token'])
  assert.is((await app.rest().get('/api/customer-portal/widget-code')).status, 401)
})

test('403: credential is valid but lacks permission', async () => {
  const viewer = app.rest(await tenant.token('viewer'))
  const { status, body } = await viewer.send('PUT', '/api/customer-portal/widget', { greeting: 'Hi' })
  assert.equal([status, body.code], [403, 'permission_denied'])
  assert.match(body.detail, 'config.manage')
})

test('429: rate limit exceeded', async () => {
  const strict = await startApp({ RATE_LIMIT_FACTOR: '0.01' })
  try {
    const statuses: number[] = []
    for (let i = 0; i <= quotas.address.most * 0.01; i++)
      statuses.push((await strict.rest().get('/api/pricing/snapshot')).status)
    assert.equal([statuses.at(0), statuses.at(-1)], [200, 429])
  } finally {
    await strict.stop()
  }
})

test('the pricing table, to the figure', async () => {
  const { body } = await app.rest().get('/api/pricing/snapshot')
  const rows = body.plans.map(
    ({
      name,
      price,
      included,
    }: {
      name: string
      price: { amount: number }
      included: Record<string, unknown>
    }) => [
      name,
      price.amount,
      included.creditsPerMonth,
      included.seats,
      included.integrations,
      included.support,
    ],
  )
  assert.equal(rows, [
    ['Starter', 79, 15_000, 3, 1, 'email'],
    ['Pro', 249, 75_000, 10, 3, 'priority'],
    ['Enterprise', 899, 250_000, null, 10, 'dedicated'],
  ])
})

test('the public chat call, and the widget call from another origin', async () => {
  const body = { session_id: randomUUID(), message: 'Hello', business_id: tenant.slug }
  assert.is((await app.rest(undefined, { origin: app.url }).post('/api/chat', body)).status, 200)
  const portal = app.rest(await tenant.token())
  const origin = 'https://your-customer-site.com'
  await portal.send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [{ origin, environment: 'production' }],
  })
  const { publishableKey } = (await portal.get('/api/customer-portal/widget-code')).body
  const call = { session_id: randomUUID(), message: 'Hello' }
  const answer = await app
    .rest(undefined, { origin, 'x-widget-key': publishableKey })
    .post('/api/widget/chat', call)
  assert.equal([answer.status, answer.headers.get('access-control-allow-origin')], [200, origin])
})

test('the subscription body of Dashboard Webhooks', async () => {
  const admin = app.rest(await tenant.token('admin'))
  const { status, body } = await admin.post(
    '/api/webhooks/subscriptions',
    `{
  "url": "https://your-app.com/webhooks/bob",
  "events": ["lead.created", "conversation.escalated"],
  "description": "CRM intake"
}`,
  )
  assert.is(status, 201)
  assert.match(body.secret, /^whsec_/)
})

test.run()
