import { randomUUID } from 'node:crypto'
import { TRPCClientError } from '@trpc/client'
import * as assert from 'uvu/assert'
import { releaseCredits, reserveCredits, settleCredits } from '../server/domain/billing/credits.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { leaveCredits } from './support/ledger.ts'
import { suite } from './support/suite.ts'

const test = suite('usage')
const path = '/api/customer-portal/usage'
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

const readUsage = async (tenant: TestTenant, query = '') =>
  (await app.rest(await tenant.token()).get(path + query)).body

/** A charge of another moment; `used` of the `credits` that were reserved. */
async function charge({ uuid }: TestTenant, at: string, credits: number, used: number): Promise<void> {
  const movement = { tenantId: uuid, reference: randomUUID(), credits }
  await app.parts.database.query(async (sql) => {
    await reserveCredits(sql, movement, new Date(at))
    await settleCredits(sql, { ...movement, credits: used }, new Date(at))
  })
}

async function tenantIn(timeZone: string): Promise<TestTenant> {
  const tenant = await app.addTenant()
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update tenants set time_zone = ${timeZone} where id = ${tenant.uuid}`,
  )
  return tenant
}

test('it shows what was granted, spent and reserved, and what of the plan is taken', async () => {
  const tenant = await app.addTenant({ Prices: 'A check-up costs £68.' })
  const ask = () =>
    app.rest().post('/api/chat', {
      message: 'How much is a check-up?',
      session_id: randomUUID(),
      business_id: tenant.slug,
    })
  await ask()
  await ask()
  await app.parts.database.query((sql) =>
    reserveCredits(sql, { tenantId: tenant.uuid, reference: 'running', credits: 3 }, new Date()),
  )
  const usage = await readUsage(tenant)
  const { balance, reserved, granted, spent, answers } = usage
  assert.equal(
    { balance, reserved, granted, spent, answers },
    { balance: 14_995, reserved: 3, granted: 15_000, spent: 2, answers: 2 },
  )
  assert.equal([usage.plan, usage.timeZone], ['starter', 'Europe/London'])
  const [{ people } = { people: 0 }] = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx<{ people: number }[]>`select count(*)::int as people from users where status = 'active'`,
  )
  assert.equal(usage.seats, { used: people, included: 3 })
  assert.equal(usage.integrations, { used: 0, included: 1 })
  assert.is(usage.days[0].date.slice(8), '01')
  assert.is(usage.days.at(-1).date, usage.to)

  await app.parts.database.query((sql) =>
    releaseCredits(sql, { tenantId: tenant.uuid, reference: 'running' }, new Date()),
  )
  const later = await readUsage(tenant)
  assert.equal([later.balance, later.reserved, later.spent], [14_998, 0, 2])
})

test('a person who was disabled takes no seat', async () => {
  const tenant = await app.addTenant()
  const before = (await readUsage(tenant)).seats.used
  await tenant.token('agent')
  assert.is((await readUsage(tenant)).seats.used, before + 1)
  await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update users set status = 'disabled' where role = 'agent'`,
  )
  assert.is((await readUsage(tenant)).seats.used, before)
})

test('days begin at midnight of the business, also where clocks change', async () => {
  const tenant = await tenantIn('America/New_York')
  // the clocks there went back on 2 November 2025 at 06:00 UTC
  await charge(tenant, '2025-11-01T03:59:59.999Z', 1, 1)
  await charge(tenant, '2025-11-01T04:00:00Z', 5, 2)
  await charge(tenant, '2025-11-02T03:59:59Z', 4, 4)
  await charge(tenant, '2025-11-02T04:00:00Z', 8, 8)
  await charge(tenant, '2025-11-03T04:59:59Z', 16, 16)
  await charge(tenant, '2025-11-03T05:00:00Z', 32, 32)
  const usage = await readUsage(tenant, '?from=2025-11-01&to=2025-11-03')
  assert.equal(usage.days, [
    { date: '2025-11-01', granted: 0, spent: 6, answers: 2, recordings: 0 },
    { date: '2025-11-02', granted: 0, spent: 24, answers: 2, recordings: 0 },
    { date: '2025-11-03', granted: 0, spent: 32, answers: 1, recordings: 0 },
  ])
  assert.equal([usage.granted, usage.spent, usage.answers], [0, 62, 5])
})

test('without from it begins at the first of the month', async () => {
  const tenant = await tenantIn('UTC')
  const usage = await readUsage(tenant, '?to=2026-02-10')
  assert.equal([usage.from, usage.to, usage.days.length], ['2026-02-01', '2026-02-10', 10])
})

test('the days that are asked for must be days, in order, and at most a year', async () => {
  const tenant = await app.addTenant()
  const rest = app.rest(await tenant.token())
  for (const [query, code, field] of [
    ['?from=2026-02-30', 'invalid_input', 'from'],
    ['?from=yesterday', 'invalid_input', 'from'],
    ['?from=2026-02-10&to=2026-02-09', 'invalid_input', 'to'],
    ['?from=2025-01-01&to=2026-02-09', 'invalid_input', 'to'],
    ['?since=2026-02-10', 'unknown_field', 'since'],
  ] as const) {
    const { status, body } = await rest.get(path + query)
    assert.equal([status, body.code, body.errors[0].path], [422, code, field], query)
  }
  assert.is((await rest.get(`${path}?from=2025-01-01&to=2026-01-01`)).body.days.length, 366)
})

test('it is for those who may read the billing, and shows nobody else', async () => {
  const [ours, theirs] = [await app.addTenant(), await app.addTenant()]
  await leaveCredits(app, theirs, 7)
  assert.is((await readUsage(ours)).spent, 0)
  assert.is((await readUsage(theirs)).spent, 14_993)
  assert.is((await app.rest().get(path)).status, 401)
  assert.is((await app.rest(await ours.token('agent')).get(path)).body.code, 'permission_denied')
  const trpc = await app.trpc(await ours.token()).billing.usage.query({})
  assert.is(trpc.balance, 15_000)
  const refused = await app
    .trpc(await ours.token('agent'))
    .billing.usage.query({})
    .catch((error: unknown) => error)
  assert.ok(refused instanceof TRPCClientError && refused.data.failure === 'permission_denied')
})

test.run()
