import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { faultOfTarget } from '../server/domain/webhooks/target.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('webhook subscriptions')
let app: TestApp
let tenant: TestTenant
let owner: string

test.before(async () => {
  app = await startApp()
})
test.before.each(async () => {
  tenant = await app.addTenant()
  owner = await tenant.token()
})
test.after(() => app.stop())

const base = '/api/webhooks/subscriptions'
const wanted = {
  url: 'https://your-app.com/webhooks/bob',
  events: ['lead.created', 'conversation.escalated'],
  description: 'CRM intake',
}
const create = (body: object = wanted, headers = {}, token = owner) =>
  app.rest(token).post(base, body, headers)
const codeOf = ({ status, body }: { status: number; body?: { code?: string } }) =>
  body?.code ? `${status} ${body.code}` : String(status)
const toPlan = (plan: string) => app.rest(owner).send('PUT', '/api/customer-portal/plan', { plan })

test('the guide’s body makes a subscription whose secret is shown once', async () => {
  const { status, body } = await create()
  assert.is(status, 201)
  assert.match(body.secret, /^whsec_[A-Za-z0-9+/]{32}$/)
  const { secret, ...shown } = body
  assert.equal({ url: shown.url, events: shown.events, description: shown.description }, wanted)
  const list = await app.rest(owner).get(base)
  assert.equal(list.body, { data: [shown], nextCursor: null })
  assert.not.match(list.text, 'whsec_')
  const log = JSON.stringify(await app.trpc(owner).audit.list.query({}))
  assert.match(log, 'webhooks.createSubscription')
  assert.not.match(log, secret)
  assert.is(codeOf(await app.rest(owner).send('DELETE', `${base}/${body.id}`)), '204')
  assert.is(codeOf(await app.rest(owner).send('DELETE', `${base}/${body.id}`)), '404 not_found')
  assert.equal((await app.rest(owner).get(base)).body.data, [])
})

test('a secret is sealed at rest for its own row, and not kept for a replay', async () => {
  const key = { 'idempotency-key': randomUUID() }
  const [one, two] = [await create(wanted, key), await create(wanted, key)]
  assert.equal([two.status, two.headers.get('idempotency-replayed')], [201, 'true'])
  assert.equal(two.body, { ...one.body, secret: null })
  const rows = await app.parts.database.tenant(tenant.uuid, async (tx) => ({
    subscriptions: await tx<{ id: string; secret: string }[]>`select id, secret from webhook_subscriptions`,
    everything: JSON.stringify([
      await tx`select * from webhook_subscriptions`,
      await tx`select * from idempotency_keys`,
    ]),
  }))
  assert.not.match(rows.everything, one.body.secret)
  const [row] = rows.subscriptions
  const place = { table: 'webhook_subscriptions', column: 'secret', tenantId: tenant.uuid, id: row?.id ?? '' }
  assert.is(app.parts.envelope.open(place, row?.secret ?? ''), one.body.secret)
  assert.throws(() => app.parts.envelope.open({ ...place, id: randomUUID() }, row?.secret ?? ''))
})

test('fifty who race for the last integration: exactly one gets it', async () => {
  await toPlan('pro')
  await create()
  await create()
  const codes = await Promise.all(Array.from({ length: 50 }, async () => codeOf(await create())))
  assert.equal(codes.toSorted(), ['201', ...Array(49).fill('403 plan_limit_reached')])
})

test('a smaller plan and one more integration at once never leave more than the plan holds', async () => {
  for (let round = 0; round < 5; round++) {
    const racing = await app.addTenant()
    const rest = app.rest(await racing.token())
    await rest.send('PUT', '/api/customer-portal/plan', { plan: 'pro' })
    await rest.post(base, wanted)
    await Promise.all([
      rest.send('PUT', '/api/customer-portal/plan', { plan: 'starter' }),
      rest.post(base, wanted),
      rest.post(base, wanted),
    ])
    const { integrations } = (await rest.get('/api/customer-portal/usage')).body
    assert.ok(integrations.used <= integrations.included, JSON.stringify(integrations))
  }
})

const bad: [string, object, string][] = [
  ['an unknown event', { ...wanted, events: ['lead.deleted'] }, 'events.0'],
  ['no event', { ...wanted, events: [] }, 'events'],
  ['an event twice', { ...wanted, events: ['*', '*'] }, 'events'],
  ['an address that is none', { ...wanted, url: 'your-app' }, 'url'],
  ['another scheme', { ...wanted, url: 'ftp://your-app.com' }, 'url'],
  ['a password in the address', { ...wanted, url: 'https://me:pw@your-app.com' }, 'url'],
]
for (const [what, body, field] of bad)
  test(`refused: ${what}`, async () => {
    const { status, body: problem } = await create(body)
    assert.equal([status, problem.errors[0].path], [422, field])
  })

test('in production an address is https on 443 or 8443', () => {
  for (const url of ['https://a.example', 'https://a.example:8443/x', 'https://a.example:443'])
    assert.is(faultOfTarget(url, true), null, url)
  for (const url of [
    'http://a.example',
    'https://a.example:80',
    'https://a.example:22',
    'https://u@a.example',
    '//x',
  ])
    assert.is.not(faultOfTarget(url, true), null, url)
  assert.is(faultOfTarget('http://127.0.0.1:9000/hook', false), null)
})

test('agents and viewers: a viewer reads, nobody else changes', async () => {
  const refused = '403 permission_denied'
  const [agent, viewer] = [await tenant.token('agent'), await tenant.token('viewer')]
  assert.equal(
    [codeOf(await create(wanted, {}, agent)), codeOf(await create(wanted, {}, viewer))],
    [refused, refused],
  )
  assert.equal(
    [codeOf(await app.rest(agent).get(base)), codeOf(await app.rest(viewer).get(base))],
    [refused, '200'],
  )
  assert.is(codeOf(await create(wanted, {}, await tenant.token('admin'))), '201')
})

test('tRPC does the same', async () => {
  const { webhooks } = app.trpc(owner)
  const { secret, ...made } = await webhooks.createSubscription.mutate({ url: wanted.url, events: ['*'] })
  assert.match(secret ?? '', /^whsec_/)
  assert.equal(await webhooks.listSubscriptions.query({}), { data: [made], nextCursor: null })
  await webhooks.deleteSubscription.mutate({ id: made.id })
  assert.equal((await webhooks.listSubscriptions.query({})).data, [])
})

test.run()
