import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { ChangedPlan, PlanChange } from './contract.ts'
import { entitlementsOf } from './entitlements.ts'
import { grantDifference } from './monthly-grant.ts'
import { type PlanId, planOf } from './pricebook.ts'
import { countTaken, type Taken } from './taken.ts'

/** Takes effect at once. Throws `plan_limit_reached` while the business has more than the new plan holds. */
export const changePlan = operation({
  name: 'billing.changePlan',
  summary: 'Move to another plan',
  permission: 'billing.manage',
  input: PlanChange,
  output: ChangedPlan,
  run: (call, { plan }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const before = await lockPlan(tx, tenantId)
      if (before === plan) return { ...entitlementsOf({ plan }), creditsGranted: 0 }
      refuseOverLimit(plan, await countTaken(tx, tenantId))
      await tx`update tenants set plan = ${plan} where id = ${tenantId}`
      const creditsGranted = await grantDifference(tx, { id: tenantId, before, plan }, call.now)
      await audit(tx, call, tenantId, {
        action: 'billing.changePlan',
        subject: publicId('tenant', tenantId),
        details: { before, plan, creditsGranted },
      })
      return { ...entitlementsOf({ plan }), creditsGranted }
    }),
})

/** The plan of a tenant, which neither changes nor fills up further until this transaction ends. */
async function lockPlan(tx: Tx, tenantId: string): Promise<PlanId> {
  const [tenant] = await tx<{ plan: PlanId }[]>`
    select plan from tenants where id = ${tenantId} for no key update`
  if (!tenant) throw new Failure('tenant_not_found')
  return tenant.plan
}

function refuseOverLimit(plan: PlanId, taken: Taken): void {
  const { name, included } = planOf(plan)
  const errors = (['seats', 'integrations'] as const).flatMap((path) => {
    const most = included[path]
    if (most === null || taken[path] <= most) return []
    const message = `${name} holds ${most} ${path}, and ${taken[path]} are taken: remove ${taken[path] - most} first.`
    return [{ path, code: 'plan_limit_reached', message }]
  })
  if (errors.length === 0) return
  throw new Failure('plan_limit_reached', errors.map(({ message }) => message).join(' '), { errors })
}
