import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { Usage, UsageQuery } from './contract.ts'
import { type PlanId, planOf } from './pricebook.ts'
import { countTaken } from './taken.ts'

/** The longest stretch that is counted at once. */
const mostDays = 366

/** Conversations with a test key cost nothing, so nothing of them is in here. */
export const getUsage = operation({
  name: 'billing.usage',
  summary: 'What was used of the plan',
  permission: 'billing.read',
  input: UsageQuery,
  output: Usage,
  run: (call, asked) =>
    call.tenant(async (tx) => {
      const { from, to, timeZone, plan } = await readRange(tx, call, asked)
      const days = await countDays(tx, tenantOf(call), { from, to, timeZone })
      const { included } = planOf(plan)
      const taken = await countTaken(tx, tenantOf(call))
      const total = (count: (day: Day) => number) => days.reduce((sum, day) => sum + count(day), 0)
      return {
        from,
        to,
        timeZone,
        plan,
        ...(await readBalance(tx, tenantOf(call))),
        granted: total(({ granted }) => granted),
        spent: total(({ spent }) => spent),
        answers: total(({ answers }) => answers),
        recordings: total(({ recordings }) => recordings),
        seats: { used: taken.seats, included: included.seats },
        integrations: { used: taken.integrations, included: included.integrations },
        days,
      }
    }),
})

type Range = { from: string; to: string; timeZone: string }
type Day = z.infer<typeof Usage>['days'][number]

/** The days that are asked for, in the tenant's time zone; what is left out is today, and the first of its month. */
async function readRange(
  tx: Tx,
  call: Call,
  { from, to }: z.output<typeof UsageQuery>,
): Promise<Range & { plan: PlanId }> {
  const [row] = await tx<(Range & { days: number; plan: PlanId })[]>`
    select "timeZone", plan, r.to::text, f.from::text, r.to - f.from + 1 as days
    from (select time_zone as "timeZone", plan from tenants where id = ${tenantOf(call)}) t,
      lateral (select coalesce(${to ?? null}::date, (${call.now}::timestamptz at time zone "timeZone")::date) as to) r,
      lateral (select coalesce(${from ?? null}::date, date_trunc('month', r.to)::date) as from) f`
  if (!row) throw new Failure('tenant_not_found')
  if (row.days >= 1 && row.days <= mostDays) return row
  const message = `must be from ${row.from} on, and at most ${mostDays} days of it`
  throw new Failure('invalid_input', `to: ${message}`, { errors: [{ path: 'to', code: 'custom', message }] })
}

const countDays = (tx: Tx, tenantId: string, { from, to, timeZone }: Range): Promise<Day[]> =>
  tx<Day[]>`
    select to_char(day, 'YYYY-MM-DD') as date,
           coalesce(sum(l.amount) filter (where l.kind = 'grant'), 0)::int as granted,
           coalesce(sum(l.charged), 0)::int as spent,
           count(l.charged)::int - r.recordings as answers, r.recordings
    from generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') day
    cross join lateral (
      select count(*)::int as recordings from credit_ledger s
      where s.tenant_id = ${tenantId} and s.kind = 'settle' and s.reference like 'speech %'
        and s.created_at >= day at time zone ${timeZone}
        and s.created_at < (day + interval '1 day') at time zone ${timeZone}
    ) r
    left join credit_ledger l
      on l.tenant_id = ${tenantId} and l.kind in ('grant', 'settle')
      and l.created_at >= day at time zone ${timeZone} and l.created_at < (day + interval '1 day') at time zone ${timeZone}
    group by day, r.recordings order by day`

/** What can be spent, and what running answers hold, at one moment. */
async function readBalance(tx: Tx, tenantId: string): Promise<{ balance: number; reserved: number }> {
  const [row] = await tx<{ balance: number; reserved: number }[]>`
    select b.balance, (
      select coalesce(sum(o.credits), 0)::int
      from open_reservations(b.tenant_id, coalesce(s.closed_to, 0), ${lastId}) o) as reserved
    from credit_balances b left join credit_sweeps s on s.tenant_id = b.tenant_id
    where b.tenant_id = ${tenantId}`
  return row ?? { balance: 0, reserved: 0 }
}

const lastId = '9223372036854775807'
