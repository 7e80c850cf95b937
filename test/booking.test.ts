import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import * as assert from 'uvu/assert'
import { whenIn } from '../server/domain/bob/booking/when.ts'
import { wishesAppointment } from '../server/domain/bob/booking/wish.ts'
import { catalogue } from '../server/domain/events/contract.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('booking with Bob')
let app: TestApp
let tenant: TestTenant
let owner: Rest

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const hours = Object.fromEntries(days.map((day) => [day, [{ opens: '09:00', closes: '12:00' }]]))
const date = Temporal.Now.plainDateISO('Europe/London').add({ days: 20 })
const day = `${date.day} ${date.toLocaleString('en-GB', { month: 'long' })}`
const at = (clock: string) =>
  new Date(
    date.toZonedDateTime({ timeZone: 'Europe/London', plainTime: clock }).epochMilliseconds,
  ).toISOString()

test.before(async () => {
  app = await startApp()
})
test.before.each(async () => {
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
  owner = app.rest(await tenant.token())
  await owner.send('PUT', '/api/customer-portal/business-profile', {
    hours,
    services: [
      { name: 'Check-up', durationMinutes: 30 },
      { name: 'Teeth whitening', durationMinutes: 60 },
    ],
  })
})
test.after(() => app.stop())

const visit =
  (session_id = randomUUID()) =>
  async (message: string) =>
    (await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })).body
const booked = async () => (await owner.get('/api/appointments?status=booked')).body.data
const held = async () => (await owner.get('/api/appointments?status=held')).body.data

test('an appointment is made one question at a time, held meanwhile, and told of once', async () => {
  const say = visit()
  const what = await say('I would like to book an appointment please')
  assert.match(what.reply, '1. Check-up\n2. Teeth whitening')
  assert.match((await say('the whitening')).reply, 'Which day would suit you')
  const times = await say(`on ${day}`)
  assert.match(times.reply, /1\. \w+day,? \d+ \w+ at 09:00|1\. .*09:00/)
  assert.match((await say('2')).reply, 'What is your name')
  assert.is((await held()).length, 1)
  assert.match((await say('Sam Okafor')).reply, 'How can we reach you')
  const summary = await say('sam@example.com')
  for (const line of ['For: Teeth whitening', 'Name: Sam Okafor', 'E-mail: sam@example.com'])
    assert.match(summary.reply, line)
  assert.equal(await booked(), [])
  const done = await say('yes please')
  assert.equal(done.actions, [{ type: 'appointment_booked', reason: null }])
  const [appointment] = await booked()
  assert.equal(
    [appointment.service, appointment.name, appointment.email, appointment.conversationId],
    ['Teeth whitening', 'Sam Okafor', 'sam@example.com', done.conversationId],
  )
  const [event] = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx<{ data: object }[]>`select data from events where event = 'appointment.booked'`,
  )
  catalogue['appointment.booked'].data.parse(event?.data)
  assert.match((await say('How much is a check-up?')).reply, '£68')
})

test('who says all of it at once is asked for the rest only', async () => {
  const say = visit()
  const first = await say(
    `Can I book a check-up appointment on ${day} at 10:30? I'm Ana Ruiz, ana@example.com`,
  )
  assert.match(first.reply, 'For: Check-up')
  await say('yes')
  const [appointment] = await booked()
  assert.equal([appointment.startsAt, appointment.name], [at('10:30'), 'Ana Ruiz'])
})

test('what is taken is not offered, and what is taken meanwhile is offered anew', async () => {
  await owner.post('/api/appointments', { service: 'Check-up', startsAt: at('10:30') })
  const say = visit()
  const refused = await say(`I want to book a check-up appointment on ${day} at 10:30`)
  assert.match(refused.reply, 'That time is not free')
  assert.not.match(refused.reply, '10:30')
  assert.match((await say('at 11:00')).reply, 'What is your name')
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update appointments set held_until = now() - interval '1 second' where status = 'held'`,
  )
  await owner.post('/api/appointments', { service: 'Check-up', startsAt: at('11:00') })
  await say('Sam')
  await say('sam@example.com')
  assert.match((await say('yes')).reply, 'That time is not free')
  assert.is((await booked()).length, 2)
})

test('questions in between are answered, another day may be named, and a no books nothing', async () => {
  const say = visit()
  await say('I want to make an appointment for a check-up')
  assert.match((await say('How much is a check-up?')).reply, '£68')
  await say(`${day}`)
  assert.match((await say('how about 4 days later? no, on 1 january 2040')).reply, /free/)
  await say('1')
  assert.is((await held()).length, 1)
  assert.match((await say('no thanks')).reply, 'booked nothing')
  assert.equal([(await held()).length, (await booked()).length], [0, 0])
})

test('of twenty visitors who want one place, one has it', async () => {
  const visitors = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const say = visit()
      return (await say(`I want to book a check-up appointment on ${day} at 09:00`)).reply as string
    }),
  )
  assert.is(visitors.filter((reply) => reply.includes('What is your name')).length, 1)
  assert.is(visitors.filter((reply) => reply.includes('That time is not free')).length, 19)
})

test('it is done in the language of the visitor', async () => {
  const say = visit()
  assert.match((await say('Quisiera pedir una cita')).reply, '¿Para qué sería?')
  assert.match((await say('1')).reply, '¿Qué día')
  assert.match((await say('mañana a las 10:00')).reply, '¿Cómo se llama?')
})

test('a try with a test key holds and books nothing', async () => {
  const { body } = await owner.post('/api/chat/session', {})
  const say = async (message: string) =>
    (await owner.post('/api/chat/message', { session_id: body.session_id, message })).body
  await say(`I want to book a check-up appointment on ${day} at 09:00`)
  for (const message of ['Sam', 'sam@example.com']) await say(message)
  assert.equal((await say('yes')).actions, [{ type: 'appointment_booked', reason: null }])
  assert.equal([(await held()).length, (await booked()).length], [0, 0])
})

test('without services that can be booked nothing is promised', async () => {
  await owner.send('PUT', '/api/customer-portal/business-profile', { services: [{ name: 'Advice' }] })
  const turn = await visit()('I would like to book an appointment please')
  assert.not.match(turn.reply, /suit you|What is it for/)
})

test('wishes are told from questions about appointments, in four languages', () => {
  for (const [text, language] of [
    ['I would like to book an appointment', 'en'],
    ['can i make an appointment for tomorrow?', 'en'],
    ['Quiero reservar una cita', 'es'],
    ['Ich möchte einen Termin vereinbaren', 'de'],
    ['Ich brauche einen Termin', 'de'],
    ['Je voudrais prendre rendez-vous', 'fr'],
  ] as const)
    assert.ok(wishesAppointment(text, language), text)
  for (const [text, language] of [
    ['How do I book an appointment?', 'en'],
    ['I need to cancel my appointment', 'en'],
    ['Do I need an appointment?', 'en'],
    ['What happens if I miss my appointment?', 'en'],
    ['¿Cómo puedo reservar una cita?', 'es'],
    ['Wie kann ich einen Termin absagen?', 'de'],
    ['Comment prendre rendez-vous ?', 'fr'],
    ['I want to talk about prices', 'en'],
  ] as const)
    assert.not.ok(wishesAppointment(text, language), text)
})

test('days and times are read by the clock of the business', () => {
  const now = new Date('2026-11-29T11:30:00Z')
  for (const [text, language, zone, day, time] of [
    ['next friday at 3pm', 'en', 'Europe/London', '2026-12-04', '15:00'],
    ['morgen', 'de', 'Europe/Berlin', '2026-11-30', null],
    ['vendredi à 15h', 'fr', 'Europe/Paris', '2026-12-04', '15:00'],
    ['tomorrow at 9:00', 'en', 'Pacific/Tongatapu', '2026-12-01', '09:00'],
  ] as const) {
    const when = whenIn(text, language, zone, now)
    assert.equal([when?.day, when?.time], [day, time], text)
  }
  assert.is(whenIn('2', 'en', 'UTC', now), null)
})

test.run()
