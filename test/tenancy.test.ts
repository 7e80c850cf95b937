import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { routes } from '../facade/routes.ts'
import { appRole, openDatabase } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('tenancy')
// who is asked for is looked up by name before the tenant is known
const openTables = ['tenants']
const definers = ['chain_audit_entry', 'keep_partitions', 'move_balance']
let app: TestApp
let ours: TestTenant
let theirs: TestTenant

test.before(async () => {
  app = await startApp()
  ours = await app.addTenant({ Ours: 'Our check-up costs £10.' })
  theirs = await app.addTenant({ Theirs: 'Their secret price is £99.' })
})
test.after(() => app.stop())

test('every table with a tenant is closed by row-level security, forced', async () => {
  const open = await app.parts.database.query(
    (sql) => sql`
      select c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (c.relname = 'tenants' or exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
        and not (c.relrowsecurity and c.relforcerowsecurity)`,
  )
  assert.equal([...open], [])
})

test('the role of the product owns nothing and cannot bypass the policies', async () => {
  const [role] = await app.parts.database.query(
    (sql) => sql`
      select current_user as name, rolsuper, rolbypassrls,
             (select count(*)::int from pg_class where relowner = (select oid from pg_roles where rolname = current_user)) as owned
      from pg_roles where rolname = current_user`,
  )
  assert.equal({ ...role }, { name: appRole, rolsuper: false, rolbypassrls: false, owned: 0 })
})

test('without a tenant there are no rows and no error', async () => {
  const tables = await app.parts.database.query(
    (sql) => sql<{ name: string; readable: boolean }[]>`
      select c.relname as name, has_table_privilege(c.oid, 'select') as readable from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (c.relrowsecurity or exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))`,
  )
  const readable = tables.filter((table) => table.readable).map(({ name }) => name)
  for (const known of ['tenants', 'conversations', 'users', 'audit_log', 'operators'])
    assert.ok(readable.includes(known), `${known} was not found`)
  const shown: string[] = []
  for (const table of readable) {
    const rows = await app.parts.database.query((sql) => sql`select 1 from ${sql(table)} limit 1`)
    if (rows.length > 0) shown.push(table)
  }
  assert.equal(shown, openTables)
})

test('functions that run with the rights of their owner are few, and pin where names are looked up', async () => {
  const found = await app.parts.database.query(
    (sql) => sql<{ name: string; config: string[] | null }[]>`
      select proname as name, proconfig as config from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace order by proname`,
  )
  const pinned = ['search_path=public, pg_temp']
  assert.equal(
    [...found].map(({ name, config }) => ({ name, config })),
    definers.map((name) => ({ name, config: pinned })),
  )
})

test('one connection, two tenants in turns, 1,000 times: no foreign row', async () => {
  const database = openDatabase(app.databaseUrl, 1)
  const look = async (_: unknown, i: number) => {
    const tenant = i % 2 === 0 ? ours : theirs
    const rows = await database.tenant(
      tenant.uuid,
      (tx) => tx<{ tenant_id: string }[]>`select tenant_id from knowledge_chunks`,
    )
    return rows.length === 1 && rows.every(({ tenant_id }) => tenant_id === tenant.uuid)
  }
  const seen: boolean[] = []
  // as many at once as may wait on the slowest machine
  for (let i = 0; i < 20; i++) seen.push(...(await Promise.all(Array.from({ length: 50 }, look))))
  await database.close()
  assert.equal([seen.length, seen.every(Boolean)], [1_000, true])
})

test("another tenant's thing answers byte for byte like one that never was", async () => {
  const token = await ours.token()
  const theirToken = await theirs.token()
  const session = randomUUID()
  await app.rest().post('/api/chat', { message: 'Hi', session_id: session, business_id: theirs.slug })
  const { body: sources } = await app.rest(theirToken).get('/api/knowledge/sources')
  const { body: invitation } = await app
    .rest(theirToken)
    .post('/api/customer-portal/team/invitations', { email: `${randomUUID()}@example.com`, role: 'agent' })
  const { body: team } = await app.rest(theirToken).get('/api/customer-portal/team')
  const person: [string, string] = [team.data[0].id, 'user_01h455vb4pex5vsknk084sn02q']
  const asked: [string, string] = [invitation.id, 'inv_01h455vb4pex5vsknk084sn02q']
  const { body: subscription } = await app
    .rest(theirToken)
    .post('/api/webhooks/subscriptions', { url: 'https://their.example/hook', events: ['*'] })
  const { body: tested } = await app
    .rest(theirToken)
    .post(`/api/webhooks/subscriptions/${subscription.id}/test`)
  const { body: replay } = await app.rest(theirToken).post('/api/webhooks/deliveries/replay', {})
  const hook: [string, string] = [subscription.id, 'whsub_01h455vb4pex5vsknk084sn02q']
  const sent: [string, string] = [tested.deliveryId, 'whdel_01h455vb4pex5vsknk084sn02q']
  const replayed: [string, string] = [replay.id, 'whrep_01h455vb4pex5vsknk084sn02q']
  const { body: widget } = await app.rest(theirToken).get('/api/customer-portal/widget-code')
  const { body: waiting } = await app.rest().post('/api/chat', {
    message: 'I want to talk to a human please',
    session_id: randomUUID(),
    business_id: theirs.slug,
  })
  const { body: open } = await app.rest(theirToken).get('/api/escalations')
  const { body: whys } = await app.rest(theirToken).get(`/api/conversations/${waiting.conversationId}/traces`)
  const why: [string, string] = [whys.data[0].id, 'trace_01h455vb4pex5vsknk084sn02q']
  const talk: [string, string] = [waiting.conversationId, 'conv_01h455vb4pex5vsknk084sn02q']
  await app.rest(theirToken).send('PUT', '/api/customer-portal/business-profile', {
    hours: { monday: [{ opens: '00:00', closes: '24:00' }] },
    services: [{ name: 'Talk', durationMinutes: 30 }],
  })
  const { body: anna } = await app.rest(theirToken).post('/api/staff', { name: 'Their Ana' })
  const { body: free } = await app.rest(theirToken).get('/api/appointments/slots?service=Talk&days=14')
  const { body: booked } = await app
    .rest(theirToken)
    .post('/api/appointments', { service: 'Talk', startsAt: free.slots.at(-1).startsAt })
  const meeting: [string, string] = [booked.id, 'appt_01h455vb4pex5vsknk084sn02q']
  const wanting = randomUUID()
  for (const message of ['sam@example.com', 'Sam', 'Whitening before a wedding', 'yes'])
    await app.rest().post('/api/chat', { message, session_id: wanting, business_id: theirs.slug })
  const { body: leads } = await app.rest(theirToken).get('/api/leads')
  const { body: persona } = await app.rest(theirToken).post('/api/personas', { name: 'Bo' })
  const spoken: [string, string] = [persona.id, 'persona_01h455vb4pex5vsknk084sn02q']
  const known: Record<string, [string, string]> = {
    '/api/knowledge/sources/{id}': [sources.data[0].id, 'ksrc_01h455vb4pex5vsknk084sn02q'],
    '/api/knowledge/sources/{id}/pages': [sources.data[0].id, 'ksrc_01h455vb4pex5vsknk084sn02q'],
    '/api/knowledge/sources/{id}/refresh': [sources.data[0].id, 'ksrc_01h455vb4pex5vsknk084sn02q'],
    '/api/chat/history/{session_id}': [session, randomUUID()],
    '/api/customer-portal/team/{id}': person,
    '/api/customer-portal/team/{id}/disable': person,
    '/api/customer-portal/team/{id}/enable': person,
    '/api/customer-portal/team/{id}/ownership': person,
    '/api/customer-portal/team/invitations/{id}': asked,
    '/api/customer-portal/team/invitations/{id}/resend': asked,
    '/api/conversations/{id}': talk,
    '/api/conversations/{id}/messages': talk,
    '/api/conversations/{id}/takeover': talk,
    '/api/conversations/{id}/release': talk,
    '/api/conversations/{id}/typing': talk,
    '/api/escalations/{id}/resolve': [open.data[0].id, 'esc_01h455vb4pex5vsknk084sn02q'],
    '/api/leads/{id}': [leads.data[0].id, 'lead_01h455vb4pex5vsknk084sn02q'],
    '/api/staff/{id}': [anna.id, 'staff_01h455vb4pex5vsknk084sn02q'],
    '/api/appointments/{id}': meeting,
    '/api/appointments/{id}/calendar': meeting,
    '/api/appointments/{id}/confirm': meeting,
    '/api/appointments/{id}/cancel': meeting,
    '/api/appointments/{id}/move': meeting,
    '/api/conversations/{id}/traces': talk,
    '/api/traces/{id}': why,
    '/api/traces/{id}/replay': why,
    '/api/traces/{id}/review': why,
    '/api/traces/{id}/promote': why,
    '/api/personas/{id}': spoken,
    '/api/personas/{id}/test': spoken,
    '/api/personas/{id}/publish': spoken,
    '/api/personas/{id}/versions': spoken,
    '/api/personas/{id}/rollback': spoken,
    '/api/webhooks/subscriptions/{id}': hook,
    '/api/webhooks/subscriptions/{id}/test': hook,
    '/api/webhooks/subscriptions/{id}/rotate-secret': hook,
    '/api/webhooks/subscriptions/{id}/pause': hook,
    '/api/webhooks/subscriptions/{id}/resume': hook,
    '/api/webhooks/deliveries/{id}': sent,
    '/api/webhooks/deliveries/{id}/replay': sent,
    '/api/webhooks/replays/{id}': replayed,
    '/api/webhooks/replays/{id}/cancel': replayed,
    '/api/customer-portal/widget-keys/{id}': [widget.keys[0].id, 'wkey_01h455vb4pex5vsknk084sn02q'],
  }
  const bodies: Record<string, object> = {
    'PATCH /api/customer-portal/team/{id}': { role: 'agent' },
    'POST /api/customer-portal/team/{id}/ownership': { password: 'x' },
    'PATCH /api/leads/{id}': { status: 'closed' },
    'POST /api/traces/{id}/review': { rating: 'bad' },
    'POST /api/traces/{id}/promote': { as: 'knowledge' },
    'PATCH /api/staff/{id}': { name: 'Ana' },
    'POST /api/appointments/{id}/move': { startsAt: '2099-01-05T10:00:00.000Z' },
    'PUT /api/personas/{id}': { name: 'Bo' },
    'POST /api/personas/{id}/rollback': { version: 1 },
  }
  const walked = routes.filter(({ path }) => path.includes('{'))
  assert.ok(walked.length > 0)
  for (const { method, path } of walked) {
    const pair = known[path]
    if (!pair) throw new Error(`say here what ${path} can name`)
    const [foreign, missing] = await Promise.all(
      pair.map((value) =>
        app
          .rest(token, { 'x-request-id': 'same' })
          .send(
            method,
            path.replace(/{\w+}/, value),
            bodies[`${method} ${path}`] ?? (method === 'POST' ? {} : undefined),
          ),
      ),
    )
    assert.is(foreign?.status, 404, path)
    assert.is(foreign?.text.replaceAll(pair[0], ''), missing?.text.replaceAll(pair[1], ''), path)
  }
})

test("Bob quotes the tenant's own knowledge only", async () => {
  const ask = async (business_id: string) =>
    (
      await app
        .rest()
        .post('/api/chat', { message: 'What does it cost?', session_id: randomUUID(), business_id })
    ).text
  assert.not.match(await ask(ours.slug), '£99')
  assert.not.match(await ask(theirs.slug), '£10')
})

test.run()
