import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { type StubModel, startModel } from './support/model.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('tools of a model')
let app: TestApp
let tenant: TestTenant
let owner: Rest
let model: StubModel

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const hours = Object.fromEntries(days.map((day) => [day, [{ opens: '09:00', closes: '12:00' }]]))
const date = Temporal.Now.plainDateISO('Europe/London').add({ days: 20 })

test.before(async () => {
  model = await startModel()
  app = await startApp({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'stub' })
})
test.before.each(async () => {
  model.sent.length = 0
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
test.after(async () => {
  await app.stop()
  await model.stop()
})

const visit =
  (session_id = randomUUID()) =>
  async (message: string) =>
    (await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })).body
const calls = (name: string, given: object) => ({ calls: [{ name, arguments: JSON.stringify(given) }] })
const held = async () => (await owner.get('/api/appointments?status=held')).body.data
const trace = async (conversationId: string) =>
  (await owner.get(`/api/conversations/${conversationId}/traces`)).body.data[0]

test('a wish that only a model hears opens the form, with what the visitor has said before what it says', async () => {
  model.respond(calls('book_appointment', { service: 'Check-up', date: date.toString() }))
  const say = visit()
  const first = await say('Could you squeeze me in some time? My molar hurts')
  assert.match(first.reply, '1. ')
  assert.match(first.reply, '09:00')
  assert.equal(await held(), [], 'nothing is held on the word of a model')
  const told = await trace(first.conversationId)
  assert.equal([told.engine, told.model.tools], ['model', [{ name: 'book_appointment', outcome: 'used' }]])
  assert.match((await say('1')).reply, 'What is your name')
  assert.is((await held()).length, 1)
  await say('Sam Okafor')
  await say('sam@example.com')
  assert.equal((await say('yes')).actions, [{ type: 'appointment_booked', reason: null }])
})

test('free times are shown by the rules, never told by a model', async () => {
  model.respond(calls('find_slots', { service: 'Teeth whitening' }))
  assert.match((await visit()('When could I come by for my teeth?')).reply, 'Which day would suit you')
  model.respond(calls('find_slots', {}))
  assert.match((await visit()('When could I come by?')).reply, '1. Check-up\n2. Teeth whitening')
  const named = ({ tools }: { tools?: { function: { name: string } }[] }) =>
    tools?.map((tool) => tool.function.name)
  assert.ok(named(model.sent[0] ?? {})?.includes('find_slots'))
})

test('what a business does not have, or a day that is none, is not taken from a model', async () => {
  model.respond(calls('book_appointment', { service: 'Surgery', date: '9999-12-31' }))
  assert.match((await visit()('Could you squeeze me in?')).reply, '1. Check-up\n2. Teeth whitening')
  model.respond(calls('book_appointment', { service: 'Check-up', date: '9999-12-31' }))
  assert.match((await visit()('Could you squeeze me in?')).reply, 'Which day would suit you')
  await owner.send('PUT', '/api/customer-portal/business-profile', { services: [] })
  model.respond((sent) =>
    sent.messages.some(({ role }) => role === 'tool')
      ? { text: 'A check-up costs £68 [1].' }
      : calls('book_appointment', {}),
  )
  const turn = await visit()('Could you squeeze me in for a check-up?')
  assert.is(turn.reply, 'A check-up costs £68.')
  assert.equal((await trace(turn.conversationId)).model.tools, [
    { name: 'book_appointment', outcome: 'refused' },
  ])
})

test('a lead is asked for field by field, kept when it is confirmed, and holds what the visitor has said', async () => {
  model.respond(calls('create_lead', { name: 'Mallory Evil' }))
  const say = visit()
  assert.match((await say('It would be good to hear back about implants')).reply, 'How can we reach you')
  assert.match((await say('sam@example.com')).reply, 'What is your name')
  const summary = await say('Sam Okafor')
  for (const line of ['Name: Sam Okafor', 'E-mail: sam@example.com', 'About: It would be good to hear back'])
    assert.match(summary.reply, line)
  assert.equal((await owner.get('/api/leads')).body.data, [])
  assert.equal((await say('yes')).actions, [{ type: 'lead_created', reason: null }])
  const [lead] = (await owner.get('/api/leads')).body.data
  assert.equal([lead.name, lead.email], ['Sam Okafor', 'sam@example.com'])
})

test('who does not say how they can be reached is answered as ever, and keeps nothing by a no', async () => {
  model.respond(calls('create_lead', {}))
  const say = visit()
  await say('It would be good to hear back about implants')
  model.respond({ text: 'A check-up costs £68 [1].' })
  assert.is((await say('How much is a check-up?')).reply, 'A check-up costs £68.')
  assert.match((await say('no thanks')).reply, "I won't pass it on")
  assert.equal((await owner.get('/api/leads')).body.data, [])
})

test('a person is asked for in the department that a model names, where it is one and no topic says another', async () => {
  const departments = [{ name: 'Billing', topics: ['invoice'] }, { name: 'Nurses' }]
  const { id } = (await owner.post('/api/personas', { name: 'Bea', workflow: { departments } })).body
  await owner.post(`/api/personas/${id}/publish`)
  const asked = async (message: string, department: string) => {
    model.respond(calls('escalate', { department }))
    await visit()(message)
    return (await owner.get('/api/escalations')).body.data[0].department
  }
  assert.is(await asked('My gum is swollen, what now', 'Nurses'), 'Nurses')
  assert.is(await asked('There is something odd in the invoice of my aunt', 'Nurses'), 'Billing')
  assert.is(await asked('My gum is swollen, what now', 'Root'), null)
})

test.run()
