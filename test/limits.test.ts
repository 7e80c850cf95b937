import { randomUUID } from 'node:crypto'
import { TRPCClientError } from '@trpc/client'
import * as assert from 'uvu/assert'
import { readWeb } from '../server/access/http-caller.ts'
import { chatBuckets, quotas, rooms } from '../server/access/quotas.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'
import { follow } from './support/takeovers.ts'

const test = suite('rate limits')
let app: TestApp
let tenant: TestTenant

/** So small that a handful of calls passes every limit: 1 of 20 for a session, 6 of 120 for a network… */
const factor = 0.05
const allowed = (name: keyof typeof quotas) => Math.max(1, Math.floor(quotas[name].most * factor))

test.before(async () => {
  app = await startApp({ RATE_LIMIT_FACTOR: String(factor), TRUST_PROXY_CIDRS: '127.0.0.1/32' })
  tenant = await app.addTenant()
})
test.after(() => app.stop())

let address = ''
test.before.each(() => {
  address = `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`
})
const from = (at: string, token?: string) => app.rest(token, { 'x-forwarded-for': at })
const ask = (session_id: string, at = address, business_id = tenant.slug) =>
  from(at).post('/api/chat', { message: 'Hi', session_id, business_id })

test('every answer says how the tightest limit stands', async () => {
  const { headers } = await from(address).get('/api/pricing/snapshot')
  const most = allowed('address')
  assert.is(headers.get('ratelimit-policy'), `"address";q=${most};w=60`)
  assert.is(headers.get('ratelimit'), `"address";r=${most - 1};t=60`)
  const chat = await ask(randomUUID())
  assert.is(chat.headers.get('ratelimit-policy'), `"session";q=${allowed('session')};w=60`)
})

test('a network that asks too much is told so before its credential is looked at', async () => {
  for (let i = 0; i < allowed('address'); i++) await from(address).get('/api/pricing/snapshot')
  const { status, headers, body } = await from(address, 'nonsense').get('/api/knowledge/sources')
  assert.equal([status, body.code, body.detail], [429, 'rate_limited', quotas.address.says])
  assert.ok(Number(headers.get('retry-after')) >= 1)
  assert.match(headers.get('ratelimit') ?? '', /^"address";r=0;t=\d+$/)
  assert.is((await from('192.0.2.1').get('/api/pricing/snapshot')).status, 200, 'another network')
  assert.is((await from(address).get('/api/health')).status, 200, 'a probe')
})

test('a visitor who writes too fast gets a friendly refusal; others go on', async () => {
  const session = randomUUID()
  for (let i = 0; i < allowed('session'); i++) assert.is((await ask(session)).status, 200)
  const { status, headers, body } = await ask(session)
  assert.equal([status, body.code, body.detail], [429, 'rate_limited', quotas.session.says])
  assert.ok(Number(headers.get('retry-after')) >= 1)
  assert.is((await ask(randomUUID())).status, 200)
  assert.is((await ask(session, '192.0.2.2')).status, 200, 'nobody can silence a session from elsewhere')
})

test('many sessions of one network are limited together', async () => {
  for (let i = 0; i < allowed('chat'); i++) await ask(randomUUID())
  const { status, body } = await ask(randomUUID())
  assert.equal([status, body.detail], [429, quotas.chat.says])
})

test('a message is counted before it is checked', async () => {
  const session = randomUUID()
  for (let i = 0; i < allowed('session'); i++) await ask(session)
  const bad = { message: '', session_id: session, business_id: tenant.slug }
  assert.is((await from(address).post('/api/chat', bad)).status, 429)
})

test('whatever a stranger sends, what is counted by is short', () => {
  const request = { id: '', method: 'POST', url: '', headers: {}, protocol: 'http', host: 'a', ip: '::1' }
  const web = readWeb({ config: { publicUrl: null } }, request)
  const long = 'a'.repeat(60_000)
  for (const raw of [
    long,
    [long],
    { session_id: long },
    { session_id: 'a', business_id: long },
    { session_id: 'a', business_id: [long] },
  ])
    for (const { name, key } of chatBuckets({ web, tenantId: null }, raw)) assert.ok(key.length < 500, name)
})

test('a widget key and a tenant have limits of their own, whoever calls', async () => {
  const busy = await app.addTenant()
  const origin = 'https://busy.example'
  const portal = app.rest(await busy.token(), { 'x-forwarded-for': '192.0.2.3' })
  await portal.send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [{ origin, environment: 'production' }],
  })
  const { publishableKey } = (await portal.get('/api/customer-portal/widget-code')).body
  const write = (i: number) =>
    app
      .rest(undefined, { 'x-forwarded-for': `198.51.100.${i % 250}`, origin, 'x-widget-key': publishableKey })
      .post('/api/widget/chat', { message: 'Hi', session_id: randomUUID() })
  const answers = []
  for (let i = 0; i <= allowed('widget-key'); i++) answers.push(await write(i))
  const last = answers.at(-1)
  assert.equal([...new Set(answers.slice(0, -1).map(({ status }) => status))], [200])
  assert.equal([last?.status, last?.body.detail], [429, quotas['widget-key'].says])
  assert.is(last?.headers.get('access-control-allow-origin'), origin, 'the page can read the refusal')
  assert.match(last?.headers.get('access-control-expose-headers') ?? '', /ratelimit/)
})

test('a network beyond its limit costs no look-up of keys and origins', async () => {
  const site = await app.addTenant()
  const origin = 'https://quiet.example'
  const portal = app.rest(await site.token(), { 'x-forwarded-for': '192.0.2.4' })
  const allowedOrigins = [{ origin, environment: 'production' }]
  await portal.send('PUT', '/api/customer-portal/widget', { allowedOrigins })
  const { publishableKey } = (await portal.get('/api/customer-portal/widget-code')).body
  const write = (at: string) =>
    app
      .rest(undefined, { 'x-forwarded-for': at, origin, 'x-widget-key': publishableKey })
      .post('/api/widget/chat', { message: 'Hi', session_id: randomUUID() })
  const readerOf = ({ status, headers }: Awaited<ReturnType<typeof write>>) =>
    `${status} ${headers.get('access-control-allow-origin')}`

  for (let i = 0; i <= allowed('address'); i++) await from(address).get('/api/pricing/snapshot')
  assert.is(readerOf(await write(address)), '429 null', 'nobody has asked for this key yet')
  assert.is(readerOf(await write('192.0.2.5')), `200 ${origin}`)
  assert.is(readerOf(await write(address)), `429 ${origin}`, 'now it is at hand')
  const preflight = await from(address).send('OPTIONS', '/api/widget/chat', undefined, { origin })
  assert.equal([preflight.status, preflight.body.detail], [429, quotas.address.says])
})

test('a person and a tenant are limited, from however many networks they call', async () => {
  const crowded = await app.addTenant()
  const token = await crowded.token()
  const read = (i: number) => from(`203.0.113.${i % 250}`, token).get('/api/knowledge/sources')
  for (let i = 0; i < allowed('actor'); i++) assert.is((await read(i)).status, 200)
  assert.equal([(await read(0)).status, (await read(0)).body.detail], [429, quotas.actor.says])

  const people = await Promise.all(Array.from({ length: 5 }, () => crowded.token('viewer')))
  const counted: string[] = []
  for (let i = 0; i <= allowed('tenant'); i++) {
    const viewer = from(`203.0.113.${i % 250}`, people[i % people.length])
    const { status, body } = await viewer.get('/api/customer-portal/widget')
    if (status === 429) counted.push(body.detail)
  }
  assert.ok(counted.includes(quotas.tenant.says), counted.join())
})

test('opening many accounts from one network is refused', async () => {
  const account = { businessName: 'Café', password: 'correct horse battery', name: 'Ana' }
  const open = () =>
    from(address).post('/api/customer/auth/signup', { ...account, email: `${randomUUID()}@example.com` })
  for (let i = 0; i < allowed('signup'); i++) assert.is((await open()).status, 201)
  const { status, body } = await open()
  assert.equal([status, body.detail], [429, quotas.signup.says])
})

test('tRPC says the same, call by call of a batch', async () => {
  const trpc = app.trpc(undefined, { 'x-forwarded-for': address })
  const session_id = randomUUID()
  const send = () => trpc.conversations.send.mutate({ message: 'Hi', session_id, business_id: tenant.slug })
  const outcomes = await Promise.allSettled(Array.from({ length: allowed('session') + 1 }, send))
  const refused = outcomes
    .filter(({ status }) => status === 'rejected')
    .map((one) => 'reason' in one && one.reason)
  assert.is(refused.length, 1)
  assert.instance(refused[0], TRPCClientError)
  assert.equal(
    [refused[0].data.failure, refused[0].data.httpStatus, refused[0].message],
    ['rate_limited', 429, quotas.session.says],
  )
  const raw = await from(address).post('/trpc/conversations.send', {
    message: 'Hi',
    session_id,
    business_id: tenant.slug,
  })
  assert.is(raw.status, 429)
  assert.ok(Number(raw.headers.get('retry-after')) >= 1)
  assert.match(raw.headers.get('ratelimit') ?? '', /^"session";r=0/)
})

test('a network follows so many conversations at once, and each is followed in so many places', async () => {
  const mostOf = (name: keyof typeof rooms) => Math.max(1, Math.floor(rooms[name].most * factor))
  const talks = Array.from({ length: mostOf('network-streams') + 1 }, () => randomUUID())
  for (const [at, session] of talks.entries()) await ask(session, `192.0.2.${50 + at}`)
  const [first = '', ...others] = talks
  const path = (session: string) => `/api/chat/events?session_id=${session}&business_id=${tenant.slug}`
  const open = (session: string, at = address) =>
    follow(`${app.url}${path(session)}`, { 'x-forwarded-for': at })
  // answered at once as JSON where it is refused: somebody has spoken already
  const read = async (session: string, at = address) => {
    const { status, headers, body } = await from(at).get(path(session))
    return [status, body.detail, headers.get('retry-after')]
  }

  const inPlaces = await Promise.all(
    Array.from({ length: mostOf('conversation-streams') }, () => open(first)),
  )
  assert.equal(await read(first, '192.0.2.7'), [429, rooms['conversation-streams'].says, '5'])
  const beside = await Promise.all(others.slice(inPlaces.length - 1, -1).map((session) => open(session)))
  const last = others.at(-1) ?? ''
  assert.equal(await read(last), [429, rooms['network-streams'].says, '5'])
  assert.is((await read(last, '192.0.2.8'))[0], 200, 'another network')

  for (const { leave } of [...inPlaces, ...beside]) await leave()
  await waitUntil(async () => (await read(first))[0] === 200)
  assert.is((await read(last))[0], 200, 'who has left gives the place back')
})

test('one of the team follows the inbox in so many places', async () => {
  const team = await app.addTenant()
  const portal = app.trpc(await team.token('agent'), { 'x-forwarded-for': address })
  const refused: string[] = []
  const most = Math.max(1, Math.floor(rooms['actor-streams'].most * factor))
  const streams = Array.from({ length: most + 1 }, () =>
    portal.conversations.followAll.subscribe({}, { onError: ({ message }) => void refused.push(message) }),
  )
  await waitUntil(async () => refused.length > 0)
  for (const each of streams) each.unsubscribe()
  assert.equal(refused, [rooms['actor-streams'].says])
})

test('what a stranger writes into X-Forwarded-For does not move the limit', async () => {
  const direct = await startApp({ RATE_LIMIT_FACTOR: String(factor) })
  try {
    const read = (i: number) =>
      direct.rest(undefined, { 'x-forwarded-for': `203.0.113.${i}` }).get('/api/pricing/snapshot')
    for (let i = 0; i < allowed('address'); i++) assert.is((await read(i)).status, 200)
    assert.is((await read(0)).status, 429)
  } finally {
    await direct.stop()
  }
})

test.run()
