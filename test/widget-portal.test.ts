import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('widget setup')
const portal = '/api/customer-portal'
const site = { origin: 'https://your-site.com', environment: 'production' } as const
let app: TestApp
let tenant: TestTenant

test.before(async () => {
  app = await startApp({ PUBLIC_URL: 'https://office16852.com' })
})
test.before.each(async () => {
  tenant = await app.addTenant()
})
test.after(() => app.stop())

test('the code to paste is the one of the guide, and holds no key', async () => {
  const { status, body } = await app.rest(await tenant.token('viewer')).get(`${portal}/widget-code`)
  assert.is(status, 200)
  const scriptUrl = `https://office16852.com/widget/${tenant.uuid}/widget.js`
  assert.is(
    body.html,
    `<!-- Tenant-scoped bundle from Customer Portal → Widget Setup -->\n<script src="${scriptUrl}" async></script>`,
  )
  assert.equal([body.scriptUrl, body.tenantUuid], [scriptUrl, tenant.uuid])
  assert.match(body.publishableKey, /^pk_live_[\w-]{32}$/)
  assert.not.match(body.html, 'pk_')
  assert.equal(body.verification, { verified: false, lastSeenAt: null, origin: null })
})

test('a new tenant has one live and one test key', async () => {
  const { body } = await app.rest(await tenant.token()).get(`${portal}/widget-code`)
  const made = body.keys.map(({ environment, key }: Record<string, string>) => [
    environment,
    key?.slice(0, 8),
  ])
  assert.equal(made.sort(), [
    ['live', 'pk_live_'],
    ['test', 'pk_test_'],
  ])
})

test('settings are kept; what is left out stays as it is', async () => {
  const rest = app.rest(await tenant.token())
  const wanted = {
    allowedOrigins: [{ origin: 'http://localhost:3000', environment: 'test' }, site],
    theme: { accent: '#112233', mode: 'dark' },
    greeting: 'Hello </script>\u2028',
    launcher: { label: 'Chat', position: 'left' },
    languages: ['es', 'en'],
  }
  const put = await rest.send('PUT', `${portal}/widget`, wanted)
  assert.equal([put.status, put.body], [200, wanted])
  const changed = await rest.send('PUT', `${portal}/widget`, { greeting: null })
  assert.equal(changed.body, { ...wanted, greeting: null })
  const { body } = await rest.get(`${portal}/widget`)
  assert.equal(body, changed.body)
  assert.is((await rest.send('PUT', `${portal}/widget`, body)).status, 200)
})

test('a tenant sees its own settings only', async () => {
  const other = await app.addTenant()
  await app.rest(await other.token()).send('PUT', `${portal}/widget`, { allowedOrigins: [site] })
  const { body } = await app.rest(await tenant.token()).get(`${portal}/widget`)
  assert.equal(body.allowedOrigins, [])
})

const badOrigins = [
  'your-site.com',
  'http://your-site.com',
  'https://your-site.com/',
  'https://your-site.com/chat',
  'https://your-site.com.',
  'https://Your-Site.com',
  'https://your-site.com:443',
  'https://user@your-site.com',
  'https://*.your-site.com',
  'https://your-site.com?x',
  'ftp://your-site.com',
  'null',
  '*',
  'http://localhost.',
  '',
]
for (const origin of badOrigins)
  test(`not an origin: "${origin}"`, async () => {
    const allowedOrigins = [{ origin, environment: 'production' }]
    const { status, body } = await app
      .rest(await tenant.token())
      .send('PUT', `${portal}/widget`, { allowedOrigins })
    assert.equal([status, body.errors[0].path], [422, 'allowedOrigins.0.origin'])
  })

test('twenty origins are the most, each once', async () => {
  const rest = app.rest(await tenant.token())
  const put = async (allowedOrigins: object[]) =>
    (await rest.send('PUT', `${portal}/widget`, { allowedOrigins })).status
  const many = Array.from({ length: 21 }, (_, i) => ({ ...site, origin: `https://site-${i}.example` }))
  assert.is(await put(many.slice(1)), 200)
  assert.is(await put(many), 422)
  assert.is(await put([site, { ...site, environment: 'test' }]), 422)
})

test('unknown fields and wrong values are 422', async () => {
  const rest = app.rest(await tenant.token())
  const bad: [string, string, object][] = [
    ['PUT', `${portal}/widget`, { tenantId: tenant.id }],
    ['PUT', `${portal}/widget`, { theme: { accent: '#112233', mode: 'dark', css: 'x' } }],
    ['PUT', `${portal}/widget`, { allowedOrigins: [{ ...site, lastSeenAt: null }] }],
    ['POST', `${portal}/widget-keys`, { environment: 'live', role: 'owner' }],
  ]
  for (const [method, path, body] of bad) {
    const answer = await rest.send(method, path, body)
    assert.equal([answer.status, answer.body.code], [422, 'unknown_field'], JSON.stringify(body))
  }
  const wrong = await rest.post(`${portal}/widget-keys`, { environment: 'production' })
  assert.equal([wrong.status, wrong.body.code], [422, 'invalid_input'])
  assert.is((await rest.get(`${portal}/widget-code?tenantId=x`)).status, 422)
})

test('reading needs config.read, changing needs config.manage', async () => {
  const { body: code } = await app.rest(await tenant.token()).get(`${portal}/widget-code`)
  const changes: [string, string, object?][] = [
    ['PUT', `${portal}/widget`, {}],
    ['POST', `${portal}/widget-keys`, { environment: 'live' }],
    ['DELETE', `${portal}/widget-keys/${code.keys[0].id}`],
  ]
  for (const role of ['agent', 'viewer'] as const) {
    const rest = app.rest(await tenant.token(role))
    for (const path of ['widget', 'widget-code']) assert.is((await rest.get(`${portal}/${path}`)).status, 200)
    for (const [method, path, input] of changes) {
      const { status, body } = await rest.send(method, path, input)
      assert.equal([status, body.code], [403, 'permission_denied'], `${role} ${method} ${path}`)
      assert.match(body.detail, 'config.manage')
    }
  }
  for (const path of ['widget', 'widget-code'])
    assert.is((await app.rest().get(`${portal}/${path}`)).status, 401)
  for (const [method, path, input] of changes)
    assert.is((await app.rest().send(method, path, input)).status, 401)
})

test('a key is made once for an idempotency key, and revoked once', async () => {
  const rest = app.rest(await tenant.token())
  const json = { 'content-type': 'application/json' }
  const once = { 'idempotency-key': randomUUID() }
  const make = () => rest.post(`${portal}/widget-keys`, { environment: 'test' }, once)
  const [first, second] = [await make(), await make()]
  assert.is(first.status, 201)
  assert.match(first.body.key, /^pk_test_[\w-]{32}$/)
  assert.equal([second.body, second.headers.get('idempotency-replayed')], [first.body, 'true'])
  const revoke = () => rest.send('DELETE', `${portal}/widget-keys/${first.body.id}`, undefined, json)
  const revoked = await revoke()
  assert.equal([revoked.status, revoked.text], [204, ''])
  assert.is((await revoke()).status, 404)
  const { body } = await rest.get(`${portal}/widget-code`)
  assert.not(body.keys.some(({ id }: { id: string }) => id === first.body.id))
})

test('ten keys of an environment are the most, however many ask at once', async () => {
  const rest = app.rest(await tenant.token())
  const made = await Promise.all(
    Array.from({ length: 12 }, () => rest.post(`${portal}/widget-keys`, { environment: 'live' })),
  )
  assert.is(made.filter(({ status }) => status === 201).length, 9)
  assert.equal(new Set(made.map(({ status }) => status)), new Set([201, 422]))
})

test('an answered call verifies its origin, also through a change of settings', async () => {
  const rest = app.rest(await tenant.token())
  await rest.send('PUT', `${portal}/widget`, { allowedOrigins: [site] })
  const { body: before } = await rest.get(`${portal}/widget-code`)
  const ask = (message: string) =>
    app
      .rest()
      .post(
        '/api/widget/chat',
        { message, session_id: randomUUID() },
        { 'x-widget-key': before.publishableKey, origin: site.origin },
      )
  await ask('')
  assert.is((await rest.get(`${portal}/widget-code`)).body.verification.verified, false)
  assert.is((await ask('Hello')).status, 200)
  await rest.send('PUT', `${portal}/widget`, {
    allowedOrigins: [site, { origin: 'https://new.example', environment: 'production' }],
  })
  const { verification, allowedOrigins } = (await rest.get(`${portal}/widget-code`)).body
  assert.equal([verification.verified, verification.origin], [true, site.origin])
  assert.equal(
    allowedOrigins.map(({ origin, lastSeenAt }: Record<string, string | null>) => [origin, lastSeenAt]),
    [
      ['https://new.example', null],
      [site.origin, verification.lastSeenAt],
    ],
  )
})

test('the portal gets the same through tRPC', async () => {
  const token = await tenant.token()
  const { widgets } = app.trpc(token)
  const rest = app.rest(token)
  const made = await widgets.createKey.mutate({ environment: 'live' })
  const settings = await widgets.update.mutate({ allowedOrigins: [site] })
  assert.equal(await widgets.get.query({}), settings)
  assert.equal((await rest.get(`${portal}/widget`)).body, settings)
  assert.equal(await widgets.code.query({}), (await rest.get(`${portal}/widget-code`)).body)
  await widgets.revokeKey.mutate({ id: made.id })
  const { keys } = await widgets.code.query({})
  assert.not(keys.some(({ id }) => id === made.id))
})

test.run()
