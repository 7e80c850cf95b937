import * as assert from 'uvu/assert'
import { grantMonth } from '../server/domain/billing/monthly-grant.ts'
import { connect } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { audited, runJob } from './support/ledger.ts'
import { suite } from './support/suite.ts'

const test = suite('another plan')
const path = '/api/customer-portal/plan'
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

/** A tenant with one owner, and how that owner moves to a plan. */
async function customer() {
  const tenant = await app.addTenant()
  const token = await tenant.token()
  const rest = app.rest(token)
  return { tenant, token, move: (plan: string) => rest.send('PUT', path, { plan }) }
}

/** Adds people until there are so many. */
async function fillSeats(tenant: TestTenant, people: number): Promise<void> {
  while ((await countPeople(tenant)) < people) await tenant.token('agent')
}

const countPeople = async ({ uuid }: TestTenant): Promise<number> => {
  const [row] = await app.parts.database.tenant(
    uuid,
    (tx) => tx<{ people: number }[]>`select count(*)::int as people from users where status = 'active'`,
  )
  return row?.people ?? 0
}

const planOf = async (token: string) => (await app.trpc(token).billing.entitlements.query({})).plan
const entriesOf = async (tenant: TestTenant) =>
  (
    await app.parts.database.tenant(
      tenant.uuid,
      (tx) => tx<{ details: object }[]>`
        select details from audit_log where action = 'billing.changePlan' order by seq`,
    )
  ).map(({ details }) => details)

test('a larger plan holds at once, and grants what it has more a month', async () => {
  const { tenant, token, move } = await customer()
  const { status, body } = await move('pro')
  assert.is(status, 200)
  assert.equal(body, {
    plan: 'pro',
    creditsPerMonth: 75_000,
    seats: 10,
    integrations: 3,
    support: 'priority',
    creditsGranted: 60_000,
  })
  assert.is(await planOf(token), 'pro')
  assert.is(await audited(app, tenant), 75_000)
  assert.is((await move('enterprise')).body.creditsGranted, 175_000)
  assert.is(await audited(app, tenant), 250_000)
  assert.equal(await entriesOf(tenant), [
    { before: 'starter', plan: 'pro', creditsGranted: 60_000 },
    { before: 'pro', plan: 'enterprise', creditsGranted: 175_000 },
  ])
})

test('a smaller plan leaves the credits that were granted, and going up again grants none', async () => {
  const { tenant, move } = await customer()
  await move('enterprise')
  for (const plan of ['starter', 'pro', 'starter', 'enterprise'])
    assert.is((await move(plan)).body.creditsGranted, 0, plan)
  assert.is(await audited(app, tenant), 250_000)
})

test('the plan that it is on already changes nothing', async () => {
  const { tenant, move } = await customer()
  const { status, body } = await move('starter')
  assert.equal([status, body.creditsGranted], [200, 0])
  assert.is(await audited(app, tenant), 15_000)
  assert.equal(await entriesOf(tenant), [])
})

test('fifty changes at once grant what the largest plan holds, once', async () => {
  const { tenant, token, move } = await customer()
  const plans = ['pro', 'starter', 'enterprise', 'starter', 'pro']
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => move(plans[at % 5] ?? '')))
  assert.ok(answers.every(({ status }) => status === 200))
  const granted = answers.reduce((sum, { body }) => sum + body.creditsGranted, 0)
  assert.is(granted, 235_000)
  assert.is(await audited(app, tenant), 250_000)
  const entries = (await entriesOf(tenant)) as { before: string; plan: string }[]
  assert.is(entries.at(-1)?.plan, await planOf(token))
  for (const [at, { before }] of entries.entries())
    assert.is(before, at === 0 ? 'starter' : entries[at - 1]?.plan, 'one after the other')
})

test('a change that races with the grant of the month grants it once', async () => {
  const { tenant, move } = await customer()
  await forgetMonth(tenant)
  const grant = () => runJob(app, grantMonth.name, new Date())
  await Promise.all([grant(), move('pro'), grant(), grant()])
  await grant()
  assert.is(await audited(app, tenant), 75_000)
})

test('the next month grants what the plan of then holds', async () => {
  const { tenant, move } = await customer()
  await move('pro')
  await move('starter')
  const now = new Date()
  await runJob(app, grantMonth.name, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 2)))
  assert.is(await audited(app, tenant), 90_000)
})

test('a smaller plan is refused while more people are there than it holds; nobody is shut out', async () => {
  const { tenant, token, move } = await customer()
  await move('pro')
  await fillSeats(tenant, 5)
  const { status, body } = await move('starter')
  assert.equal([status, body.code], [403, 'plan_limit_reached'])
  assert.equal(body.errors, [
    {
      path: 'seats',
      code: 'plan_limit_reached',
      message: 'Starter holds 3 seats, and 5 are taken: remove 2 first.',
    },
  ])
  assert.equal([await planOf(token), await countPeople(tenant)], ['pro', 5])
  assert.is((await entriesOf(tenant)).length, 1)
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`
      update users set status = 'disabled'
      where id in (select id from users where role = 'agent' order by id limit 2)`,
  )
  assert.is((await move('starter')).status, 200)
})

test('it is for owners and admins, and for plans that are sold', async () => {
  const { tenant, token } = await customer()
  const put = (token: string | undefined, body: object) => app.rest(token).send('PUT', path, body)
  assert.is((await put(undefined, { plan: 'pro' })).status, 401)
  for (const role of ['agent', 'viewer'] as const)
    assert.is((await put(await tenant.token(role), { plan: 'pro' })).body.code, 'permission_denied', role)
  for (const [body, code] of [
    [{ plan: 'platinum' }, 'invalid_input'],
    [{}, 'invalid_input'],
    [{ plan: 'pro', tenantId: tenant.id }, 'unknown_field'],
  ] as const)
    assert.is((await put(token, body)).body.code, code)
  assert.is(await planOf(token), 'starter')
  const moved = await app.trpc(await tenant.token('admin')).billing.changePlan.mutate({ plan: 'pro' })
  assert.is(moved.creditsGranted, 60_000)
})

test.run()

/** As the tenant stood before this month was granted. Only the owner of the tables can do this. */
async function forgetMonth({ uuid }: TestTenant): Promise<void> {
  const owner = connect(app.databaseUrl, { max: 1 })
  await owner.begin(async (tx) => {
    await tx`select set_config('app.tenant', ${uuid}, true)`
    await tx`delete from credit_ledger where tenant_id = ${uuid}`
    await tx`update credit_balances set balance = 0 where tenant_id = ${uuid}`
  })
  await owner.end()
}
