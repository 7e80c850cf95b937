import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { contactIn, nameIn, nameSaid } from '../server/domain/bob/lead/contact.ts'
import { catalogue } from '../server/domain/events/contract.ts'
import { leftMs } from '../server/domain/inbox/mind-waiting.ts'
import { countryOf } from '../server/domain/profile/country-of.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { runJob } from './support/ledger.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('leads')
let app: TestApp
let tenant: TestTenant
let owner: Rest

test.before(async () => {
  app = await startApp()
})
test.before.each(async () => {
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
  owner = app.rest(await tenant.token())
})
test.after(() => app.stop())

const visit =
  (session_id = randomUUID()) =>
  async (message: string) =>
    (await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })).body
const leads = async () => (await owner.get('/api/leads')).body.data
const events = () =>
  app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx<{ data: object }[]>`select data from events where event = 'lead.created' order by xid, id`,
  )

test('a visitor who leaves an address is asked for the rest one at a time, and it is confirmed', async () => {
  const say = visit()
  assert.match(
    (await say('You can reach me at Sam.Okafor@Example.com')).reply,
    'noted sam.okafor@example.com. What is your name',
  )
  assert.match((await say("I'm Sam Okafor")).reply, 'Thank you, Sam Okafor. What is it about')
  const summary = await say('I would like to have my teeth whitened')
  for (const line of [
    'Name: Sam Okafor',
    'E-mail: sam.okafor@example.com',
    'About: I would like to have my teeth whitened',
  ])
    assert.match(summary.reply, line)
  assert.equal(await leads(), [], 'not before it is confirmed')
  const kept = await say('yes')
  assert.equal(kept.actions, [{ type: 'lead_created', reason: null }])
  assert.match(kept.reply, 'The team of Test business has it')
  const [lead, ...others] = await leads()
  assert.equal(
    [lead.name, lead.email, lead.phone, lead.interest, lead.source, lead.status, others.length],
    [
      'Sam Okafor',
      'sam.okafor@example.com',
      null,
      'I would like to have my teeth whitened',
      'chat',
      'new',
      0,
    ],
  )
  assert.is(lead.conversationId, kept.conversationId)
  const [event] = await events()
  catalogue['lead.created'].data.parse(event?.data)
  assert.match((await say('How much is a check-up?')).reply, '£68')
})

test('what somebody has said already is not asked again, and a question in between is answered', async () => {
  const say = visit()
  assert.match(
    (await say('My name is Ana Ruiz, call me on +44 20 7946 0958')).reply,
    'Thank you, Ana Ruiz. What is it',
  )
  assert.match((await say('How much is a check-up?')).reply, '£68')
  assert.match((await say('Moving my appointment to another branch')).reply, 'Phone: +442079460958')
  assert.match((await say('actually ana@example.com is better')).reply, 'E-mail: ana@example.com')
  await say('yes please')
  const [lead] = await leads()
  assert.equal([lead.email, lead.phone], ['ana@example.com', '+442079460958'])
})

test('who says no is not passed on, and who will not say a name is asked on', async () => {
  const say = visit()
  await say('sam@example.com')
  assert.match((await say('no thanks')).reply, 'What is it about')
  assert.match((await say('Prices for a group of twenty')).reply, 'Is that right')
  assert.match((await say('no')).reply, "won't pass it on")
  assert.equal(await leads(), [])
  assert.is((await events()).length, 0)
})

test('somebody who is known is the same lead, and is told of once', async () => {
  for (const need of ['A crown for my tooth', 'Whitening before a wedding']) {
    const say = visit()
    await say('sam@example.com')
    await say('Sam')
    await say(need)
    await say('yes')
  }
  const found = await leads()
  assert.equal(
    found.map(({ interest }: { interest: string }) => interest),
    ['Whitening before a wedding'],
  )
  assert.is((await events()).length, 1)
})

test('of many who are the same at once, one lead and one event come', async () => {
  const ready = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const say = visit()
      await say('sam@example.com')
      await say('Sam')
      await say('Whitening before a wedding')
      return say
    }),
  )
  await Promise.all(ready.map((say) => say('yes')))
  assert.is((await leads()).length, 1)
  assert.is((await events()).length, 1)
})

test('who goes away before saying yes is kept all the same, once', async () => {
  const say = visit()
  await say('sam@example.com')
  await say('Sam')
  await runJob(app, 'conversations.mindWaiting', new Date(Date.now() + leftMs - 60_000))
  assert.equal(await leads(), [])
  const later = new Date(Date.now() + leftMs + 60_000)
  await runJob(app, 'conversations.mindWaiting', later)
  await runJob(app, 'conversations.mindWaiting', later)
  const found = await leads()
  assert.equal([found.length, found[0].name, found[0].interest], [1, 'Sam', null])
  assert.is((await events()).length, 1)
})

test('a number without a country is one of where the business is', async () => {
  await owner.send('PUT', '/api/customer-portal/business-profile', {
    address: { street: '1 High Street', city: 'Bristol', country: 'GB' },
  })
  const say = visit()
  assert.match((await say('my number is 020 7946 0958')).reply, '+442079460958')
})

test('the conversation goes on in the language of the visitor', async () => {
  const say = visit()
  assert.match((await say('mi correo es sam@example.com')).reply, '¿Cómo se llama?')
  assert.match((await say('Sam')).reply, '¿De qué se trata?')
})

test('a try with a test key makes no lead', async () => {
  const { body: session } = await owner.post('/api/chat/session', {})
  const say = async (message: string) =>
    (await owner.post('/api/chat/message', { session_id: session.session_id, message })).body
  await say('sam@example.com')
  await say('Sam')
  await say('Whitening before a wedding')
  assert.equal((await say('yes')).actions, [{ type: 'lead_created', reason: null }])
  assert.equal(await leads(), [])
})

test('the team says how far it is with a lead; who may not read leads does not', async () => {
  const say = visit()
  for (const message of ['sam@example.com', 'Sam', 'Whitening before a wedding', 'yes']) await say(message)
  const [{ id }] = await leads()
  const changed = await owner.send('PATCH', `/api/leads/${id}`, { status: 'contacted' })
  assert.is(changed.body.status, 'contacted', changed.text)
  assert.is((await owner.get('/api/leads?status=new')).body.data.length, 0)
  assert.is((await owner.get(`/api/leads/${id}`)).body.email, 'sam@example.com')
  const viewer = app.rest(await tenant.token('viewer'))
  assert.is((await viewer.get('/api/leads')).status, 200)
  assert.is((await viewer.send('PATCH', `/api/leads/${id}`, { status: 'closed' })).status, 403)
})

test('who asks for a person and says how they can be reached is kept at once, for that person', async () => {
  const say = visit()
  const turn = await say("I want to speak to a human please, I'm Sam Okafor, my number is +44 117 496 0123")
  assert.equal(turn.actions, [
    { type: 'escalated', reason: 'human' },
    { type: 'lead_created', reason: null },
  ])
  const [lead] = await leads()
  assert.equal(
    [lead.name, lead.phone, lead.conversationId],
    ['Sam Okafor', '+441174960123', turn.conversationId],
  )
  const [escalation] = (await owner.get('/api/escalations')).body.data
  assert.is(escalation.summary.contact.phone, '+441174960123')
})

test('a number without a country is one of where the business is, by its address or its clock', async () => {
  for (const [timeZone, country] of [
    ['Europe/Berlin', 'DE'],
    ['Europe/London', 'GB'],
    ['America/Chicago', 'US'],
    ['Asia/Kolkata', 'IN'],
    ['UTC', null],
  ] as const)
    assert.is(countryOf(timeZone), country, timeZone)
  await owner.send('PUT', '/api/customer-portal/business-profile', { timeZone: 'Europe/Berlin' })
  const say = visit()
  await say('You can call me on 030 901820')
  await say('Sam')
  await say('teeth')
  await say('yes')
  assert.is((await leads())[0]?.phone, '+4930901820')
})

test('contacts and names are read as people write them', () => {
  for (const [text, email, phone] of [
    ['write to <Sam@Example.co.uk>, please', 'sam@example.co.uk', null],
    ['(sam+tag@example.com)', 'sam+tag@example.com', null],
    ['not@an', null, null],
    ['0117 496 0123', null, '+441174960123'],
    ['+49 30 901820', null, '+4930901820'],
    ['order 12345', null, null],
    [`${'a'.repeat(5_000)}@example.com`, null, null],
  ] as const)
    assert.equal(contactIn(text, 'GB'), { email, phone }, text)
  for (const [text, name] of [
    ['My name is Sam Okafor, sam@example.com', 'Sam Okafor'],
    ["hi, I'm sam and I need help", 'sam'],
    ["je m'appelle Zoë d'Arc", "Zoë d'Arc"],
    ['ich heiße Jürgen Groß', 'Jürgen Groß'],
    ['sam@example.com', null],
  ] as const)
    assert.is(nameIn(text), name, text)
  assert.is(nameSaid('Sam Okafor.'), 'Sam Okafor')
  assert.is(nameSaid('what do you need it for?'), null)
})

test.run()
