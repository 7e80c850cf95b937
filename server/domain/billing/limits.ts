import { Failure } from '../../failure.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type PlanId, planOf } from './pricebook.ts'
import { countTaken, type Taken } from './taken.ts'

/**
 * Locks a tenant's row until this transaction ends and refuses when its plan holds no more of a thing, so that of those
 * who race for the last one exactly one gets it. Throws `plan_limit_reached`. Source: contract §5.
 */
export async function holdPlace(tx: Tx, tenantId: string, thing: keyof Taken): Promise<void> {
  const [tenant] = await tx<{ plan: PlanId }[]>`
    select plan from tenants where id = ${tenantId} for no key update`
  if (!tenant) throw new Failure('tenant_not_found')
  const { name, included } = planOf(tenant.plan)
  const most = included[thing]
  if (most === null || (await countTaken(tx, tenantId))[thing] < most) return
  throw new Failure(
    'plan_limit_reached',
    `${name} holds ${most} ${thing}: move to a larger plan, or remove one first.`,
  )
}
