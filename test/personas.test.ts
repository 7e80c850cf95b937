import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { policyVersion } from '../server/domain/bob/policy/decide.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('personas')
let app: TestApp
let tenant: TestTenant
let owner: Rest

const knowledge = '# Prices\n\nA check-up costs £68.\n\n# Insurance\n\nWe accept every insurance plan.\n'

test.before(async () => {
  app = await startApp()
})
test.before.each(async () => {
  tenant = await app.addTenant({ Handbook: knowledge })
  owner = app.rest(await tenant.token())
})
test.after(() => app.stop())

const create = async (fields: object) => (await owner.post('/api/personas', fields)).body
const publish = (id: string, body = {}) => owner.post(`/api/personas/${id}/publish`, body)
const asVisitor =
  (session_id = randomUUID()) =>
  async (message: string) =>
    (await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })).body
const live = async (fields: object) => {
  const { id } = await create({ name: 'Bea', ...fields })
  const published = await publish(id)
  assert.is(published.status, 200, published.text)
  return id as string
}

test('a persona is a draft until it is published, and Bob speaks as it from the next turn on', async () => {
  const say = asVisitor()
  assert.match((await say('hello')).reply, "I'm Bob")
  const made = await create({ name: 'Bea', signOff: 'Mind how you go.' })
  assert.equal([made.status, made.live, made.version, made.revision], ['draft', false, null, 1])
  assert.match((await say('who are you?')).reply, "I'm Bob")
  const { body } = await publish(made.id)
  assert.equal([body.status, body.live, body.version], ['published', true, 1])
  assert.match((await say('who are you?')).reply, "I'm Bea")
  assert.is((await say('goodbye')).reply, 'Mind how you go.')
})

test('what is being worked on is not heard, and who saw an old draft overwrites nothing', async () => {
  const id = await live({ greeting: 'Good day.' })
  const changed = await owner.send('PUT', `/api/personas/${id}`, { greeting: 'Hey!', revision: 1 })
  assert.equal(
    [changed.body.status, changed.body.greeting, changed.body.name, changed.body.revision],
    ['modified', 'Hey!', 'Bea', 2],
  )
  assert.is((await asVisitor()('hello')).reply, 'Good day.')
  const stale = await owner.send('PUT', `/api/personas/${id}`, { greeting: 'Yo.', revision: 1 })
  assert.equal([stale.status, stale.body.code], [409, 'revision_conflict'])
  assert.is((await publish(id, { revision: 1 })).body.code, 'revision_conflict')
  assert.is((await publish(id, { revision: 2 })).status, 200)
  assert.is((await asVisitor()('hello')).reply, 'Hey!')
})

test('one persona is live, and the live one is not deleted', async () => {
  const first = await live({ greeting: 'First.' })
  const second = await live({ greeting: 'Second.' })
  const { body } = await owner.get('/api/personas')
  assert.equal(
    body.data.map(({ id, live }: { id: string; live: boolean }) => [id, live]),
    [
      [second, true],
      [first, false],
    ],
  )
  assert.is((await owner.send('DELETE', `/api/personas/${second}`)).body.code, 'persona_live')
  assert.is((await owner.send('DELETE', `/api/personas/${first}`)).status, 204)
  assert.is((await owner.get(`/api/personas/${first}`)).status, 404)
  assert.is((await asVisitor()('hello')).reply, 'Second.')
})

test('many who publish at once leave one live, and every version kept', async () => {
  const ids = await Promise.all(
    Array.from({ length: 4 }, async (_, i) => (await create({ name: `B${i}` })).id),
  )
  const statuses = await Promise.all([...ids, ...ids, ...ids].map(async (id) => (await publish(id)).status))
  assert.equal([...new Set(statuses)], [200])
  const { body } = await owner.get('/api/personas')
  assert.is(body.data.filter(({ live }: { live: boolean }) => live).length, 1)
  for (const id of ids) {
    const { body: versions } = await owner.get(`/api/personas/${id}/versions`)
    assert.equal(
      versions.data.map(({ version }: { version: number }) => version),
      [3, 2, 1],
    )
  }
})

test('an earlier version is published again under a new number', async () => {
  const id = await live({ greeting: 'One.' })
  await owner.send('PUT', `/api/personas/${id}`, { greeting: 'Two.' })
  await publish(id)
  const back = await owner.post(`/api/personas/${id}/rollback`, { version: 1 })
  assert.equal([back.body.version, back.body.status, back.body.greeting], [3, 'published', 'One.'])
  assert.is((await asVisitor()('hello')).reply, 'One.')
  const { body } = await owner.get(`/api/personas/${id}/versions`)
  assert.equal(
    body.data.map(({ version, greeting, restoredFrom }: Record<string, unknown>) => [
      version,
      greeting,
      restoredFrom,
    ]),
    [
      [3, 'One.', 1],
      [2, 'Two.', null],
      [1, 'One.', null],
    ],
  )
  assert.is((await owner.post(`/api/personas/${id}/rollback`, { version: 9 })).status, 404)
})

test('a persona that fails a golden question is not published', async () => {
  const questions = [
    { question: 'How much is a check-up?', outcome: 'answer', contains: ['£68'] },
    { question: 'Do you accept insurance?', outcome: 'refusal' },
  ]
  const set = await owner.send('PUT', '/api/personas/golden-questions', { questions })
  assert.is(set.status, 200, set.text)
  const { id } = await create({ name: 'Bea' })
  const refused = await publish(id)
  assert.equal([refused.status, refused.body.code], [422, 'golden_questions_failed'])
  assert.equal(
    refused.body.errors.map(({ path }: { path: string }) => path),
    ['questions.1'],
  )
  assert.match(refused.body.errors[0].message, 'wanted refusal, came answer')
  assert.match((await asVisitor()('who are you?')).reply, "I'm Bob")
  await owner.send('PUT', `/api/personas/${id}`, {
    topics: { blocked: ['insurance'], refusal: 'Please ask your insurer.' },
  })
  const tried = await owner.post(`/api/personas/${id}/test`, { questions: ['hello'] })
  assert.is(tried.body.passed, true, tried.text)
  assert.equal(
    tried.body.answers.map(({ outcome, golden }: Record<string, unknown>) => [outcome, golden !== null]),
    [
      ['answer', true],
      ['refusal', true],
      ['answer', false],
    ],
  )
  assert.is((await publish(id)).status, 200)
  assert.is((await asVisitor()('Which insurances do you take?')).reply, 'Please ask your insurer.')
})

test('a test costs nothing and leaves nothing behind', async () => {
  const { id } = await create({ name: 'Bea' })
  const usage = async () => (await owner.get('/api/customer-portal/usage')).body.credits
  const before = await usage()
  await owner.post(`/api/personas/${id}/test`, { questions: ['How much is a check-up?'] })
  assert.equal(await usage(), before)
  const [kept] = await app.parts.database.tenant(tenant.uuid, (tx) => tx`select count(*) from messages`)
  assert.is(Number(kept?.count), 0)
})

test('blocked topics are refused in every form of the word, and cited by nothing', async () => {
  await live({ topics: { blocked: ['insurance plans'] } })
  const refused = await asVisitor()('Do you accept my insurance plan?')
  assert.match(refused.reply, "I can't talk about")
  assert.equal(refused.citations, [])
  assert.equal(refused.actions, [
    { type: 'refused', reason: 'blocked_topic' },
    { type: 'handoff_offered', reason: null },
  ])
  assert.match((await asVisitor()('How much is a check-up?')).reply, '£68')
})

test('approved topics bound what is quoted', async () => {
  await live({ topics: { approved: ['prices', 'check-up'] } })
  assert.match((await asVisitor()('How much is a check-up?')).reply, '£68')
  const outside = await asVisitor()('Do you accept insurance?')
  assert.equal(outside.actions[0], { type: 'refused', reason: 'outside_approved_topics' })
  assert.match((await asVisitor()('hello')).reply, 'Bea')
})

test('Bob asks for a person by himself when he has not known often enough', async () => {
  await live({ escalation: { triggers: ['repeated_failure'], failures: 2 } })
  const say = asVisitor()
  assert.equal((await say('Do you sell bicycles?')).control, 'bob')
  const second = await say('And can I rent a boat?')
  assert.equal(
    [second.control, second.actions[0]],
    ['queue', { type: 'escalated', reason: 'repeated_failure' }],
  )
  assert.match(second.reply, 'passed it on')
})

test('a topic for people is left to them, with the department that it belongs to', async () => {
  await live({
    escalation: { triggers: ['topic'], topics: ['refund'], action: 'task' },
    workflow: {
      departments: [
        { name: 'Dentists', topics: ['pain'] },
        { name: 'Accounts', topics: ['refund', 'invoice'] },
      ],
      defaultDepartment: 'Reception',
    },
  })
  const said = await asVisitor()('I would like a refund for the check-up')
  assert.equal([said.control, said.actions], ['bob', [{ type: 'escalated', reason: 'topic' }]])
  await asVisitor()('I want to talk to a human please')
  const rows = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`select reason, kind, department from escalations order by created_at`,
  )
  assert.equal(
    [...rows],
    [
      { reason: 'topic', kind: 'task', department: 'Accounts' },
      { reason: 'human', kind: 'task', department: 'Reception' },
    ],
  )
})

test('while the business is closed a handoff becomes a task, and Bob says so', async () => {
  await owner.send('PUT', '/api/customer-portal/business-profile', {
    holidays: [
      { date: new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(), name: 'Today' },
    ],
    hours: { monday: [{ opens: '09:00', closes: '17:00' }] },
  })
  const said = await asVisitor()('I want to talk to a human please')
  assert.is(said.control, 'bob')
  assert.match(said.reply, 'Nobody of Test business is there right now')
})

test('a lead form asks how the visitor can be reached, and what they leave is kept', async () => {
  await live({ escalation: { action: 'lead_form' } })
  const say = asVisitor()
  const asked = await say('I want to talk to a human please')
  assert.equal(asked.actions, [{ type: 'lead_form', reason: 'human' }])
  assert.match(asked.reply, 'e-mail address or phone number')
  assert.match((await say('sam@example.com')).reply, 'What is your name')
})

test('who complains is offered a person where the persona does not ask for one by itself', async () => {
  await live({ escalation: { triggers: [] } })
  const say = asVisitor()
  const sorry = await say('This is terrible, I want to complain about your service')
  assert.equal(sorry.actions, [{ type: 'handoff_offered', reason: null }])
  assert.is((await say('yes please')).control, 'queue')
})

test('bad fields are told, and an agent works on no persona', async () => {
  for (const [body, path] of [
    [{}, 'name'],
    [{ name: 'B', topics: { blocked: ['x', 'X'] } }, 'topics.blocked'],
    [{ name: 'B', languages: ['english!'] }, 'languages.0'],
    [{ name: 'B', escalation: { failures: 0 } }, 'escalation.failures'],
  ] as const) {
    const answer = await owner.post('/api/personas', body)
    assert.equal([answer.status, answer.body.errors[0].path], [422, path], answer.text)
  }
  assert.is((await owner.post('/api/personas', { name: 'B', mood: 'x' })).body.code, 'unknown_field')
  const agent = app.rest(await tenant.token('agent'))
  assert.is((await agent.get('/api/personas')).status, 403)
})

test('the trace of an answer names the persona and the policy', async () => {
  const id = await live({})
  await asVisitor()('How much is a check-up?')
  const [trace] = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`select persona_id, persona_version, policy_version from decision_traces`,
  )
  assert.equal([trace?.persona_version, trace?.policy_version], [1, policyVersion])
  assert.ok(id.startsWith('persona_') && trace?.persona_id)
})

test.run()
