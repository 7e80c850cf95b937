import * as assert from 'uvu/assert'
import { createOutbound } from '../server/platform/outbound.ts'
import { startApp, type TestApp } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('where webhooks may be sent')
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

/** Hosts that lead to no public place, in every spelling that a URL knows. */
const forbidden = [
  ...[
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0x7f000001',
    '0177.0.0.1',
    '①②⑦.0.0.1',
    '127.255.255.254',
  ],
  ...['0.0.0.0', '0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.254'],
  ...['169.254.169.254', '0xa9fea9fe', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
  ...['192.0.0.1', '192.0.0.170', '192.0.2.1', '192.31.196.1', '192.52.193.1', '192.88.99.1', '192.175.48.1'],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255'],
  ...['240.0.0.1', '255.255.255.255', '[::]', '[::1]', '[0:0:0:0:0:0:0:1]'],
  ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:8.8.8.8]', '[::127.0.0.1]', '[::7f00:1]'],
  ...['[64:ff9b::7f00:1]', '[64:ff9b:1::1]', '[100::1]', '[100:0:0:1::1]', '[2001::1]', '[2001:2::1]'],
  ...[
    '[2001:10::1]',
    '[2001:20::1]',
    '[2001:db8::1]',
    '[2002:7f00:1::]',
    '[2002:a00:1::1]',
    '[2620:4f:8000::1]',
  ],
  ...['[3fff::1]', '[5f00::1]', '[fc00::1]', '[fd12:3456:789a::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]'],
  ...['localhost', 'localhost.', 'LOCALHOST', 'api.localhost', 'printer.local', 'db.internal', 'metadata'],
  ...['router.home.arpa', 'service.test', 'x.onion'],
]
const malformed = [
  'https://me:pw@a.example',
  'https://a.example/#x',
  'ftp://a.example',
  'your-app',
  'https://',
  '//x',
]

test(`${forbidden.length} forms of private hosts are refused with one code and one message`, async () => {
  assert.ok(forbidden.length >= 60)
  const rest = app.rest(await (await app.addTenant()).token())
  for (const host of forbidden) {
    const { status, body } = await rest.post('/api/webhooks/subscriptions', {
      url: `https://${host}/hook`,
      events: ['*'],
    })
    assert.equal([status, body.code], [422, 'url_not_allowed'], host)
    assert.is(body.detail, 'url: must lead to a host on the public internet', host)
    assert.is(body.errors[0].path, 'url')
  }
  for (const url of malformed) {
    const { status, body } = await rest.post('/api/webhooks/subscriptions', { url, events: ['*'] })
    assert.equal([status, body.code, body.errors[0].path], [422, 'url_not_allowed', 'url'], url)
  }
  assert.equal((await rest.get('/api/webhooks/subscriptions')).body.data, [])
})

test('public addresses, and names that lead nowhere yet, are taken', async () => {
  const owner = await (await app.addTenant()).token()
  await app.rest(owner).send('PUT', '/api/customer-portal/plan', { plan: 'enterprise' })
  for (const host of [
    '8.8.8.8',
    '[2606:4700:4700::1111]',
    'your-app.com',
    '11.0.0.1',
    '172.32.0.1',
    '192.0.1.1',
  ])
    assert.is(
      (await app.rest(owner).post('/api/webhooks/subscriptions', { url: `https://${host}/x`, events: ['*'] }))
        .status,
      201,
      host,
    )
})

test('tRPC refuses the same, and names the field', async () => {
  const { webhooks } = app.trpc(await (await app.addTenant()).token())
  const failure = await webhooks.createSubscription
    .mutate({ url: 'https://169.254.169.254', events: ['*'] })
    .then(
      () => null,
      (error) => error.data,
    )
  assert.equal([failure.failure, failure.errors[0].path], ['url_not_allowed', 'url'])
})

test('a range that the operator allows may be called, and no more than that', async () => {
  const { find } = createOutbound(['127.0.0.0/8', 'fd00::/8'])
  const states = await Promise.all(
    ['127.0.0.1', '[::ffff:127.0.0.1]', '[fd00::1]', '10.0.0.1', '[::1]'].map(
      async (host) => (await find(host)).state,
    ),
  )
  assert.equal(states, ['allowed', 'allowed', 'allowed', 'forbidden', 'forbidden'])
})

test('a name is judged by all of its addresses, and one is enough to refuse it', async () => {
  const names: Record<string, string[]> = {
    'both.example': ['8.8.8.8', '10.0.0.1'],
    'good.example': ['8.8.8.8', '2606:4700:4700::1111'],
    'none.example': [],
  }
  const { find } = createOutbound([], async (host) => names[host] ?? Promise.reject(new Error('ENOTFOUND')))
  assert.equal(await find('good.example'), { state: 'allowed', addresses: names['good.example'] })
  assert.equal(await find('both.example'), { state: 'forbidden' })
  for (const host of ['none.example', 'lost.example']) assert.equal(await find(host), { state: 'unknown' })
})

test.run()
