import type { Call } from '../../call.ts'
import { deliverWebhook } from '../events/jobs.ts'
import { jobOf } from './claim.ts'
import { settleSubscription } from './jobs.ts'

/** Tenants of one transaction. */
const pageSize = 200
/** Deliveries of a tenant that one sweep repairs. */
const mostOfTenant = 1_000

/**
 * Gives a job to everything that is due, as of `call.now`, and has none (an id that has one keeps it), and settles what is
 * held for nobody's sake. Running it again changes nothing.
 */
export async function sweepAll(call: Call): Promise<void> {
  let after: string | null = null
  do after = await sweepPage(call, after)
  while (after !== null)
}

async function sweepPage(call: Call, after: string | null): Promise<string | null> {
  return call.database.query((sql) =>
    sql.begin(async (tx) => {
      const tenants = await tx<{ id: string }[]>`
        select id from tenants ${after === null ? tx`` : tx`where id > ${after}`} order by id limit ${pageSize}`
      const found = await tx<Found[]>`
        select t.id as "tenantId", s.kind, s.subscription_id as "subscriptionId", s.delivery_id as id
        from (select unnest(${tenants.map(({ id }) => id)}::uuid[]) as id) t,
        lateral sweep_deliveries(t.id, ${call.now}, ${mostOfTenant}) s`
      const due = found.filter(({ kind }) => kind === 'due')
      await call.jobs.sendAll(
        tx,
        deliverWebhook,
        due.map((delivery) => jobOf({ ...delivery, due: null })),
      )
      for (const { kind, tenantId, subscriptionId } of found)
        if (kind === 'settle') await call.jobs.send(tx, settleSubscription, { tenantId, subscriptionId })
      return tenants.length < pageSize ? null : (tenants.at(-1)?.id ?? null)
    }),
  ) as Promise<string | null>
}

type Found = { kind: 'due' | 'settle'; tenantId: string; subscriptionId: string; id: string }

/** For how long events, deliveries and attempts are kept, by whole months. */
const keptDays = 90

/** Makes the partitions of the months to come, and drops those that ended before what is kept. */
export async function keepPartitions(call: Call): Promise<void> {
  const [row] = await call.database.query(
    (sql) => sql<{ dropped: number }[]>`
      select keep_partitions(${call.now}, make_interval(days => ${keptDays})) as dropped`,
  )
  if (row && row.dropped > 0) call.log.info({ partitions: row.dropped }, 'dropped old events and deliveries')
}
