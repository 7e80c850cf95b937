import { z } from 'zod'
import type { Call } from '../../call.ts'
import { jobType } from '../../platform/jobs.ts'

/** Gives back what was reserved by a process that died before it could settle or release it. */
export const releaseStranded = jobType({
  name: 'billing.releaseStranded',
  payload: z.strictObject({}),
  options: { retryLimit: 2, retryDelay: 30, expireInSeconds: 300 },
  cron: '* * * * *',
})

/**
 * A reservation that is open for longer belongs to nobody any more. Waiting for the database, the two writes of a turn and
 * the local engine end within 90 s; whatever reserves must close in less than this. What closes later stays free.
 */
export const strandedAfterMs = 120_000

/** Tenants of one transaction: few, because balances that move are locked until it commits. */
const pageSize = 200

/** Releases the stranded reservations of every tenant, as of `call.now`. Running it again changes nothing. */
export async function releaseAllStranded(call: Call): Promise<void> {
  const before = new Date(call.now.getTime() - strandedAfterMs)
  let after: string | null = null
  let released = 0
  do {
    const page: { id: string; released: number }[] = await call.database.query(
      (sql) => sql<{ id: string; released: number }[]>`
        select id, release_stranded(id, ${before}, ${call.now}) as released
        from (
          select id from tenants ${after === null ? sql`` : sql`where id > ${after}`}
          order by id limit ${pageSize}
        ) page`,
    )
    released += page.reduce((sum, row) => sum + row.released, 0)
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after !== null)
  if (released > 0) call.log.warn({ reservations: released }, 'released stranded credits')
}
