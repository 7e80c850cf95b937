import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { platformTenantId } from '../server/domain/tenants/platform-tenant.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('public chat')
let app: TestApp
let tenant: TestTenant

test.before(async () => {
  app = await startApp({ TRUST_PROXY_CIDRS: '127.0.0.1/32' })
  tenant = await app.addTenant({ Prices: 'A check-up costs £68.' })
})
test.after(() => app.stop())

const domain = 'bright-lane.example'
const own = { origin: 'https://bright-lane.example' }
/** A browser on a page of the business's own host, which a proxy passes on. */
const browser = (cookie?: string, headers: Record<string, string> = own) =>
  app.rest(undefined, {
    'x-forwarded-host': domain,
    'x-forwarded-proto': 'https',
    ...headers,
    ...(cookie && { cookie }),
  })
const ask = (session_id: string, cookie?: string, more: object = {}, headers?: Record<string, string>) =>
  browser(cookie, headers).post('/api/chat', {
    message: 'How much is a check-up?',
    session_id,
    business_id: tenant.slug,
    ...more,
  })
const cookieOf = ({ headers }: { headers: Headers }) => headers.getSetCookie()[0] ?? ''
const pairOf = (answer: { headers: Headers }) => cookieOf(answer).split(';')[0] ?? ''
const conversationsOf = async (uuid: string) =>
  (await app.parts.database.tenant(uuid, (tx) => tx`select id from conversations`)).length

test('without a name the host decides, and a host that is nobody’s is the platform’s', async () => {
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update tenants set domain = ${domain} where id = ${tenant.uuid}`,
  )
  const body = { message: 'How much is a check-up?', session_id: randomUUID() }
  assert.match((await browser().post('/api/chat', body)).body.reply, '£68')
  const before = await conversationsOf(platformTenantId)
  const { status, body: turn } = await app.rest().post('/api/chat', { ...body, session_id: randomUUID() })
  assert.is(status, 200)
  assert.not.match(turn.reply, '£68')
  assert.is(await conversationsOf(platformTenantId), before + 1)
})

test('a suspended business is not answered by the platform, and is told like one that never was', async () => {
  const closed = await app.addTenant()
  await app.parts.database.tenant(
    closed.uuid,
    (tx) => tx`update tenants set domain = 'closed.example', status = 'suspended' where id = ${closed.uuid}`,
  )
  const rest = (host: string) => app.rest(undefined, { 'x-forwarded-host': host, 'x-request-id': 'same' })
  const turn = { message: 'Hi', session_id: randomUUID() }
  const { status, text } = await rest('closed.example').post('/api/chat', turn)
  assert.is(status, 404)
  const never = { ...turn, business_id: 'tenant_01h455vb4pex5vsknk084sn02q' }
  assert.is(text, (await rest('closed.example').post('/api/chat', never)).text)
  assert.is(text, (await rest('x.example').post('/api/chat', { ...turn, business_id: closed.slug })).text)
})

test('a page of our own host gets the token as a cookie that no script reads', async () => {
  const answer = await ask('short')
  const cookie = cookieOf(answer)
  assert.match(cookie, answer.body.visitorToken)
  for (const flag of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/']) assert.match(cookie, flag)
  assert.not.match(cookie, /domain/i)
  assert.is(cookieOf(await ask('short', undefined, {}, { 'sec-fetch-site': 'same-origin' })).length > 0, true)
  for (const headers of [{}, { 'sec-fetch-site': 'none' }] as Record<string, string>[])
    assert.is(cookieOf(await ask(randomUUID(), undefined, {}, headers)), '')
})

test('a short session goes on with the cookie, and not without it', async () => {
  const session = `s-${randomUUID().slice(0, 6)}`
  const first = await ask(session)
  assert.is((await ask(session, pairOf(first))).body.conversationId, first.body.conversationId)
  assert.is.not((await ask(session)).body.conversationId, first.body.conversationId)
  // the last character holds four bits of the token: another of the same is the same token
  const forged = pairOf(first).replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))
  assert.is.not((await ask(session, forged)).body.conversationId, first.body.conversationId)
})

test('the body counts before the header, and the header before the cookie', async () => {
  const session = `s-${randomUUID().slice(0, 6)}`
  const [a, b, c] = [await ask(session), await ask(session), await ask(session)]
  const headers = { ...own, 'x-visitor-token': b.body.visitorToken }
  const inBody = { visitor_token: a.body.visitorToken }
  assert.is((await ask(session, pairOf(c), inBody, headers)).body.conversationId, a.body.conversationId)
  assert.is((await ask(session, pairOf(c), {}, headers)).body.conversationId, b.body.conversationId)
  assert.is((await ask(session, pairOf(c))).body.conversationId, c.body.conversationId)
})

test('a cookie changes nothing for a session that cannot be guessed', async () => {
  const session = randomUUID()
  const first = await ask(session)
  assert.is((await ask(session, pairOf(first))).body.conversationId, first.body.conversationId)
  assert.is(
    (await ask(session)).body.conversationId,
    first.body.conversationId,
    'it needs no token from then on',
  )
})

test('two businesses on one host keep their visitors apart', async () => {
  const other = await app.addTenant()
  const session = 'shared'
  const [one, two] = [await ask(session), await ask(session, undefined, { business_id: other.slug })]
  assert.is.not(pairOf(one).split('=')[0], pairOf(two).split('=')[0])
  const both = `${pairOf(one)}; ${pairOf(two)}`
  assert.is((await ask(session, both)).body.conversationId, one.body.conversationId)
  assert.is(
    (await ask(session, both, { business_id: other.slug })).body.conversationId,
    two.body.conversationId,
  )
  const moved = pairOf(one).replace(/^[^=]+/, pairOf(two).split('=')[0] ?? '')
  assert.is.not(
    (await ask(session, moved, { business_id: other.slug })).body.conversationId,
    one.body.conversationId,
  )
})

test('a stream gives the cookie before its first word', async () => {
  const response = await fetch(`${app.url}/api/chat`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'x-forwarded-host': domain,
      'x-forwarded-proto': 'https',
      ...own,
    },
    body: JSON.stringify({ message: 'Hi', session_id: 'short', business_id: tenant.slug }),
  })
  const cookie = cookieOf(response)
  assert.match(await response.text(), /event: final/)
  assert.match(cookie, /^office_visitor_[0-9a-f]{12}=vt_/)
})

test('a retry finds its answer, whether or not the cookie has come meanwhile', async () => {
  const session = `s-${randomUUID().slice(0, 6)}`
  const headers = { ...own, 'idempotency-key': randomUUID() }
  const first = await ask(session, undefined, {}, headers)
  const again = await ask(session, pairOf(first), {}, headers)
  assert.equal([again.headers.get('idempotency-replayed'), again.body], ['true', first.body])
})

test('widget paths never set a cookie', async () => {
  const token = await tenant.token()
  await app.rest(token).send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [{ origin: own.origin, environment: 'production' }],
  })
  const { publishableKey } = (await app.rest(token).get('/api/customer-portal/widget-code')).body
  const answer = await browser(undefined, { ...own, 'x-widget-key': publishableKey }).post(
    '/api/widget/chat',
    {
      message: 'Hi',
      session_id: 'short',
    },
  )
  assert.equal([answer.status, cookieOf(answer)], [200, ''])
})

test.run()
