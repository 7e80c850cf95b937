import { getBalance } from '../domain/billing/credits.ts'
import { getEntitlements } from '../domain/billing/entitlements.ts'
import { getPricebook, listPlanCards } from '../domain/billing/pricing.ts'
import { query, router } from './init.ts'

export const billing = router({
  cards: query(listPlanCards),
  pricebook: query(getPricebook),
  entitlements: query(getEntitlements),
  balance: query(getBalance),
})
