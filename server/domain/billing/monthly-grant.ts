import { z } from 'zod'
import type { Call } from '../../call.ts'
import { jobType } from '../../platform/jobs.ts'
import type { Tx } from '../../platform/postgres.ts'
import { grantCredits } from './credits.ts'
import { type PlanId, planOf, pricebook } from './pricebook.ts'

/** Grants the credits of the month to whoever has not got them yet. */
export const grantMonth = jobType({
  name: 'billing.grantMonth',
  payload: z.strictObject({}),
  options: { retryLimit: 5, retryDelay: 60, retryBackoff: true, expireInSeconds: 900 },
  cron: '2 0 * * *',
})

/** A new tenant's credits of the running month, in the transaction that adds the tenant. */
export const grantFirstMonth = (tx: Tx, tenant: { id: string; plan: PlanId }, now: Date): Promise<boolean> =>
  grantCredits(
    tx,
    {
      tenantId: tenant.id,
      reference: monthOf(now),
      credits: planOf(tenant.plan).included.creditsPerMonth,
    },
    now,
  )

/** Tenants of one transaction: few, because their balances are locked until it commits. */
const pageSize = 200

/** Grants every active tenant what its plan holds for the month of `call.now`, once. */
export async function grantMonthToAll(call: Call): Promise<void> {
  const credits = Object.fromEntries(
    pricebook.plans.map(({ id, included }) => [id, included.creditsPerMonth]),
  )
  let after: string | null = null
  let granted = 0
  do {
    const page: { id: string; granted: boolean }[] = await call.database.query(
      (sql) => sql<{ id: string; granted: boolean }[]>`
        select id, grant_credits(id, ${monthOf(call.now)}, (${sql.json(credits)} ->> plan)::integer, ${call.now}) as granted
        from (
          select id, plan from tenants
          where status = 'active' ${after === null ? sql`` : sql`and id > ${after}`}
          order by id limit ${pageSize}
        ) page`,
    )
    granted += page.filter((row) => row.granted).length
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after !== null)
  call.log.info({ tenants: granted }, 'granted the credits of the month')
}

/** `month 2026-11`, in UTC. */
const monthOf = (now: Date) => `month ${now.toISOString().slice(0, 7)}`
