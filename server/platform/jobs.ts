import { EventEmitter } from 'node:events'
import { PgBoss, type QueueOptions } from 'pg-boss'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { poolDatabase, sessionDatabase } from './boss-database.ts'
import type { Sql, Tx } from './postgres.ts'

/** A kind of background work: its queue, the shape of its payload, how it is retried. */
export type JobType<P extends z.ZodObject = z.ZodObject> = {
  readonly name: string
  readonly payload: P
  readonly options: QueueOptions
  /** When it is due by itself, in UTC. Its payload must then be empty. */
  readonly cron?: string
  /** Of a group only one is worked at a time, by whichever process. */
  readonly oneOfGroup?: boolean
}

export const jobType = <P extends z.ZodObject>(type: JobType<P>): JobType<P> => type

export type Jobs = {
  /** Adds a job in the caller's transaction: it exists exactly when the change does. */
  send<P extends z.ZodObject>(tx: Tx, type: JobType<P>, payload: z.input<P>): Promise<void>
  /** Adds many in the caller's transaction; one whose id stands already is left as it is. */
  sendAll<P extends z.ZodObject>(tx: Tx, type: JobType<P>, jobs: readonly NewJob<P>[]): Promise<void>
  /** Takes up to `most` due jobs, none of a group in `ignoring`; they come again when they are not removed in time. */
  take<P extends z.ZodObject>(
    sql: Sql | Tx,
    type: JobType<P>,
    most: number,
    ignoring: readonly string[],
  ): Promise<TakenJob<P>[]>
  /** Forgets jobs, whoever has taken them. */
  remove(sql: Sql | Tx, type: JobType, ids: readonly string[]): Promise<void>
  /** Says when a job of a type that is due at once was added anywhere; what is due later is not told. */
  onAdded(type: JobType, listener: () => void): void
  /** Works jobs of one type; a batch is settled job by job. The handler's throw is a failed attempt. */
  work<P extends z.ZodObject>(
    type: JobType<P>,
    handler: (payload: z.output<P>, signal: AbortSignal) => Promise<void>,
  ): Promise<void>
  /** Waits up to `timeoutMs` for running jobs, then leaves them to their heartbeat. */
  stop(timeoutMs: number): Promise<void>
}

/** A job with an id of its own (UUID): the same id stands once. Jobs of a group can be left out when some are taken. */
export type NewJob<P extends z.ZodObject> = {
  readonly id: string
  readonly payload: z.input<P>
  readonly group: string
  /** Null: at once. */
  readonly due: Date | null
}

export type TakenJob<P extends z.ZodObject> = { readonly id: string; readonly payload: z.output<P> }

/** Where a job goes after its last attempt. */
export const deadLetterQueue = 'dead-letters'

const batchSize = 10
/** How often jobs are looked for whose worker is gone. */
const superviseS = 2

/** Connects to an installed queue schema; `works` starts supervision and listening too. */
export async function openJobs(pool: Sql, log: Logger, works: boolean): Promise<Jobs> {
  const added = new EventEmitter()
  const boss = new PgBoss({
    db: poolDatabase(pool, (queue) => added.emit(queue)),
    migrate: false,
    createSchema: false,
    supervise: works,
    schedule: works,
    useListenNotify: works,
    monitorIntervalSeconds: superviseS,
    superviseIntervalSeconds: superviseS,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'job queue error'))
  await boss.start()
  return {
    async send(tx, type, payload) {
      await boss.send(type.name, type.payload.parse(payload), { db: sessionDatabase(tx) })
    },
    async sendAll(tx, type, jobs) {
      if (jobs.length === 0) return
      const rows = jobs.map(({ id, payload, group, due }) => ({
        id,
        data: type.payload.parse(payload),
        group: { id: group },
        ...(due && { startAfter: due }),
      }))
      await boss.insert(type.name, rows, { db: sessionDatabase(tx) })
    },
    async take(sql, type, most, ignoring) {
      const options = { batchSize: most, ignoreGroups: [...ignoring], db: sessionDatabase(sql) }
      const jobs = await boss.fetch<object>(type.name, options)
      return jobs.map(({ id, data }) => ({ id, payload: type.payload.parse(data) }))
    },
    async remove(sql, type, ids) {
      if (ids.length > 0) await boss.deleteJob(type.name, [...ids], { db: sessionDatabase(sql) })
    },
    onAdded: (type, listener) => void added.on(type.name, listener),
    async work(type, handler) {
      if (type.cron) await boss.schedule(type.name, type.cron, {}, { tz: 'UTC' })
      const options = {
        batchSize,
        perJobResults: true,
        burstWhenBatchFull: true,
        notifyPollingIntervalSeconds: 1,
        pollingIntervalSeconds: 1,
        ...(type.oneOfGroup && { groupConcurrency: 1 }),
      } as const
      await boss.work<object, unknown, typeof options>(type.name, options, async (batch) =>
        Promise.all(
          batch.map(async ({ id, data, signal }) => {
            try {
              await handler(type.payload.parse(data), signal)
              return { id, status: 'completed' as const }
            } catch (error) {
              log.warn({ err: error, job: type.name, jobId: id }, 'job attempt failed')
              return { id, status: 'failed' as const, output: { reason: String(error) } }
            }
          }),
        ),
      )
    },
    stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs, close: false }),
  }
}

/** Creates or upgrades the queue schema and its queues, as the owner of the database. */
export async function installJobs(owner: Sql, types: readonly JobType[]): Promise<void> {
  const boss = new PgBoss({ db: poolDatabase(owner), supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue(deadLetterQueue)
  for (const { name, options } of types) {
    const queue = { ...options, deadLetter: deadLetterQueue, notify: true }
    await boss.createQueue(name, queue)
    await boss.updateQueue(name, queue)
  }
  await boss.stop({ graceful: false, close: false })
}
