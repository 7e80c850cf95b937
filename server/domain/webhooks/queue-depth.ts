import type { Parts } from '../../call.ts'
import { deliverWebhook } from '../events/jobs.ts'

/** What waits to be delivered, of all businesses. */
export type QueueDepth = {
  /** Seconds since the oldest delivery that waits was due; 0: none waits. */
  oldestDueS: number
  waiting: readonly { plan: string; due: boolean; count: number }[]
}

export async function readQueueDepth({ database }: Pick<Parts, 'database'>): Promise<QueueDepth> {
  const rows = await database.query(
    (sql) => sql<{ plan: string | null; due: boolean; count: number; oldest: number }[]>`
      select t.plan, j.start_after <= now() as due, count(*)::int as count,
             greatest(0, extract(epoch from now() - min(j.start_after)))::float8 as oldest
      from pgboss.job j
      left join tenants t on t.id = (j.data ->> 'tenantId')::uuid
      where j.name = ${deliverWebhook.name} and j.state < 'active'
      group by 1, 2`,
  )
  return {
    oldestDueS: Math.max(0, ...rows.filter(({ due }) => due).map(({ oldest }) => oldest)),
    waiting: rows.map(({ plan, due, count }) => ({ plan: plan ?? 'none', due, count })),
  }
}
