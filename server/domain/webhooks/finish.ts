import type { Parts } from '../../call.ts'
import { createBatch } from '../../platform/batch.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import { deliverWebhook } from '../events/jobs.ts'
import type { Attempt } from './attempt.ts'
import { jobOf } from './claim.ts'
import { mailDisabled } from './jobs.ts'

/** What keeping an attempt came to. kept: its lease still held; else another run of the delivery says how it goes on. */
export type Finished = { kept: boolean; due: Date | null; disabled: 'gone' | 'failing' | null }

const batching = { most: 200, inFlight: 2, queue: 10_000, waitMs: 10_000, lingerMs: 15 }
const removing = { most: 1_000, inFlight: 1, queue: 100_000, waitMs: 60_000, lingerMs: 200 }

/**
 * Keeps attempts: those of one moment in one transaction, with the job of the next attempt where there is one, and the
 * mail to whoever should know that a subscription was disabled (migrations, finish_deliveries). The jobs of what has ended
 * are removed later, many at once: one that comes again finds nothing to do.
 */
export function createFinish({ database, jobs, log }: Pick<Parts, 'database' | 'jobs' | 'log'>) {
  const remove = createBatch(async (ids: readonly string[]) => {
    await database.query((sql) => jobs.remove(sql, deliverWebhook, ids))
    return ids
  }, removing)
  const removeLater = (id: string) =>
    void remove(id).catch((err) =>
      log.warn({ err }, 'the job of a delivery that has ended could not be removed'),
    )

  return createBatch(async (attempts: readonly Attempt[]): Promise<Finished[]> => {
    const isFinal = attempts.every(({ error }) => error === null)
    const finished = isFinal
      ? await database.query((sql) => keepAll(sql, attempts))
      : await (database.query((sql) => sql.begin((tx) => keepWithJobs(tx, jobs, attempts))) as Promise<
          Finished[]
        >)
    for (const [at, { kept, due }] of finished.entries())
      if (kept && due === null) removeLater((attempts[at] as Attempt).of.id)
    return finished
  }, batching)
}

async function keepAll(sql: Sql | Tx, attempts: readonly Attempt[]): Promise<Finished[]> {
  const lines = await sql<Line[]>`
    select at, kept, due_at as due, disabled
    from finish_deliveries(${sql.json(attempts.map(rowOf) as never)})
    order by at`
  return lines.map(({ kept, due, disabled }) => ({ kept, due, disabled }))
}

async function keepWithJobs(tx: Tx, jobs: Parts['jobs'], attempts: readonly Attempt[]): Promise<Finished[]> {
  const finished = await keepAll(tx, attempts)
  const next = []
  for (const [at, { kept, due, disabled }] of finished.entries()) {
    const { of } = attempts[at] as Attempt
    if (kept && due) next.push(jobOf({ ...of, due }))
    if (!disabled) continue
    const { tenantId, subscriptionId } = of
    await jobs.send(tx, mailDisabled, { tenantId, subscriptionId, reason: disabled })
  }
  await jobs.remove(
    tx,
    deliverWebhook,
    next.map(({ id }) => id),
  )
  await jobs.sendAll(tx, deliverWebhook, next)
  return finished
}

type Line = { at: number } & Finished

const rowOf = ({ of, id, startedAt, status, error, address, timings, ...same }: Attempt, at: number) => ({
  at,
  tenant: of.tenantId,
  subscription: of.subscriptionId,
  delivery: of.id,
  lease: of.lease,
  id,
  number: of.number,
  started: startedAt,
  delivered: error === null,
  status,
  error,
  address,
  dns_ms: timings.dnsMs,
  connect_ms: timings.connectMs,
  tls_ms: timings.tlsMs,
  first_byte_ms: timings.firstByteMs,
  total_ms: timings.totalMs,
  now: new Date(),
  ...same,
})
