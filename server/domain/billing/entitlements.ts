import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { Entitlements, Nothing } from './contract.ts'
import { type PlanId, planOf } from './pricebook.ts'

export const getEntitlements = operation({
  name: 'billing.getEntitlements',
  summary: 'What the plan of this business holds',
  permission: 'billing.read',
  input: Nothing,
  output: Entitlements,
  async run(call) {
    const [tenant] = await call.tenant(
      (tx) => tx<{ plan: PlanId }[]>`select plan from tenants where id = ${tenantOf(call)}`,
    )
    if (!tenant) throw new Failure('tenant_not_found')
    return entitlementsOf(tenant)
  },
})

/** What a tenant may have, by its plan: credits a month, seats, integrations, support. */
export const entitlementsOf = ({ plan }: { plan: PlanId }): z.infer<typeof Entitlements> => ({
  plan,
  ...planOf(plan).included,
})
