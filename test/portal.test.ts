import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('business profile and onboarding')
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

const path = '/api/customer-portal/business-profile'
const read = async (token = owner) => (await app.rest(token).get(path)).body
const change = (body: object, token = owner) => app.rest(token).send('PUT', path, body)

const whole = {
  name: 'Bright Lane Dental',
  timeZone: 'Pacific/Tongatapu',
  contact: { email: 'desk@example.com', phone: '+44 20 7946 0018', website: 'https://example.com/contact' },
  address: { street: '1 Bright Lane', postalCode: 'N1 7AA', city: 'London', region: null, country: 'GB' },
  hours: {
    monday: [
      { opens: '08:00', closes: '12:00' },
      { opens: '13:00', closes: '17:30' },
    ],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [{ opens: '20:00', closes: '24:00' }],
    saturday: [{ opens: '00:00', closes: '02:00' }],
    sunday: [],
  },
  holidays: [
    { date: '2026-12-25', name: 'Christmas', hours: [] },
    { date: '2026-12-31', name: 'New Year’s Eve', hours: [{ opens: '08:00', closes: '12:00' }] },
  ],
  departments: [{ name: 'Reception', email: 'desk@example.com', phone: null }],
  services: [{ name: 'Check-up', durationMinutes: 30, price: '£68' }],
}

test('a profile is kept as it was sent, and what is left out stays', async () => {
  assert.equal((await read()).services, [])
  const { status, body } = await change(whole)
  assert.equal([status, body], [200, whole])
  const { body: renamed } = await change({ name: 'Brighter Lane' })
  assert.equal(renamed, { ...whole, name: 'Brighter Lane' })
  assert.equal(await read(), renamed)
  assert.equal((await change({})).body, renamed)
  const [entry] = (await app.trpc(owner).audit.list.query({ limit: 1 })).data
  assert.equal([entry?.action, entry?.details], ['profile.update', { changed: [] }])
})

test('changes at once keep each other', async () => {
  await Promise.all([
    change({ services: whole.services }),
    change({ hours: whole.hours }),
    change({ departments: whole.departments }),
    change({ contact: whole.contact }),
  ])
  const { services, hours, departments, contact } = await read()
  assert.equal(
    { services, hours, departments, contact },
    { services: whole.services, hours: whole.hours, departments: whole.departments, contact: whole.contact },
  )
})

const bad: [string, object, string][] = [
  ['a time zone that is none', { timeZone: 'Mars/Base' }, 'timeZone'],
  ['an offset instead of a time zone', { timeZone: '+01:00' }, 'timeZone'],
  ['an e-mail address that is none', { contact: { email: 'desk' } }, 'contact.email'],
  ['a phone number that is none', { contact: { phone: 'call me' } }, 'contact.phone'],
  ['a website that runs a script', { contact: { website: 'javascript:alert(1)' } }, 'contact.website'],
  ['a country that is none', { address: { street: 'a', city: 'b', country: 'England' } }, 'address.country'],
  [
    'hours that end before they begin',
    { hours: { monday: [{ opens: '12:00', closes: '09:00' }] } },
    'hours.monday.0',
  ],
  [
    'an hour that is none',
    { hours: { monday: [{ opens: '25:00', closes: '26:00' }] } },
    'hours.monday.0.opens',
  ],
  [
    'hours that overlap',
    {
      hours: {
        monday: [
          { opens: '09:00', closes: '12:00' },
          { opens: '11:00', closes: '13:00' },
        ],
      },
    },
    'hours.monday',
  ],
  ['a date that is none', { holidays: [{ date: '2026-02-30', name: 'x' }] }, 'holidays.0.date'],
  [
    'a date twice',
    {
      holidays: [
        { date: '2026-12-25', name: 'x' },
        { date: '2026-12-25', name: 'y' },
      ],
    },
    'holidays',
  ],
  ['a service twice', { services: [{ name: 'Cut' }, { name: 'CUT' }] }, 'services'],
  ['too many services', { services: Array.from({ length: 201 }, (_, i) => ({ name: `s${i}` })) }, 'services'],
]
for (const [what, body, field] of bad)
  test(`refused: ${what}`, async () => {
    const refused = await change(body)
    assert.equal([refused.status, refused.body.errors?.[0]?.path], [422, field])
    const trpc = await app
      .trpc(owner)
      .profile.update.mutate(body as never)
      .catch((error) => error.data)
    assert.equal([trpc.failure, trpc.errors[0].path], ['invalid_input', field])
  })

test('unknown fields are refused, hostile text is kept as text, and only who may changes it', async () => {
  assert.is((await change({ tenantId: tenant.id })).body.code, 'unknown_field')
  assert.is((await change({ contact: { fax: '1' } })).body.code, 'unknown_field')
  const name = '</script><img src=x onerror=alert(1)>\u2028'
  assert.is((await change({ name })).body.name, name)
  for (const role of ['agent', 'viewer'] as const) {
    const token = await tenant.token(role)
    assert.is((await change({ name: 'x' }, token)).status, 403)
    assert.is((await read(token)).name, name)
  }
})

test('tRPC reads and writes the same', async () => {
  const { profile } = app.trpc(owner)
  assert.equal(await profile.update.mutate(whole), whole)
  assert.equal(await profile.get.query({}), await read())
})

test('onboarding shows what is done, by what, and what is left', async () => {
  const look = async () => (await app.rest(owner).get('/api/customer-portal/onboarding')).body
  const done = async () =>
    (await look()).prerequisites
      .filter((item: { done: boolean }) => item.done)
      .map(({ id }: { id: string }) => id)
  const first = await look()
  assert.equal(
    first.prerequisites.map(({ title }: { title: string }) => title),
    [
      'Tenant created',
      'Business profile completed',
      'Website or channel configured',
      'API credentials generated',
      'Allowed origins configured',
      'Test conversation completed',
    ],
  )
  assert.equal(await done(), ['tenant_created', 'api_credentials_generated'])
  assert.is(
    first.prerequisites[1].evidence,
    'Fill in an e-mail address or a phone number, an address, opening hours.',
  )
  assert.equal([first.complete, first.prerequisites[1].doneAt], [false, null])

  await change(whole)
  assert.ok((await done()).includes('business_profile_completed'))
  const origin = 'https://bright-lane.example'
  await app.rest(owner).send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [{ origin, environment: 'test' }],
  })
  const { keys } = (await app.rest(owner).get('/api/customer-portal/widget-code')).body
  const { key } = keys.find(({ environment }: { environment: string }) => environment === 'test')
  const { body: turn } = await app
    .rest(undefined, { origin, 'x-widget-key': key })
    .post('/api/widget/chat', { message: 'Hi', session_id: randomUUID() })
  const last = await look()
  assert.is(last.complete, true)
  assert.match(last.prerequisites[4].evidence, origin)
  assert.match(last.prerequisites[5].evidence, turn.conversationId)
  for (const { doneAt } of last.prerequisites) assert.match(doneAt, /^\d{4}-\d{2}-\d{2}T.*Z$/)
  assert.equal(await app.trpc(owner).onboarding.get.query({}), last)
})

test('onboarding of one business knows nothing of another', async () => {
  const other = await app.addTenant()
  await app.rest(await other.token()).send('PUT', path, whole)
  const { prerequisites } = (await app.rest(owner).get('/api/customer-portal/onboarding')).body
  assert.is(prerequisites[1].done, false)
})

test.run()
