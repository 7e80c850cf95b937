import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { Failure } from '../failure.ts'
import { createGate } from './gate.ts'

/** A connection outside or inside a transaction; int8 comes as bigint. */
export type Sql = postgres.Sql<{ bigint: bigint }>
export type Tx = postgres.TransactionSql<{ bigint: bigint }>

export type Database = {
  /** Every query through here waits in a bounded queue; throws `overloaded` or `unavailable`. */
  query<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** A transaction that sees the rows of one tenant only (row-level security). */
  tenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Whether the database answers now, on a connection of its own: says nothing of how busy the others are. */
  probe(): Promise<void>
  close(): Promise<void>
}

/** The role that the product works under: owns nothing, cannot bypass row-level security. */
export const appRole = 'office_app'

/** A pool whose sessions act as `role`. */
export function connect(url: string, options: { role?: string; max: number }): Sql {
  return postgres(url, {
    max: options.max,
    types: { bigint: postgres.BigInt },
    onnotice: () => {},
    // postgres.js never turns off Nagle's algorithm by itself
    socket: ({ host, port }: { host: string[]; port: number[] }) =>
      net.connect({ host: host[0] ?? 'localhost', port: port[0] ?? 5432, noDelay: true }),
    // its own grows to 20 s, and calls would fail for as long after an outage
    backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1),
    connect_timeout: 5,
    connection: {
      application_name: 'office16852',
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
      plan_cache_mode: 'force_generic_plan',
      ...(options.role && { role: options.role }),
    },
  } as postgres.Options<{ bigint: postgres.PostgresType<bigint> }>)
}

const probeMs = 500

export function openDatabase(url: string, poolSize: number): Database {
  const sql = connect(url, { role: appRole, max: poolSize })
  const gate = createGate({ width: poolSize, queue: 1_000, waitMs: 1_800, workMs: 15_000 })
  const query: Database['query'] = (work) => gate.run(() => work(sql).catch(rethrow))
  const probing = connect(url, { role: appRole, max: 1 })
  return {
    query,
    async probe() {
      const late = sleep(probeMs, undefined, { ref: false }).then(() => {
        throw new Failure('unavailable', 'The database is away.', { retryAfterS: 2 })
      })
      await Promise.race([probing`select 1`.then(() => {}, rethrow), late])
    },
    tenant: (tenantId, work) =>
      query((pool) =>
        pool.begin(async (tx) => {
          await tx`select set_config('app.tenant', ${tenantId}, true)`
          return work(tx)
        }),
      ) as Promise<never>,
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), probing.end({ timeout: 1 })])
    },
  }
}

/** SQLSTATE and driver codes that mean "away for now", not "wrong". Source: PostgreSQL, appendix A; postgres.js. */
const away = /^(08|57P0[1-5]|53|CONNECT|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|CONNECTION_)/
/** A lock that was not given in time, a statement that took too long, two transactions in each other's way. */
const contended = /^(55P03|57014|40001|40P01|25P03)$/

function rethrow(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (away.test(code))
    throw new Failure('unavailable', 'The database is away; try again in a moment.', {
      retryAfterS: 2,
      cause: error,
    })
  if (contended.test(code))
    throw new Failure('busy', 'Somebody else is changing the same thing; try again.', {
      retryAfterS: 1,
      cause: error,
    })
  throw error
}
