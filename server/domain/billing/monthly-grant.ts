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

/**
 * What a plan holds a month beyond what plans have granted in the running one, for a tenant that moves to it in this
 * transaction and whose row is locked. Returns the credits granted: changing to and fro adds nothing.
 */
export async function grantDifference(
  tx: Tx,
  { id, before, plan }: { id: string; before: PlanId; plan: PlanId },
  now: Date,
): Promise<number> {
  // first what the job grants, so that it finds the month done when it comes later
  await grantFirstMonth(tx, { id, plan: before }, now)
  const [row] = await tx<{ granted: number }[]>`
    select coalesce(sum(amount), 0)::int as granted from credit_ledger
    where tenant_id = ${id} and kind = 'grant'
      and reference in ${tx([monthOf(now), ...pricebook.plans.map((each) => raiseOf(now, each.id))])}`
  const credits = planOf(plan).included.creditsPerMonth - (row?.granted ?? 0)
  if (credits <= 0) return 0
  await grantCredits(tx, { tenantId: id, reference: raiseOf(now, plan), credits }, now)
  return credits
}

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

/** `month 2026-11 pro`: once a plan and month, because plans only ever raise what was granted. */
const raiseOf = (now: Date, plan: PlanId) => `${monthOf(now)} ${plan}`
