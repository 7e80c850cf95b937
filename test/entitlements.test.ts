import { TRPCClientError } from '@trpc/client'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('entitlements')
let app: TestApp
let tenant: TestTenant

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant()
})
test.after(() => app.stop())

const changePlan = (plan: string) =>
  app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update tenants set plan = ${plan} where id = ${tenant.uuid}`,
  )

test('a new tenant has what Starter holds', async () => {
  assert.equal(await app.trpc(await tenant.token()).billing.entitlements.query({}), {
    plan: 'starter',
    creditsPerMonth: 15_000,
    seats: 3,
    integrations: 1,
    support: 'email',
  })
})

test('another plan holds at once what it promises', async () => {
  const trpc = app.trpc(await tenant.token('admin'))
  await changePlan('pro')
  const { seats, integrations, creditsPerMonth } = await trpc.billing.entitlements.query({})
  assert.equal([seats, integrations, creditsPerMonth], [10, 3, 75_000])
  await changePlan('enterprise')
  assert.is((await trpc.billing.entitlements.query({})).seats, null)
})

test('there is no plan that is not sold', async () => {
  try {
    await changePlan('platinum')
    assert.unreachable()
  } catch (error) {
    assert.match(String(error), 'tenants_plan_check')
  }
})

test('only who may read the billing reads it', async () => {
  const refused = async (token?: string) => {
    try {
      await app.trpc(token).billing.entitlements.query({})
    } catch (error) {
      if (error instanceof TRPCClientError) return error.data.failure
    }
    return 'answered'
  }
  assert.is(await refused(), 'unauthenticated')
  assert.is(await refused(await tenant.token('agent')), 'permission_denied')
  assert.is(await refused(await tenant.token('viewer')), 'answered')
  assert.is(await refused(app.serviceToken), 'tenant_not_found')
})

test.run()
