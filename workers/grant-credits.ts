import { grantMonth, grantMonthToAll } from '../server/domain/billing/monthly-grant.ts'
import { handler } from './handler.ts'

export const grantMonthlyCredits = handler(grantMonth, grantMonthToAll)
