import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { addOperator, addSession, codeOf, password, type TestOperator } from './support/operators.ts'
import { suite } from './support/suite.ts'

const test = suite('forged requests')
let app: TestApp
let tenant: TestTenant
let admin: TestOperator
let other: TestOperator

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant()
  admin = await addOperator(app, { withPassword: true })
  other = await addOperator(app)
})
test.after(() => app.stop())

type Change = (headers: Record<string, string>) => Record<string, string | undefined>

/** What is wrong, and how it changes what our own page sends. */
const forgeries: [string, Change][] = [
  ['no token', (h) => ({ ...h, 'x-csrf-token': undefined })],
  ['an empty token', (h) => ({ ...h, 'x-csrf-token': '' })],
  ['a made-up token', (h) => ({ ...h, 'x-csrf-token': 'a'.repeat(43) })],
  ["another operator's token", (h) => ({ ...h, 'x-csrf-token': other.headers['x-csrf-token'] })],
  ['a token cut short', (h) => ({ ...h, 'x-csrf-token': h['x-csrf-token']?.slice(0, -1) })],
  ['a page of another site', (h) => ({ ...h, 'sec-fetch-site': 'cross-site' })],
  ['a page of a sibling host', (h) => ({ ...h, 'sec-fetch-site': 'same-site' })],
  ['an address typed in', (h) => ({ ...h, 'sec-fetch-site': 'none' })],
  ['a foreign origin', (h) => ({ ...h, origin: 'https://evil.example' })],
  [
    'a foreign origin of a browser without Sec-Fetch-Site',
    (h) => ({ ...h, origin: 'https://evil.example', 'sec-fetch-site': undefined }),
  ],
  ['the origin null', (h) => ({ ...h, origin: 'null' })],
  ['our host on another port', (h) => ({ ...h, origin: 'http://127.0.0.1:1' })],
]

const given = (headers: Record<string, string | undefined>) =>
  Object.fromEntries(
    Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )

const send = async (path: string, headers: Record<string, string | undefined>, body: object) => {
  const response = await fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...given(headers) },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  return `${response.status} ${answer.code ?? answer.error?.data.failure ?? ''}`.trim()
}

for (const [what, change] of forgeries)
  test(`REST and tRPC refuse ${what} with 403 csrf_failed`, async () => {
    const headers = change(admin.headers)
    assert.is(await send('/api/auth/step-up', headers, { password }), '403 csrf_failed')
    assert.is(await send('/trpc/platform.auth.stepUp', headers, { password }), '403 csrf_failed')
  })

test("the token of another session of one's own is refused too", async () => {
  const second = await addSession(app, admin.uuid)
  const headers = { ...admin.headers, 'x-csrf-token': second.headers['x-csrf-token'] }
  assert.is(await send('/api/auth/step-up', headers, { password }), '403 csrf_failed')
})

test('our own page may, and so may a program that says nothing of where it calls from', async () => {
  assert.is(await send('/api/auth/step-up', admin.headers, { password }), '200')
  assert.is(await send('/trpc/platform.auth.stepUp', admin.headers, { password }), '200')
  const program = { ...admin.headers, origin: undefined, 'sec-fetch-site': undefined }
  assert.is(await send('/api/auth/step-up', program, { password }), '200')
})

test('it comes after authentication and before permission and input', async () => {
  const auditor = await addOperator(app, { role: 'auditor' })
  const forged = { ...auditor.headers, 'x-csrf-token': undefined }
  const path = '/trpc/platform.operators.disable'
  assert.is(await send(path, { ...forged, cookie: undefined }, { nope: 1 }), '401 unauthenticated')
  assert.is(await send(path, forged, { nope: 1 }), '403 csrf_failed')
  assert.is(await send(path, auditor.headers, { nope: 1 }), '403 permission_denied')
})

test('reading needs no token', async () => {
  const { cookie } = admin.headers
  assert.is(codeOf(await app.rest(undefined, { cookie }).get('/api/auth/me')), '200')
  const { operator } = await app.trpc(undefined, { cookie }).platform.auth.me.query({})
  assert.is(operator.id, admin.id)
})

test('a login from a page of another origin is refused before the password is looked at', async () => {
  const login = { email: admin.email, password }
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: app.url, 'sec-fetch-site': 'cross-site' },
  ])
    for (const path of ['/api/auth/login', '/trpc/platform.auth.login'])
      for (const body of [login, { nope: 1 }]) assert.is(await send(path, headers, body), '403 csrf_failed')
  assert.is(await send('/api/auth/login', { origin: app.url, 'sec-fetch-site': 'same-origin' }, login), '200')
})

test('an operator is a visitor where nobody is needed, and never somebody of a business', async () => {
  const { cookie } = admin.headers
  const turn = { message: 'Hello', session_id: 'x', business_id: tenant.slug }
  assert.is(codeOf(await app.rest(undefined, { cookie }).post('/api/chat', turn)), '200')
  for (const path of ['/api/knowledge/sources', '/api/customer-portal/widget', '/api/leads'])
    assert.is(codeOf(await admin.rest.get(path)), '403 permission_denied')
  assert.is(codeOf(await admin.rest.post('/api/customer/auth/logout', {})), '403 permission_denied')
  // the conversations of the platform's own business are theirs, and no others
  await app.rest().post('/api/chat', { ...turn, session_id: 'of-a-business' })
  assert.is(codeOf(await admin.rest.get('/api/chat/history/of-a-business')), '404 not_found')
})

test("a customer's token opens nothing of the operators, with an operator's cookie beside it neither", async () => {
  const token = await tenant.token()
  for (const headers of [{}, admin.headers]) {
    const rest = app.rest(token, headers)
    assert.is(codeOf(await rest.get('/api/auth/me')), '403 permission_denied')
    assert.is(codeOf(await rest.post('/api/auth/logout', {})), '403 permission_denied')
    assert.is(
      await send('/trpc/platform.tenants.impersonate', { ...headers, authorization: `Bearer ${token}` }, {}),
      '403 permission_denied',
    )
  }
})

test.run()
