import { getBalance } from '../domain/billing/credits.ts'
import { getEntitlements } from '../domain/billing/entitlements.ts'
import { changePlan } from '../domain/billing/plan.ts'
import { getPricebook, listPlanCards } from '../domain/billing/pricing.ts'
import { getUsage } from '../domain/billing/usage.ts'
import { mutation, query, router } from './init.ts'

export const billing = router({
  cards: query(listPlanCards),
  pricebook: query(getPricebook),
  entitlements: query(getEntitlements),
  balance: query(getBalance),
  usage: query(getUsage),
  changePlan: mutation(changePlan),
})
