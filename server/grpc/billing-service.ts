import type { z } from 'zod'
import { getBalance } from '../domain/billing/credits.ts'
import type * as contract from '../domain/payments/contract.ts'
import { grantMoreCredits } from '../domain/payments/grant.ts'
import { reportPaymentFailed, reportPaymentRecovered } from '../domain/payments/reports.ts'
import type { BillingServiceServer } from '../gen/office16852/v1/billing_service.ts'
import { BillingStatus } from '../gen/office16852/v1/tenant_service.ts'
import type { GrpcFace } from './face.ts'

export function billingService({ unary }: GrpcFace): BillingServiceServer {
  return {
    reportPaymentFailed: unary(
      reportPaymentFailed,
      ({ tenantId, invoice, reason }) => ({ tenantId, invoice, reason }),
      stateOf,
    ),
    reportPaymentRecovered: unary(
      reportPaymentRecovered,
      ({ tenantId, invoice }) => ({ tenantId, invoice }),
      stateOf,
    ),
    grantCredits: unary(
      grantMoreCredits,
      ({ tenantId, reference, credits }) => ({ tenantId, reference, credits }),
      (out) => out,
    ),
    getBalance: unary(
      getBalance,
      () => ({}),
      (out) => out,
    ),
  }
}

export const billingStatuses = { ok: BillingStatus.OK, past_due: BillingStatus.PAST_DUE }

const stateOf = ({ status, since, changed }: z.output<typeof contract.BillingState>) => ({
  state: { status: billingStatuses[status], since: since ?? undefined, changed },
})
