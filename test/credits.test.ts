import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import {
  grantCredits,
  releaseCredits,
  reserveCredits,
  settleCredits,
} from '../server/domain/billing/credits.ts'
import { appRole, connect, type Sql } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { audited as auditedOf, leaveCredits, ledgerOf, runJob } from './support/ledger.ts'
import { suite } from './support/suite.ts'

const test = suite('credits')
let app: TestApp
let sql: Sql
const now = new Date()

test.before(async () => {
  app = await startApp()
  sql = connect(app.databaseUrl, { role: appRole, max: 20 })
})
test.after(async () => {
  await sql.end()
  await app.stop()
})

/** A new tenant that has just so much left of its first month. */
async function tenantWith(credits: number): Promise<TestTenant> {
  const tenant = await app.addTenant()
  await leaveCredits(app, tenant, credits)
  return tenant
}

const audited = (tenant: TestTenant) => auditedOf(app, tenant)

const runGrant = (at: Date) => runJob(app, 'billing.grantMonth', at)

const times = <T>(count: number, run: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => run(at)))
const count = (states: readonly unknown[], state: unknown) => states.filter((each) => each === state).length

test('a new tenant has the credits of its plan, however it came to be', async () => {
  assert.is(await audited(await app.addTenant()), 15_000)
  const { body } = await app.rest().post('/api/customer/auth/signup', {
    businessName: 'Bakery',
    email: `${randomUUID()}@example.com`,
    password: 'correct horse battery',
    name: 'Ana',
  })
  assert.equal(await app.trpc(body.token).billing.balance.query({}), { credits: 15_000 })
})

test('300 callers race for 100 credits: 100 get one, 200 are told that none is left', async () => {
  const tenant = await tenantWith(100)
  const states = await times(300, (at) =>
    reserveCredits(sql, { tenantId: tenant.uuid, reference: `turn ${at}`, credits: 1 }, now),
  )
  assert.equal([count(states, 'reserved'), count(states, 'exhausted')], [100, 200])
  assert.is(await audited(tenant), 0)
})

test('what is too much takes nothing, and what is left can still be spent', async () => {
  const tenant = await tenantWith(5)
  const take = (reference: string, credits: number) =>
    reserveCredits(sql, { tenantId: tenant.uuid, reference, credits }, now)
  assert.is(await take('large', 6), 'exhausted')
  assert.is(await audited(tenant), 5)
  assert.is(await take('small', 5), 'reserved')
  assert.is(await audited(tenant), 0)
})

test('a reservation of the same turn takes once, however many ask', async () => {
  const tenant = await tenantWith(100)
  const states = await times(30, () =>
    reserveCredits(sql, { tenantId: tenant.uuid, reference: 'the turn', credits: 10 }, now),
  )
  assert.is(count(states, 'reserved'), 30)
  assert.is(await audited(tenant), 90)
})

test('settling charges what was used and gives the rest back, once', async () => {
  const tenant = await tenantWith(100)
  const turn = { tenantId: tenant.uuid, reference: 'turn' }
  await reserveCredits(sql, { ...turn, credits: 10 }, now)
  assert.is(await audited(tenant), 90)
  const states = await times(20, () => settleCredits(sql, { ...turn, credits: 3 }, now))
  assert.is(count(states, 'settled'), 20)
  assert.is(await audited(tenant), 97)
  assert.is(await releaseCredits(sql, turn, now), 'settled')
  assert.is(await reserveCredits(sql, { ...turn, credits: 10 }, now), 'settled')
  assert.is(await audited(tenant), 97)
})

test('releasing gives everything back, once', async () => {
  const tenant = await tenantWith(100)
  const turn = { tenantId: tenant.uuid, reference: 'turn' }
  await reserveCredits(sql, { ...turn, credits: 10 }, now)
  const states = await times(20, () => releaseCredits(sql, turn, now))
  assert.is(count(states, 'released'), 20)
  assert.is(await settleCredits(sql, { ...turn, credits: 10 }, now), 'released')
  assert.is(await reserveCredits(sql, { ...turn, credits: 10 }, now), 'released')
  assert.is(await audited(tenant), 100)
})

test('when settling and releasing race, one of them closes the reservation and both say which', async () => {
  const tenant = await tenantWith(100)
  let charged = 0
  for (let round = 0; round < 10; round++) {
    const turn = { tenantId: tenant.uuid, reference: `turn ${round}` }
    await reserveCredits(sql, { ...turn, credits: 5 }, now)
    const states = await times(10, (at) =>
      at % 2 === 0 ? settleCredits(sql, { ...turn, credits: 5 }, now) : releaseCredits(sql, turn, now),
    )
    assert.is(new Set(states).size, 1)
    if (states[0] === 'settled') charged += 5
  }
  assert.is(await audited(tenant), 100 - charged)
})

test('an answer never costs more than was reserved, nor less than nothing', async () => {
  const tenant = await tenantWith(100)
  for (const [reference, used] of [
    ['dear', 11],
    ['odd', -4],
  ] as const) {
    await reserveCredits(sql, { tenantId: tenant.uuid, reference, credits: 10 }, now)
    await settleCredits(sql, { tenantId: tenant.uuid, reference, credits: used }, now)
  }
  assert.is(await audited(tenant), 90)
})

test('what was never reserved can neither be settled nor released', async () => {
  const tenant = await tenantWith(100)
  assert.is(await settleCredits(sql, { tenantId: tenant.uuid, reference: 'unknown', credits: 1 }, now), null)
  assert.is(await releaseCredits(sql, { tenantId: tenant.uuid, reference: 'unknown' }, now), null)
  assert.is(await audited(tenant), 100)
})

test('a grant counts once, however many bring it', async () => {
  const tenant = await tenantWith(0)
  const granted = await times(20, () =>
    grantCredits(sql, { tenantId: tenant.uuid, reference: 'goodwill', credits: 50 }, now),
  )
  assert.is(count(granted, true), 1)
  assert.is(await audited(tenant), 50)
})

test('the credits of one tenant are not those of another', async () => {
  const [rich, poor] = [await tenantWith(100), await tenantWith(0)]
  const turn = { reference: 'turn', credits: 1 }
  assert.is(await reserveCredits(sql, { ...turn, tenantId: poor.uuid }, now), 'exhausted')
  assert.is(await reserveCredits(sql, { ...turn, tenantId: rich.uuid }, now), 'reserved')
  assert.is(await releaseCredits(sql, { ...turn, tenantId: poor.uuid }, now), null)
  assert.equal([await audited(rich), await audited(poor)], [99, 0])
})

test('every new month is granted once, by the plan of that day, to active tenants', async () => {
  const [starter, pro, suspended] = [await tenantWith(7), await tenantWith(7), await tenantWith(7)]
  const change = ({ uuid }: TestTenant, column: string, value: string) =>
    app.parts.database.tenant(
      uuid,
      (tx) => tx`update tenants set ${tx({ [column]: value })} where id = ${uuid}`,
    )
  await change(pro, 'plan', 'pro')
  await change(suspended, 'status', 'suspended')
  // the people of a suspended business cannot ask for its balance
  const sumOf = async (tenant: TestTenant) =>
    (await ledgerOf(app, tenant)).reduce((sum, { amount }) => sum + amount, 0)
  const balances = async () => [await audited(starter), await audited(pro), await sumOf(suspended)]

  await runGrant(now)
  assert.equal(await balances(), [7, 7, 7], 'this month was granted at the start')
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 0, 2))
  await times(5, () => runGrant(next))
  assert.equal(await balances(), [15_007, 75_007, 7])
  await change(suspended, 'status', 'active')
  await runGrant(new Date(next.getTime() + 27 * 24 * 3_600_000))
  assert.equal(await balances(), [15_007, 75_007, 15_007])
  assert.is(await audited(suspended), 15_007)
})

test('the month is granted to more tenants than fit in one transaction', async () => {
  const year = new Date(Date.UTC(now.getUTCFullYear() + 2, 0, 1))
  const ids = Array.from({ length: 450 }, () => randomUUID())
  await sql`
    insert into tenants (id, slug, name, languages, time_zone, created_at)
    select id, id::text, 'Many', '{en}', 'UTC', ${now} from unnest(${ids}::uuid[]) as id`
  await runGrant(year)
  const granted = await times(ids.length, async (at) => {
    const reference = `month ${year.toISOString().slice(0, 7)}`
    return grantCredits(sql, { tenantId: ids[at] ?? '', reference, credits: 1 }, now)
  })
  assert.is(count(granted, true), 0)
})

test('the product can add to the ledger and read it, and change nothing in it', async () => {
  const tenant = await tenantWith(100)
  const refusals = [
    () => run`update credit_ledger set amount = 1`,
    () => run`delete from credit_ledger`,
    () => run`truncate credit_ledger`,
    () => run`update credit_balances set balance = 1000000`,
    () => run`delete from credit_balances`,
    () => run`insert into credit_balances (tenant_id, balance) values (${randomUUID()}, 5)`,
  ]
  for (const refused of refusals) assert.is(await codeOf(refused()), '42501')
  const [granted] = await app.parts.database.query(
    (each) => each`
      select string_agg(privilege_type, ',' order by privilege_type) as all
      from information_schema.role_table_grants where grantee = ${appRole} and table_name = 'credit_ledger'`,
  )
  assert.is(granted?.all, 'INSERT,SELECT')
  assert.is(await audited(tenant), 100)

  function run(text: TemplateStringsArray, ...values: string[]): Promise<unknown> {
    return app.parts.database.tenant(tenant.uuid, (tx) => tx(text, ...values))
  }
})

test('whatever is added to the ledger moves the balance, and never below zero', async () => {
  const tenant = await tenantWith(100)
  const add = (kind: string, amount: number) =>
    app.parts.database.tenant(
      tenant.uuid,
      (tx) => tx`
        insert into credit_ledger (tenant_id, kind, reference, amount, created_at)
        values (${tenant.uuid}, ${kind}, ${randomUUID()}, ${amount}, ${now})`,
    )
  await add('reserve', -40)
  assert.is(await audited(tenant), 60)
  assert.is(await codeOf(add('reserve', -61)), '23514')
  assert.is(await codeOf(add('grant', -1)), '23514')
  assert.is(await audited(tenant), 60)
})

test.run()

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )
