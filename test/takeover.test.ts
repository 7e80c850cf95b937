import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { aloneMs, idleMs } from '../server/domain/inbox/mind-waiting.ts'
import { publicId, uuidOf } from '../server/platform/ids.ts'
import { serviceToken, startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { runJob } from './support/ledger.ts'
import { addOperator } from './support/operators.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'
import { cutStream, follow, raceTakeovers } from './support/takeovers.ts'

const test = suite('taking over')
let app: TestApp
let tenant: TestTenant
let agent: Rest
let token: string

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
  token = await tenant.token('agent')
  agent = app.rest(token)
})
test.after(() => app.stop())

const visit = (session_id = randomUUID(), business = tenant) => ({
  session_id,
  say: async (message: string) =>
    (await app.rest().post('/api/chat', { message, session_id, business_id: business.slug })).body,
  news: async (since = 0) =>
    (
      await app
        .rest()
        .get(`/api/chat/messages?session_id=${session_id}&since=${since}&business_id=${business.slug}`)
    ).body,
})
const takeOver = (id: string, body = {}, rest = agent) => rest.post(`/api/conversations/${id}/takeover`, body)
const speak = (session_id: string, message: string, rest = agent) =>
  rest.post('/api/chat/message', { session_id, message })
const eventsOf = (conversationId: string) =>
  app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx<{ event: string; data: Record<string, unknown> }[]>`
      select event, data from events where conversation_id = ${uuidOf('conv', conversationId)} order by xid, id`,
  )
const said = ({ messages }: { messages: { author: string; text: string }[] }) =>
  messages.map(({ author, text }) => `${author}: ${text}`)

test('a person takes over, speaks, and gives the visitor back', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('I want to talk to a human please')
  const { body: waiting } = await agent.get('/api/conversations?control=queue')
  const listed = waiting.data.find(({ id }: { id: string }) => id === conversationId)
  assert.equal(
    [listed.control, listed.user, listed.last.author, listed.escalations[0].reason],
    ['queue', null, 'bob', 'human'],
  )
  const taken = await takeOver(conversationId)
  assert.equal([taken.status, taken.body.control, taken.body.user.name], [200, 'human', 'Test agent'])
  assert.equal(taken.body.escalations, [])

  const silent = await visitor.say('Are you there?')
  assert.equal([silent.reply, silent.control], [null, 'human'])
  const spoken = await speak(visitor.session_id, 'Hello, this is Dana.')
  assert.equal([spoken.status, spoken.body.reply, spoken.body.control], [200, null, 'human'], spoken.text)
  assert.not.ok('visitorToken' in spoken.body)
  const news = await visitor.news(2)
  assert.equal([news.control, news.name, news.since], ['human', 'Test agent', 4])
  assert.equal(said(news), ['visitor: Are you there?', 'human: Hello, this is Dana.'])
  assert.is(news.messages[1].name, 'Test agent')

  const released = await agent.post(`/api/conversations/${conversationId}/release`)
  assert.equal([released.body.control, released.body.user], ['bob', null])
  assert.match((await visitor.say('How much is a check-up?')).reply, '£68')
  assert.is((await speak(visitor.session_id, 'Bye')).body.code, 'not_in_control')
  const events = await eventsOf(conversationId)
  assert.equal(
    events.map(({ event }) => event),
    ['conversation.escalated', 'conversation.takeover.started', 'conversation.takeover.released'],
  )
  assert.is(events[1]?.data.userName, 'Test agent')
  assert.equal(events[2]?.data, { userId: events[1]?.data.userId, reason: 'released' })
})

test('what is held is taken only with force, and only who holds it speaks', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('Hello')
  await takeOver(conversationId)
  const again = await takeOver(conversationId)
  assert.is(again.status, 200)
  const other = app.rest(await tenant.token('admin'))
  assert.equal((await takeOver(conversationId, {}, other)).body.code, 'already_in_control')
  assert.is((await speak(visitor.session_id, 'Hi', other)).body.code, 'not_in_control')
  assert.is((await takeOver(conversationId, { force: true }, other)).status, 200)
  assert.is((await speak(visitor.session_id, 'Hi')).body.code, 'not_in_control')
  assert.is((await speak(visitor.session_id, 'Hi', other)).status, 200)
  assert.equal(
    (await eventsOf(conversationId)).map(({ event }) => event.split('.').at(-1)),
    ['started', 'released', 'started'],
  )
})

test('of twenty who take over at once, one has it', async () => {
  const { conversationId } = await visit().say('Hello')
  const people = await Promise.all(
    Array.from({ length: 20 }, async () => app.rest(await tenant.token('agent'))),
  )
  const answers = await Promise.all(people.map((rest) => takeOver(conversationId, {}, rest)))
  assert.is(answers.filter(({ status }) => status === 200).length, 1)
  assert.is(answers.filter(({ body }) => body.code === 'already_in_control').length, 19)
})

test('Bob says nothing after a takeover has committed, however they race', async () => {
  const { late, met } = await raceTakeovers({ app, tenant, agent }, 250)
  assert.is(late, 0)
  assert.ok(met > 100, `only ${met} of 250 met`)
})

test('a visitor follows what is said, who speaks, and that somebody types', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('Hello')
  const { items, leave } = await follow(
    `${app.url}/api/chat/events?session_id=${visitor.session_id}&since=2&business_id=${tenant.slug}`,
  )
  await waitUntil(async () => items.length === 1)
  assert.equal(items[0], { event: 'control', data: { control: 'bob', name: null } })
  await takeOver(conversationId)
  await waitUntil(async () => items.length === 2)
  assert.equal(items[1], { event: 'control', data: { control: 'human', name: 'Test agent' } })
  assert.is((await agent.post(`/api/conversations/${conversationId}/typing`)).status, 204)
  await waitUntil(async () => items.length === 3)
  assert.equal(items[2], { event: 'typing', data: { name: 'Test agent' } })
  const startedMs = performance.now()
  await speak(visitor.session_id, 'Here I am.')
  await waitUntil(async () => items.length === 4)
  assert.equal([items[3]?.event, items[3]?.data.text], ['message', 'Here I am.'])
  assert.ok(performance.now() - startedMs < 5_000, 'it is told, not looked for')
  await leave()
})

test('of many who follow at once each hears what is theirs', async () => {
  const other = await app.addTenant()
  const talks = await Promise.all(
    Array.from({ length: 12 }, async (_, at) => {
      const business = at % 2 === 0 ? tenant : other
      const visitor = visit(randomUUID(), business)
      const { conversationId } = await visitor.say(`Hello from ${at}`)
      return { at, business, visitor, conversationId }
    }),
  )
  const people = { [tenant.slug]: agent, [other.slug]: app.rest(await other.token('agent')) }
  const read = ({ business, conversationId }: (typeof talks)[number], slug = business.slug) =>
    people[slug]?.get(`/api/conversations/${conversationId}/messages`)
  const [theirs, ...foreign] = await Promise.all([
    Promise.all(talks.map(({ visitor }) => visitor.news())),
    ...talks.map((talk) => read(talk, talk.business === tenant ? other.slug : tenant.slug)),
  ])
  assert.equal(
    theirs.map(({ messages }) => messages[0].text),
    talks.map(({ at }) => `Hello from ${at}`),
  )
  assert.equal(new Set(foreign.map((answer) => answer?.status)), new Set([404]))
})

test('of a stream that breaks again and again nothing is lost and nothing comes twice', async () => {
  const { cuts, messages } = await cutStream({ app, tenant, agent }, 60)
  assert.ok(messages > 60, `${messages} in ${cuts} cuts`)
})

test('a question that waits is answered as soon as something is said', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('Hello')
  await takeOver(conversationId)
  const waiting = app
    .rest()
    .get(`/api/chat/events?session_id=${visitor.session_id}&since=2&business_id=${tenant.slug}`)
  await sleep(100)
  await speak(visitor.session_id, 'Hello.')
  assert.equal(said((await waiting).body), ['human: Hello.'])
})

test('nobody reads on without what continues a session', async () => {
  const short = 'visitor-77'
  const first = (
    await app.rest().post('/api/chat', { message: 'Hi', session_id: short, business_id: tenant.slug })
  ).body
  const path = `/api/chat/messages?session_id=${short}&business_id=${tenant.slug}`
  assert.is((await app.rest().get(path)).status, 404)
  assert.is((await app.rest(undefined, { 'x-visitor-token': first.visitorToken }).get(path)).status, 200)
  assert.is(
    (await app.rest(undefined, { 'x-visitor-token': `${first.visitorToken}x` }).get(path)).status,
    404,
  )
  const foreign = app.rest(undefined, { origin: 'https://evil.example' })
  assert.is((await foreign.get(path)).body.code, 'origin_not_allowed')
  assert.is((await app.rest().get('/api/widget/messages?session_id=x')).status, 401)
})

test('the widget reads on with its key, from an allowed page only', async () => {
  const owner = app.rest(await tenant.token())
  const site = 'https://your-site.com'
  await owner.send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [{ origin: site, environment: 'production' }],
  })
  const { publishableKey } = (await owner.get('/api/customer-portal/widget-code')).body
  const widget = app.rest(undefined, { 'x-widget-key': publishableKey, origin: site })
  const session_id = randomUUID()
  const { conversationId } = (await widget.post('/api/widget/chat', { message: 'Hello', session_id })).body
  await takeOver(conversationId)
  await speak(session_id, 'Hello there.')
  const news = await widget.get(`/api/widget/messages?session_id=${session_id}&since=2`)
  assert.is(news.headers.get('access-control-allow-origin'), site)
  assert.equal(said(news.body), ['human: Hello there.'])
  const { items, leave } = await follow(`${app.url}/api/widget/events?session_id=${session_id}&since=0`, {
    'x-widget-key': publishableKey,
    origin: site,
  })
  await waitUntil(async () => items.length === 4)
  await leave()
  const elsewhere = app.rest(undefined, { 'x-widget-key': publishableKey, origin: 'https://evil.example' })
  assert.is((await elsewhere.get(`/api/widget/messages?session_id=${session_id}`)).status, 403)
})

test('who takes over and falls silent gives the visitor back', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('Hello')
  await takeOver(conversationId)
  await runJob(app, 'conversations.mindWaiting', new Date(Date.now() + idleMs - 60_000))
  assert.is((await visitor.news()).control, 'human')
  await runJob(app, 'conversations.mindWaiting', new Date(Date.now() + idleMs + 60_000))
  assert.is((await visitor.news()).control, 'bob')
  assert.equal((await eventsOf(conversationId)).at(-1)?.data.reason, 'inactive')
})

test('a visitor who waits in vain is told so once, and asked how they can be reached', async () => {
  const visitor = visit()
  await visitor.say('I want to talk to a human please')
  const later = new Date(Date.now() + aloneMs + 60_000)
  await runJob(app, 'conversations.mindWaiting', later)
  await runJob(app, 'conversations.mindWaiting', later)
  const news = await visitor.news(2)
  assert.is(news.messages.length, 1)
  assert.match(news.messages[0].text, 'Nobody of Test business has been able to answer yet')
  assert.equal((await visitor.say('sam@example.com')).control, 'queue')
})

test('who follows does not keep the product from ending', async () => {
  const own = await startApp()
  const there = await own.addTenant()
  const session_id = randomUUID()
  await own.rest().post('/api/chat', { message: 'Hello', session_id, business_id: there.slug })
  const path = `/api/chat/events?session_id=${session_id}&business_id=${there.slug}&since=`
  const { items } = await follow(`${own.url}${path}0`)
  await waitUntil(async () => items.length === 3)
  const waiting = own.rest().get(`${path}2`)
  await sleep(100)
  const startedMs = performance.now()
  await own.stop()
  assert.is((await waiting).status, 200)
  assert.ok(performance.now() - startedMs < 5_000, `${performance.now() - startedMs} ms`)
})

test('what people are needed for is listed, and is dealt with once', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('I want to talk to a human please')
  const { body } = await agent.get('/api/escalations?kind=handoff')
  const open = body.data.find((each: { conversationId: string }) => each.conversationId === conversationId)
  assert.equal([open.reason, open.status, open.resolvedAt], ['human', 'open', null])
  assert.is((await agent.post(`/api/escalations/${open.id}/resolve`)).status, 204)
  assert.is((await agent.post(`/api/escalations/${open.id}/resolve`)).status, 204)
  assert.is((await visitor.news()).control, 'bob')
  const { body: done } = await agent.get('/api/escalations?status=resolved')
  assert.ok(done.data.some(({ id, resolvedBy }: Record<string, string>) => id === open.id && resolvedBy))
})

test('whoever is to help sees what was said, how soon it is wanted, and how the visitor can be reached', async () => {
  const visitor = visit()
  for (let i = 0; i < 8; i++) await visitor.say(`Thank you ${'very '.repeat(i)}much`)
  await visitor.say('How much is a check-up?')
  await visitor.say('Do you sell bicycles?')
  await visitor.say('You can reach me at Sam@Example.com')
  const { conversationId } = await visitor.say('This is a disgrace, I want to complain about your rude staff')
  const listed = async (query: string) =>
    (await agent.get(`/api/escalations?${query}`)).body.data.find(
      (each: { conversationId: string }) => each.conversationId === conversationId,
    )
  assert.is(await listed('priority=normal'), undefined)
  const { priority, summary } = await listed('priority=high')
  assert.is(priority, 'high')
  assert.equal(
    [summary.earlier, summary.contact, summary.language],
    [4, { name: null, email: 'sam@example.com', phone: null }, 'en'],
  )
  assert.equal(summary.asked.slice(-4), [
    { text: 'How much is a check-up?', answer: 'confident' },
    { text: 'Do you sell bicycles?', answer: 'unknown' },
    { text: 'You can reach me at Sam@Example.com', answer: 'none' },
    { text: 'This is a disgrace, I want to complain about your rude staff', answer: 'none' },
  ])
})

test('staff try Bob out in a session that costs and counts nothing', async () => {
  const opened = await agent.post('/api/chat/session', { business_id: tenant.slug })
  assert.is(opened.status, 201, opened.text)
  const { session_id, conversationId } = opened.body
  const first = await speak(session_id, 'How much is a check-up?')
  assert.equal([first.status, first.body.conversationId], [200, conversationId])
  assert.match(first.body.reply, '£68')
  assert.is((await speak(session_id, 'hello')).body.conversationId, conversationId)
  assert.is((await agent.get(`/api/conversations/${conversationId}`)).body.test, true)
  const elsewhere = await app.addTenant()
  assert.is((await agent.post('/api/chat/session', { business_id: elsewhere.slug })).status, 404)
  for (const path of ['/api/chat/session', '/api/chat/message'])
    assert.is((await app.rest().post(path, { session_id, message: 'x' })).status, 401)
  const viewer = app.rest(await tenant.token('viewer'))
  assert.is((await viewer.post('/api/chat/session', {})).status, 403)
})

test('Mission Control talks to Bob by its cookie, with a CSRF token', async () => {
  const operator = await addOperator(app)
  const opened = await operator.rest.post('/api/chat/session', {})
  assert.is(opened.status, 201, opened.text)
  const asked = await speak(opened.body.session_id, 'hello', operator.rest)
  assert.match(asked.body.reply, 'Bob')
})

test('a message with a key is said once', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('Hello')
  await takeOver(conversationId)
  const keyed = app.rest(token, { 'idempotency-key': randomUUID() })
  const answers = [
    await speak(visitor.session_id, 'Once.', keyed),
    await speak(visitor.session_id, 'Once.', keyed),
  ]
  assert.is(answers[0]?.body.messageId, answers[1]?.body.messageId)
  assert.is(answers[1]?.headers.get('idempotency-replayed'), 'true')
  assert.equal(said(await visitor.news(2)), ['human: Once.'])
})

test('an internal caller takes over for somebody of the team, and watches', async () => {
  const visitor = visit()
  const { conversationId } = await visitor.say('Hello')
  const service = app.grpc(await serviceToken(app, { scopes: ['chat.manage', 'chat.read'] }))
  const { body: team } = await app.rest(await tenant.token()).get('/api/customer-portal/team')
  const userId = team.data.find(({ role }: { role: string }) => role === 'agent').id
  const about = { tenantId: tenant.id, conversationId }
  const items: string[] = []
  const watching = (async () => {
    for await (const { event } of service.watchEvents({ ...about, since: 2 }, { timeoutMs: 5_000 })) {
      items.push(event?.$case ?? '')
      if (items.length === 3) return
    }
  })()
  await waitUntil(async () => items.length === 1)
  const { conversation } = await service.takeOver({ ...about, userId, force: false })
  assert.equal([conversation?.userId, conversation?.messages], [userId, 2])
  await visitor.say('Hello?')
  await watching
  assert.equal(items, ['control', 'control', 'message'])
  await service.release(about)
  try {
    await service.takeOver({ ...about, userId: publicId('user', randomUUID()), force: false })
    assert.unreachable()
  } catch (error) {
    assert.is((error as { code: string }).code, 'not_found')
  }
})

test('the portal follows its inbox, and takes up where the line broke', async () => {
  const portal = app.trpc(token)
  const changed: string[] = []
  const inbox = portal.conversations.followAll.subscribe(
    {},
    { onData: (item) => changed.push(`${item.data.data.id} ${item.data.data.control}`) },
  )
  await sleep(300)
  const visitor = visit()
  const { conversationId } = await visitor.say('Hello')
  await waitUntil(async () => changed.includes(`${conversationId} bob`))
  await takeOver(conversationId)
  await waitUntil(async () => changed.includes(`${conversationId} human`))
  inbox.unsubscribe()

  const texts: string[] = []
  const one = portal.conversations.follow.subscribe(
    { id: conversationId, since: 0 },
    {
      onData: (item) => {
        const { event, data } = item.data
        if (event === 'message') texts.push(data.text)
      },
    },
  )
  await waitUntil(async () => texts.length === 2)
  await speak(visitor.session_id, 'There.')
  await waitUntil(async () => texts.length === 3)
  one.unsubscribe()
})

test.run()
