import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { grantCredits } from '../billing/credits.ts'
import { changeTenant } from '../tenants/rows.ts'
import { Grant, Granted } from './contract.ts'

export const grantMoreCredits = operation({
  name: 'billing.grantCredits',
  summary: 'Give a business credits beside those of its plan',
  permission: 'platform.billing.manage',
  input: Grant,
  output: Granted,
  run: (call, { tenantId, reference, credits }) =>
    changeTenant(call, tenantId, async (tx, { id }) => {
      // apart from the months, which are references of the same ledger
      const movement = { tenantId: id, reference: `grant ${reference}`, credits }
      const granted = await grantCredits(tx, movement, call.now)
      if (!granted) await refuseOtherAmount(tx, movement)
      const [balance] = await tx<{ balance: number }[]>`
        select balance from credit_balances where tenant_id = ${id}`
      if (granted)
        await audit(tx, call, id, {
          action: 'billing.grantCredits',
          subject: tenantId,
          details: { reference, credits },
        })
      return { granted, credits: balance?.balance ?? 0 }
    }),
})

async function refuseOtherAmount(
  tx: Tx,
  { tenantId, reference, credits }: { tenantId: string; reference: string; credits: number },
): Promise<void> {
  const [earlier] = await tx<{ amount: number }[]>`
    select amount from credit_ledger
    where tenant_id = ${tenantId} and reference = ${reference} and kind = 'grant'`
  if (earlier?.amount !== credits)
    throw new Failure('idempotency_key_reused', `This reference has granted ${earlier?.amount} credits.`)
}
