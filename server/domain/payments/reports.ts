import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { publish } from '../events/publish.ts'
import { changeTenant, type TenantRow } from '../tenants/rows.ts'
import { BillingState, FailedPayment, RecoveredPayment } from './contract.ts'

/** A report that comes again changes nothing, nor does one that comes after the recovery of its invoice. */
export const reportPaymentFailed = operation({
  name: 'billing.reportPaymentFailed',
  summary: 'Say that the payment of an invoice has failed',
  permission: 'platform.billing.manage',
  input: FailedPayment,
  output: BillingState,
  run: (call, { tenantId, invoice, reason }) =>
    changeTenant(call, tenantId, async (tx, row) => {
      const added = await tx`
        insert into payment_failures (tenant_id, invoice, reason, failed_at)
        values (${row.id}, ${invoice}, ${reason ?? null}, ${call.now})
        on conflict do nothing`
      if (added.count === 0) return stateOf(row, false)
      const moved = await settle(tx, row, call.now)
      await publish(tx, call, {
        tenantId: row.id,
        event: 'billing.payment_failed',
        data: { invoice, reason: reason ?? null },
      })
      await audit(tx, call, row.id, {
        action: 'billing.reportPaymentFailed',
        subject: tenantId,
        details: { invoice, reason: reason ?? null, status: moved.status },
      })
      return { ...moved, changed: true }
    }),
})

/** The business is past due until every failure has recovered. Throws `not_found` for an invoice that never failed. */
export const reportPaymentRecovered = operation({
  name: 'billing.reportPaymentRecovered',
  summary: 'Say that an invoice whose payment had failed is paid',
  permission: 'platform.billing.manage',
  input: RecoveredPayment,
  output: BillingState,
  run: (call, { tenantId, invoice }) =>
    changeTenant(call, tenantId, async (tx, row) => {
      const [known] = await tx<{ recovered_at: Date | null }[]>`
        select recovered_at from payment_failures where tenant_id = ${row.id} and invoice = ${invoice}`
      if (!known) throw new Failure('not_found', 'Report first that the payment of this invoice has failed.')
      if (known.recovered_at) return stateOf(row, false)
      await tx`
        update payment_failures set recovered_at = ${call.now}
        where tenant_id = ${row.id} and invoice = ${invoice}`
      const moved = await settle(tx, row, call.now)
      await publish(tx, call, {
        tenantId: row.id,
        event: 'billing.payment_recovered',
        data: { invoice, status: moved.status },
      })
      await audit(tx, call, row.id, {
        action: 'billing.reportPaymentRecovered',
        subject: tenantId,
        details: { invoice, status: moved.status },
      })
      return { ...moved, changed: true }
    }),
})

/** Brings the tenant's state in line with its open failures. */
async function settle(tx: Tx, row: TenantRow, now: Date) {
  const open = await tx`
    select from payment_failures where tenant_id = ${row.id} and recovered_at is null limit 1`
  const status = open.length > 0 ? ('past_due' as const) : ('ok' as const)
  if (status === row.billing_status) return { status, since: row.billing_status_since?.toISOString() ?? null }
  await tx`update tenants set billing_status = ${status}, billing_status_since = ${now} where id = ${row.id}`
  return { status, since: now.toISOString() }
}

const stateOf = (row: TenantRow, changed: boolean) => ({
  status: row.billing_status,
  since: row.billing_status_since?.toISOString() ?? null,
  changed,
})
