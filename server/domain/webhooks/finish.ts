import type { Parts } from '../../call.ts'
import { createBatch } from '../../platform/batch.ts'
import { deliverWebhook } from '../events/jobs.ts'
import type { Attempt } from './attempt.ts'
import { jobOf } from './claim.ts'
import { mailDisabled } from './jobs.ts'

/** What keeping an attempt came to. kept: its lease still held; else another run of the delivery says how it goes on. */
export type Finished = { kept: boolean; due: Date | null; disabled: 'gone' | 'failing' | null }

const batching = { most: 200, inFlight: 2, queue: 10_000, waitMs: 10_000 }

/**
 * Keeps attempts: those of one moment in one transaction, with the job of the next attempt where there is one, and the
 * mail to whoever should know that a subscription was disabled (migrations, finish_deliveries).
 */
export const createFinish = ({ database, jobs }: Pick<Parts, 'database' | 'jobs'>) =>
  createBatch(
    (attempts: readonly Attempt[]): Promise<Finished[]> =>
      database.query((sql) =>
        sql.begin(async (tx) => {
          const lines = await tx<Line[]>`
            select at, kept, due_at as due, disabled
            from finish_deliveries(${tx.json(attempts.map(rowOf) as never)})`
          const finished: Finished[] = []
          const ended: string[] = []
          const next = []
          for (const { at, kept, due, disabled } of lines) {
            const { of } = attempts[at] as Attempt
            finished[at] = { kept, due, disabled }
            if (kept) ended.push(of.id)
            if (kept && due) next.push(jobOf({ ...of, due }))
            if (disabled) {
              const { tenantId, subscriptionId } = of
              await jobs.send(tx, mailDisabled, { tenantId, subscriptionId, reason: disabled })
            }
          }
          await jobs.remove(tx, deliverWebhook, ended)
          await jobs.sendAll(tx, deliverWebhook, next)
          return finished
        }),
      ) as Promise<Finished[]>,
    batching,
  )

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
