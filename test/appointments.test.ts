import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import * as assert from 'uvu/assert'
import { findSlots } from '../server/domain/appointments/slots.ts'
import { catalogue } from '../server/domain/events/contract.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('appointments')
let app: TestApp
let tenant: TestTenant
let agent: Rest
let owner: Rest

const never = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
const always = Object.fromEntries(
  Object.keys(never).map((day) => [day, [{ opens: '09:00', closes: '12:00' }]]),
)
/** Next month, so that nothing has passed. */
const day = Temporal.Now.plainDateISO('Europe/London').add({ days: 30 }).toString()
const at = (clock: string, date = day) =>
  new Date(
    Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime('Europe/London').epochMilliseconds,
  ).toISOString()

test.before(async () => {
  app = await startApp()
})
test.before.each(async () => {
  tenant = await app.addTenant()
  owner = app.rest(await tenant.token())
  agent = app.rest(await tenant.token('agent'))
  const profile = await owner.send('PUT', '/api/customer-portal/business-profile', {
    hours: always,
    services: [
      { name: 'Check-up', durationMinutes: 30, price: '£68' },
      { name: 'Crown', durationMinutes: 90 },
      { name: 'Advice' },
    ],
  })
  assert.is(profile.status, 200, profile.text)
})
test.after(() => app.stop())

const book = (body: object, rest = agent) =>
  rest.post('/api/appointments', { service: 'Check-up', startsAt: at('09:00'), name: 'Sam', ...body })
const slots = async (query: string) =>
  (await agent.get(`/api/appointments/slots?service=Check-up&from=${day}&days=1${query}`)).body.slots.map(
    ({ local }: { local: string }) => local.slice(11),
  )
const hire = async (body: object) => (await owner.post('/api/staff', body)).body
const events = () =>
  app.parts.database.tenant(
    tenant.uuid,
    (tx) =>
      tx<{ event: string; data: Record<string, unknown> }[]>`select event, data from events order by xid, id`,
  )

test('what is open is offered, and what is booked is not', async () => {
  assert.equal(await slots(''), [
    '09:00',
    '09:15',
    '09:30',
    '09:45',
    '10:00',
    '10:15',
    '10:30',
    '10:45',
    '11:00',
    '11:15',
    '11:30',
  ])
  const booked = await book({ startsAt: at('10:00'), email: 'sam@example.com' })
  assert.is(booked.status, 201, booked.text)
  assert.equal(
    [booked.body.status, booked.body.startsAt, booked.body.endsAt, booked.body.timeZone, booked.body.staff],
    ['booked', at('10:00'), at('10:30'), 'Europe/London', null],
  )
  assert.equal(await slots(''), ['09:00', '09:15', '09:30', '10:30', '10:45', '11:00', '11:15', '11:30'])
  const [event] = await events()
  assert.is(event?.event, 'appointment.booked')
  catalogue['appointment.booked'].data.parse(event?.data)
  assert.equal([event?.data.service, event?.data.name], ['Check-up', 'Sam'])
})

test('what is not open, has passed or is no service is refused', async () => {
  for (const [body, status, code] of [
    [{ startsAt: at('11:45') }, 409, 'slot_taken'],
    [{ startsAt: at('08:45') }, 409, 'slot_taken'],
    [{ startsAt: '2020-01-01T10:00:00.000Z' }, 422, 'invalid_input'],
    [{ service: 'Advice' }, 422, 'invalid_input'],
    [{ service: 'Nothing' }, 422, 'invalid_input'],
    [{ staffId: 'staff_01h455vb4pex5vsknk084sn02q' }, 404, 'not_found'],
  ] as const) {
    const answer = await book(body)
    assert.equal([answer.status, answer.body.code], [status, code], answer.text)
  }
  const viewer = app.rest(await tenant.token('viewer'))
  assert.is((await viewer.get('/api/appointments')).status, 403)
})

test('of hundreds who race for one place, one gets it', async () => {
  const answers: number[] = []
  for (let i = 0; i < 5; i++)
    answers.push(...(await Promise.all(Array.from({ length: 100 }, async () => (await book({})).status))))
  assert.is(answers.filter((status) => status === 201).length, 1)
  assert.ok(
    answers.every((status) => [201, 409, 503].includes(status)),
    [...new Set(answers)].join(),
  )
  assert.is((await agent.get('/api/appointments')).body.data.length, 1)
  assert.is((await events()).length, 1)
})

test('several of the staff are booked side by side, each for what they give and when they work', async () => {
  const late = { ...never, [dayName()]: [{ opens: '11:00', closes: '13:00' }] }
  const ana = await hire({ name: 'Ana', services: ['check-up'] })
  const ben = await hire({ name: 'Ben', hours: late })
  assert.equal((await slots('')).slice(-3), ['12:00', '12:15', '12:30'])
  const two = await Promise.all([book({ startsAt: at('11:00') }), book({ startsAt: at('11:00') })])
  assert.equal(two.map(({ body }) => body.staff.name).sort(), ['Ana', 'Ben'])
  assert.is((await book({ startsAt: at('11:00') })).body.code, 'slot_taken')
  assert.is((await book({ service: 'Crown', startsAt: at('09:00') })).body.code, 'slot_taken')
  assert.is((await book({ service: 'Crown', staffId: ana.id })).status, 404)
  assert.is((await book({ service: 'Crown', startsAt: at('11:30') })).body.staff?.name, 'Ben')
  await owner.send('PATCH', `/api/staff/${ben.id}`, { active: false })
  assert.is((await slots('')).at(-1), '11:30')
})

test('what is held is nobody else’s for five minutes, then anybody’s', async () => {
  const held = (await book({ hold: true })).body
  assert.is(held.status, 'held')
  assert.is((await book({})).body.code, 'slot_taken')
  assert.is((await events()).length, 0)
  const confirmed = await agent.post(`/api/appointments/${held.id}/confirm`)
  assert.equal([confirmed.body.status, confirmed.body.heldUntil], ['booked', null])
  assert.is((await agent.post(`/api/appointments/${held.id}/confirm`)).status, 200)
  assert.is((await events()).length, 1)

  const second = (await book({ startsAt: at('10:00'), hold: true })).body
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update appointments set held_until = now() - interval '1 second' where status = 'held'`,
  )
  assert.ok((await slots('')).includes('10:00'))
  assert.is((await book({ startsAt: at('10:00') })).status, 201)
  assert.is((await agent.post(`/api/appointments/${second.id}/confirm`)).body.code, 'hold_expired')
})

test('an appointment is moved or cancelled, and its place is free again', async () => {
  const { id } = (await book({})).body
  const other = (await book({ startsAt: at('10:00') })).body
  const near = await agent.post(`/api/appointments/${id}/move`, { startsAt: at('09:15') })
  assert.equal([near.status, near.body.startsAt, near.body.revision], [200, at('09:15'), 1], near.text)
  assert.is(
    (await agent.post(`/api/appointments/${id}/move`, { startsAt: at('09:45') })).body.code,
    'slot_taken',
  )
  const cancelled = await agent.post(`/api/appointments/${other.id}/cancel`)
  assert.equal([cancelled.body.status, cancelled.body.revision], ['cancelled', 1])
  assert.is((await agent.post(`/api/appointments/${id}/move`, { startsAt: at('09:45') })).status, 200)
  assert.is(
    (await agent.post(`/api/appointments/${other.id}/move`, { startsAt: at('11:00') })).body.code,
    'appointment_cancelled',
  )
  const { body } = await agent.get('/api/appointments?status=booked&limit=1')
  assert.equal([body.data.length, body.data[0].id, body.nextCursor], [1, id, null])
})

test('an appointment goes into a calendar', async () => {
  const { id } = (await book({})).body
  await agent.post(`/api/appointments/${id}/move`, { startsAt: at('10:00') })
  const { status, headers, text } = await agent.get(`/api/appointments/${id}/calendar`)
  assert.equal([status, headers.get('content-type')], [200, 'text/calendar; charset=utf-8'])
  const stamp = at('10:00').replace(/[-:]|\.000/g, '')
  for (const line of [
    'BEGIN:VCALENDAR',
    `UID:${id}@office16852`,
    'SEQUENCE:1',
    `DTSTART:${stamp}`,
    'STATUS:CONFIRMED',
  ])
    assert.match(text, line)
  await agent.post(`/api/appointments/${id}/cancel`)
  const gone = (await agent.get(`/api/appointments/${id}/calendar`)).text
  for (const line of ['METHOD:CANCEL', 'SEQUENCE:2', 'STATUS:CANCELLED']) assert.match(gone, line)
})

test('a key books once', async () => {
  const keyed = app.rest(await tenant.token('agent'), { 'idempotency-key': randomUUID() })
  const first = await book({}, keyed)
  const again = await book({}, keyed)
  assert.equal([first.status, again.status, again.body.id], [201, 201, first.body.id])
  assert.is(again.headers.get('idempotency-replayed'), 'true')
})

function dayName(): string {
  return Object.keys(never)[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? ''
}

const blocks = (...pairs: [string, string][]) => pairs.map(([opens, closes]) => ({ opens, closes }))
const alone = [{ id: 'a', hours: null, busy: [] }]
const iso = (timeZone: string, hours: object, from: string, minutes: number, holidays: object[] = []) =>
  findSlots({ timeZone, hours: { ...never, ...hours }, holidays } as never, alone, {
    from,
    days: 1,
    minutes,
    afterMs: 0,
  }).map(({ startsMs, endsMs }) =>
    [startsMs, endsMs].map((ms) => new Date(ms).toISOString().slice(11, 16)).join('-'),
  )

test('several blocks a day, holidays, and a day that ends at midnight', () => {
  const hours = { monday: blocks(['09:00', '10:00'], ['23:00', '24:00']) }
  assert.equal(iso('UTC', hours, '2026-11-30', 60), ['09:00-10:00', '23:00-00:00'])
  assert.equal(iso('UTC', hours, '2026-11-30', 60, [{ date: '2026-11-30', name: 'x', hours: [] }]), [])
  assert.equal(
    iso('UTC', {}, '2026-11-30', 60, [{ date: '2026-11-30', name: 'x', hours: blocks(['12:00', '13:00']) }]),
    ['12:00-13:00'],
  )
})

test('days on which the clock changes are as long as they are', () => {
  const sunday = { sunday: blocks(['00:00', '03:00']) }
  // 01:00 to 02:00 does not exist: two hours lie between midnight and three
  assert.equal(iso('Europe/London', sunday, '2026-03-29', 60), [
    '00:00-01:00',
    '00:15-01:15',
    '00:30-01:30',
    '00:45-01:45',
    '01:00-02:00',
  ])
  // 01:00 to 02:00 comes twice: four hours lie between midnight and three
  assert.is(iso('Europe/London', sunday, '2026-10-25', 60).length, 13)
  assert.equal(iso('Europe/London', sunday, '2026-10-25', 240), ['23:00-03:00'])
})

test('a business at UTC+13 has its own days', () => {
  const hours = { monday: blocks(['09:00', '10:00']) }
  assert.equal(iso('Pacific/Tongatapu', hours, '2026-11-30', 60), ['20:00-21:00'])
  assert.equal(iso('Pacific/Tongatapu', hours, '2026-11-29', 60), [])
})

test.run()
