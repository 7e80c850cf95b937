import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { visitor } from '../server/access/actor.ts'
import { strandedAfterMs } from '../server/domain/billing/stranded.ts'
import { answerWithoutCredits } from '../server/domain/bob/answer.ts'
import { commitTurn, type OpenTurn, openTurn } from '../server/domain/conversations/turn-writes.ts'
import { himself, recallBrief } from '../server/domain/personas/brief.ts'
import { getPublicTenant } from '../server/domain/tenants/tenants.ts'
import { claimOf } from '../server/idempotency.ts'
import { newUuid } from '../server/platform/ids.ts'
import { connect } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { audited, callOf, leaveCredits, ledgerOf, runJob } from './support/ledger.ts'
import { suite } from './support/suite.ts'

const test = suite('what a turn costs')
const prices = { Prices: '# Prices\n\nA check-up costs £68.\n' }
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

async function tenantWith(credits: number): Promise<TestTenant> {
  const tenant = await app.addTenant(prices)
  await leaveCredits(app, tenant, credits)
  return tenant
}

const turnFor = ({ slug }: TestTenant, message = 'How much is a check-up?') => ({
  message,
  session_id: randomUUID(),
  business_id: slug,
})
const ask = (tenant: TestTenant, message?: string) => app.rest().post('/api/chat', turnFor(tenant, message))
const movements = async (tenant: TestTenant) =>
  (await ledgerOf(app, tenant))
    .filter(({ reference }) => reference.startsWith('turn '))
    .map(({ kind, amount }) => `${kind} ${amount}`)
const sweep = (afterMs: number) => runJob(app, 'billing.releaseStranded', new Date(Date.now() + afterMs))

/** A turn of a process that is killed after the first of its two writes. */
async function killedTurn(tenant: TestTenant, turn = turnFor(tenant), key: string | null = null) {
  const call = { ...callOf(app, tenant.uuid), actor: visitor, idempotencyKey: key }
  const claim = claimOf(call, `conversations.sendMessage ${turn.session_id}`, {
    ...turn,
    visitor_token: undefined,
  })
  const opened = (await openTurn(call, { ...turn, known: null, claim, test: false })) as OpenTurn
  return { call, claim, opened, turn }
}

/** The second write of that turn, should the process live after all. */
async function finish(
  tenant: TestTenant,
  { call, claim, opened, turn }: Awaited<ReturnType<typeof killedTurn>>,
) {
  const about = await getPublicTenant(call, tenant.slug)
  const brief = await recallBrief(call, opened.briefVersion)
  const reply = answerWithoutCredits(about, brief, { ...opened, question: turn.message }, new Date())
  return commitTurn(call, opened, {
    sessionId: turn.session_id,
    replyId: newUuid(),
    reply,
    claim,
    answer: {},
  })
}

test('an answer costs one credit: reserved before it, settled with it', async () => {
  const tenant = await tenantWith(10)
  const { body } = await ask(tenant)
  assert.match(body.reply, '£68')
  assert.is(body.degraded, false)
  assert.equal(await movements(tenant), ['reserve -1', 'settle 0'])
  const [, settled] = (await ledgerOf(app, tenant)).filter(({ reference }) => reference.startsWith('turn '))
  assert.is(settled?.charged, 1)
  assert.is(await audited(app, tenant), 9)
})

test('fifty visitors race for the last credit: one is answered, the others are told how to reach the team', async () => {
  const tenant = await tenantWith(1)
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(tenant)))
  assert.ok(answers.every(({ status }) => status === 200))
  const full = answers.filter(({ body }) => !body.degraded)
  assert.is(full.length, 1)
  assert.match(full[0]?.body.reply, '£68')
  for (const { body } of answers.filter(({ body }) => body.degraded)) {
    assert.equal(body.actions, [
      { type: 'credits_exhausted', reason: null },
      { type: 'handoff_offered', reason: null },
    ])
    assert.match(body.reply, 'e-mail address or phone number')
    assert.equal([body.citations, body.control], [[], 'bob'])
  }
  assert.equal(await movements(tenant), ['reserve -1', 'settle 0'])
  assert.is(await audited(app, tenant), 0)
})

test('without credits every face says the same, and the message is kept', async () => {
  const tenant = await tenantWith(0)
  const turn = turnFor(tenant)
  const rest = await app.rest().post('/api/chat', turn)
  const streamed = await app
    .rest(undefined, { accept: 'text/event-stream' })
    .post('/api/chat', turnFor(tenant))
  const trpc = await app.trpc().conversations.send.mutate(turnFor(tenant))
  const grpc = app.grpc(app.serviceToken)
  const request = { tenantId: tenant.id, sessionId: randomUUID(), message: turn.message }
  const { turn: unary } = await grpc.sendMessage(request)
  const events = []
  for await (const { event } of grpc.streamReply({ ...request, sessionId: randomUUID() })) events.push(event)
  const last = events.at(-1)
  const final = JSON.parse(/event: final\ndata: (.+)/.exec(streamed.text)?.[1] ?? '{}')
  for (const other of [final, trpc, unary, last?.$case === 'final' ? last.value : null]) {
    assert.is(other?.reply, rest.body.reply)
    assert.is(other?.degraded, true)
    assert.equal(
      other?.actions.map(({ type }: { type: string }) => type),
      ['credits_exhausted', 'handoff_offered'],
    )
  }
  const history = await app.rest(await tenant.token()).get(`/api/chat/history/${turn.session_id}`)
  assert.equal(
    history.body.data.map(({ author, text }: { author: string; text: string }) => [author, text]),
    [
      ['bob', rest.body.reply],
      ['visitor', turn.message],
    ],
  )
  assert.equal(await movements(tenant), [])
})

test('without credits Bob still takes a contact and asks for the team, in the language of the visitor', async () => {
  const tenant = await tenantWith(0)
  const turn = turnFor(tenant, '¿Cuánto cuesta una revisión?')
  const say = async (message: string) => (await app.rest().post('/api/chat', { ...turn, message })).body
  assert.match((await say(turn.message)).reply, 'Deje aquí su correo')
  const contact = await say('Mi correo es ana@example.com')
  assert.match(contact.reply, '¿Cómo se llama?')
  assert.equal([contact.degraded, contact.actions], [true, [{ type: 'credits_exhausted', reason: null }]])
  for (const message of ['Ana Ruiz', 'Una revisión para dos niños']) await say(message)
  assert.equal((await say('sí')).actions[1], { type: 'lead_created', reason: null })
  const offered = turnFor(tenant)
  await app.rest().post('/api/chat', offered)
  const yes = await app.rest().post('/api/chat', { ...offered, message: 'yes please' })
  assert.equal(yes.body.actions[1], { type: 'escalated', reason: 'human' })
})

test('the turns of several businesses go through the database together, each on its own account', async () => {
  const tenants = [await tenantWith(10), await tenantWith(1), await tenantWith(0)]
  const turns = tenants.flatMap(({ uuid }, at) =>
    [0, 1].map((second) => ({
      at: 2 * at + second,
      tenant: uuid,
      session: randomUUID(),
      unguessable: true,
      conversation: newUuid(),
      message: newUuid(),
      body: 'Hello',
      now: new Date(),
    })),
  )
  // batches run again one by one when they fail, so only a call of their own shows that they do not
  const [opened, committed] = await app.parts.database.query(async (sql) => {
    const opened = await sql`
      select at, conversation_id, control_epoch, message_id, credits, exhausted
      from open_turns(${sql.json(turns as never)}, 1, 0) order by at`
    const hours = {
      timeZone: 'UTC',
      hours: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
      holidays: [],
    }
    const { decision } = answerWithoutCredits(
      { id: '', slug: '', name: 'A business', language: 'en', greeting: null },
      { persona: null, fields: himself, hours, country: null, services: [] },
      { question: 'Hello', knowledgeVersion: 1n, escalated: null, memo: {}, conversationId: '', test: false },
      new Date(),
    )
    const commits = opened.map((row, at) => ({
      ...turns[at],
      conversation: row.conversation_id,
      // the second of the first business was taken over
      epoch: row.control_epoch + (at === 1 ? 1 : 0),
      question: row.message_id,
      reply: newUuid(),
      citations: [],
      trace: newUuid(),
      decision,
      memo: {},
      runner: turns[at]?.message,
      credits: row.credits,
    }))
    return [opened, await sql`select outcome from commit_turns(${sql.json(commits as never)}) order by at`]
  })
  assert.equal(
    opened.map(({ credits, exhausted }) => [credits, exhausted]),
    [
      [1, false],
      [1, false],
      [1, false],
      [0, true],
      [0, true],
      [0, true],
    ],
  )
  assert.equal(
    committed.map(({ outcome }) => outcome),
    ['committed', 'taken_over', 'committed', 'committed', 'committed', 'committed'],
  )
  assert.equal(await Promise.all(tenants.map((tenant) => audited(app, tenant))), [9, 0, 0])
  const [first = tenants[0], second] = tenants
  assert.equal(await movements(first as TestTenant), ['reserve -1', 'reserve -1', 'release 1', 'settle 0'])
  assert.equal(await movements(second as TestTenant), ['reserve -1', 'settle 0'])
})

test('Bob answers again as soon as there are credits', async () => {
  const tenant = await tenantWith(0)
  assert.is((await ask(tenant)).body.degraded, true)
  await app.parts.database.query((sql) => sql`select grant_credits(${tenant.uuid}, 'goodwill', 1, now())`)
  assert.match((await ask(tenant)).body.reply, '£68')
})

test('a turn of a test key costs nothing, also where nothing is left', async () => {
  const tenant = await tenantWith(0)
  const rest = app.rest(await tenant.token())
  const origin = 'https://staging.example'
  await rest.send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [{ origin, environment: 'test' }],
  })
  const { body: code } = await rest.get('/api/customer-portal/widget-code')
  const key = code.keys.find(({ environment }: { environment: string }) => environment === 'test').key
  const { business_id: _, ...turn } = turnFor(tenant)
  const { body } = await app.rest(undefined, { 'x-widget-key': key, origin }).post('/api/widget/chat', turn)
  assert.match(body.reply, '£68')
  assert.is(body.degraded, false)
  assert.equal(await movements(tenant), [])
})

test('while a person is in control, a turn costs nothing', async () => {
  const tenant = await tenantWith(10)
  const turn = turnFor(tenant)
  await app.rest().post('/api/chat', turn)
  await takeOver(tenant, turn.session_id)
  const { body } = await app.rest().post('/api/chat', turn)
  assert.is(body.reply, null)
  assert.is(await audited(app, tenant), 9)
})

test('what was reserved is given back when a person took over meanwhile', async () => {
  const tenant = await tenantWith(10)
  const killed = await killedTurn(tenant)
  assert.is(await audited(app, tenant), 9)
  await takeOver(tenant, killed.turn.session_id)
  assert.is(await finish(tenant, killed), 'taken_over')
  assert.equal(await movements(tenant), ['reserve -1', 'release 1'])
  assert.is(await audited(app, tenant), 10)
})

test('an answer that fails is not charged, and its retry is charged once', async () => {
  const owner = connect(app.databaseUrl, { max: 1 })
  const tenant = await tenantWith(1)
  const key = { 'idempotency-key': randomUUID() }
  const turn = turnFor(tenant)
  await owner`alter table knowledge_chunks rename to away`
  const failed = [await app.rest().post('/api/chat', turn, key), await ask(tenant)]
  await owner`alter table away rename to knowledge_chunks`
  await owner.end()
  assert.equal(
    failed.map(({ status }) => status),
    [500, 500],
  )
  assert.is(await audited(app, tenant), 1)
  const retried = await app.rest().post('/api/chat', turn, key)
  const again = await app.rest().post('/api/chat', turn, key)
  assert.match(retried.body.reply, '£68')
  assert.equal(again.body, retried.body)
  assert.is(await audited(app, tenant), 0)
})

test('twenty retries of one turn at once are charged once', async () => {
  const tenant = await tenantWith(10)
  const turn = turnFor(tenant)
  const key = { 'idempotency-key': randomUUID() }
  await Promise.all(Array.from({ length: 20 }, () => app.rest().post('/api/chat', turn, key)))
  assert.is(await audited(app, tenant), 9)
})

test('a retry after a kill takes the reservation over, also of the last credit', async () => {
  const tenant = await tenantWith(1)
  const key = randomUUID()
  const killed = await killedTurn(tenant, turnFor(tenant), key)
  assert.is(await audited(app, tenant), 0)
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update idempotency_keys set leased_until = now() - interval '1 second' where key = ${key}`,
  )
  const { body } = await app.rest().post('/api/chat', killed.turn, { 'idempotency-key': key })
  assert.match(body.reply, '£68')
  assert.is(await finish(tenant, killed), 'superseded')
  assert.equal(await movements(tenant), ['reserve -1', 'release 1', 'reserve -1', 'settle 0'])
  await sweep(strandedAfterMs + 1_000)
  assert.is(await audited(app, tenant), 0)
})

test('a sweep gives back what a killed process has reserved, once, and nothing of a turn that runs', async () => {
  const tenant = await tenantWith(10)
  await ask(tenant)
  const killed = await killedTurn(tenant)
  await sweep(strandedAfterMs - 10_000)
  assert.is(await audited(app, tenant), 8)
  await Promise.all(Array.from({ length: 5 }, () => sweep(strandedAfterMs + 1_000)))
  assert.is(await audited(app, tenant), 9)
  await sweep(strandedAfterMs + 2_000)
  assert.is(await audited(app, tenant), 9)

  // a process that slept through the sweep: the visitor hears the answer, and it stays free
  assert.is(await finish(tenant, killed), 'committed')
  assert.is(await audited(app, tenant), 9)
  const running = await killedTurn(tenant)
  await sweep(1_000)
  assert.is(await finish(tenant, running), 'committed')
  await sweep(strandedAfterMs + 1_000)
  assert.is(await audited(app, tenant), 8)
})

test('sweeps and turns that race leave every reservation closed, and the sum right', async () => {
  const tenants = await Promise.all(Array.from({ length: 3 }, () => tenantWith(200)))
  const turns = await Promise.all(
    Array.from({ length: 120 }, (_, at) => killedTurn(tenants[at % 3] as TestTenant)),
  )
  await Promise.all([
    ...turns.map((killed, at) => finish(tenants[at % 3] as TestTenant, killed)),
    ...Array.from({ length: 4 }, () => sweep(strandedAfterMs + 5_000)),
    ...tenants.flatMap((tenant) => Array.from({ length: 20 }, () => ask(tenant))),
  ])
  await sweep(strandedAfterMs + 60_000)
  for (const tenant of tenants) {
    const ledger = await ledgerOf(app, tenant)
    const charged = ledger.reduce((sum, entry) => sum + (entry.charged ?? 0), 0)
    assert.is(await audited(app, tenant), 15_000 - charged)
    assert.is(ledger.filter(({ kind }) => kind === 'reserve').length, 61)
    assert.is(ledger.filter(({ kind }) => kind === 'settle' || kind === 'release').length, 61)
  }
})

test.run()

function takeOver({ uuid }: TestTenant, sessionId: string) {
  return app.parts.database.tenant(
    uuid,
    (tx) => tx`
      update conversations set controller = 'human:user_1', control_epoch = control_epoch + 1
      where session_id = ${sessionId}`,
  )
}
