import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { createWebhookClient } from '../clients/sdk/grpc.ts'
import { faultOfTarget } from '../server/domain/webhooks/target.ts'
import { SubscriptionStatus } from '../server/gen/office16852/v1/webhook_service.ts'
import { serviceToken, startApp, type TestApp, type TestTenant } from './support/app.ts'
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

test('what a change names is changed, and nothing else; it is written down', async () => {
  const { body } = await create()
  const { secret, ...made } = body
  const change = (changes: object, token = owner) =>
    app.rest(token).send('PATCH', `${base}/${made.id}`, changes)
  const url = 'https://your-app.com/elsewhere'
  assert.equal((await change({ url })).body, { ...made, url })
  assert.equal((await change({ events: ['*'] })).body, { ...made, url, events: ['*'] })
  const bare = { ...made, url, events: ['*'], description: null }
  assert.equal((await change({ description: null })).body, bare)
  assert.equal((await change({})).body, bare)
  assert.is(codeOf(await change({ url: 'https://10.0.0.1/' })), '422 url_not_allowed')
  assert.is(codeOf(await change({ events: [] })), '422 invalid_input')
  assert.is(codeOf(await change({ secret: 'whsec_mine' })), '422 unknown_field')
  assert.is(codeOf(await change({ url }, await tenant.token('viewer'))), '403 permission_denied')
  assert.equal((await app.rest(owner).get(base)).body.data, [bare])
  const { data } = await app.trpc(owner).audit.list.query({})
  assert.is(data.filter(({ action }) => action === 'webhooks.updateSubscription').length, 3)
})

test('headers are sealed, and only their names are shown', async () => {
  const made = (await create({ ...wanted, headers: { 'X-Api-Key': 'k-123', Authorization: 'Bearer t' } }))
    .body
  assert.equal(made.headers, ['X-Api-Key', 'Authorization'])
  const [row] = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx<{ headers: string }[]>`select headers from webhook_subscriptions`,
  )
  assert.not.match(row?.headers ?? '', 'k-123')
  const change = (changes: object) => app.rest(owner).send('PATCH', `${base}/${made.id}`, changes)
  assert.equal((await change({ headers: { 'X-Other': 'o' }, rateLimit: 5 })).body.headers, ['X-Other'])
  const bare = (await change({ headers: null, rateLimit: null })).body
  assert.equal([bare.headers, bare.rateLimit], [[], null])
  assert.not.match(JSON.stringify(await app.trpc(owner).audit.list.query({})), 'k-123')
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
  ['a header of ours', { ...wanted, headers: { 'Webhook-Id': 'x' } }, 'headers.Webhook-Id'],
  ['a header that breaks lines', { ...wanted, headers: { 'X-Key': 'a\r\nb: c' } }, 'headers.X-Key'],
  ['no attempts a second', { ...wanted, rateLimit: 0 }, 'rateLimit'],
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
  const changed = { ...made, description: 'All of it' }
  assert.equal(await webhooks.updateSubscription.mutate({ id: made.id, description: 'All of it' }), changed)
  await webhooks.deleteSubscription.mutate({ id: made.id })
  assert.equal((await webhooks.listSubscriptions.query({})).data, [])
})

test('gRPC does the same, for a service with the scope', async () => {
  const clientFor = async (scope: 'webhooks.read' | 'webhooks.manage', metadata = {}) => {
    const token = await serviceToken(app, { scopes: [scope], tenants: [tenant.uuid] })
    return createWebhookClient({ address: `127.0.0.1:${app.grpcPort}`, token: () => token, metadata })
  }
  const [reader, manager, retrying] = [
    await clientFor('webhooks.read'),
    await clientFor('webhooks.manage'),
    await clientFor('webhooks.manage', { 'idempotency-key': randomUUID() }),
  ]
  const tenantId = tenant.id
  const asked = { ...wanted, headers: {} }
  try {
    const made = await retrying.createSubscription({ tenantId, ...asked })
    const { id = '', url, events, description, status } = made.subscription ?? {}
    assert.equal({ url, events, description }, wanted)
    assert.is(status, SubscriptionStatus.ACTIVE)
    assert.match(made.secret ?? '', /^whsec_/)
    const again = await retrying.createSubscription({ tenantId, ...asked })
    assert.equal(again, { ...made, secret: undefined })
    const list = await reader.listSubscriptions({ tenantId })
    assert.equal(list, { data: [made.subscription], nextCursor: undefined })
    assert.equal((await app.rest(owner).get(base)).body.data[0].id, id)

    const refusal = (asked: Promise<unknown>) =>
      asked.then(
        () => 'taken',
        (error) => error.code,
      )
    assert.is(await refusal(reader.deleteSubscription({ tenantId, id })), 'permission_denied')
    assert.is(await refusal(manager.createSubscription({ tenantId, ...asked })), 'plan_limit_reached')
    const inside = { tenantId, ...asked, url: 'https://10.0.0.1' }
    assert.is(await refusal(manager.createSubscription(inside)), 'url_not_allowed')
    await manager.deleteSubscription({ tenantId, id })
    assert.is(await refusal(manager.deleteSubscription({ tenantId, id })), 'not_found')
  } finally {
    for (const client of [reader, manager, retrying]) client.close()
  }
})

test.run()
