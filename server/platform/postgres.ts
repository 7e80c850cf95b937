import net from 'node:net'
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
  /** The bare pool, for pg-boss. */
  readonly sql: Sql
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
      openSocket(host[0] ?? 'localhost', port[0] ?? 5432),
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

export function openDatabase(url: string, poolSize: number): Database {
  const sql = connect(url, { role: appRole, max: poolSize })
  const gate = createGate({ width: poolSize, queue: 1_000, waitMs: 2_000 })
  const query: Database['query'] = (work) => gate.run(() => work(sql).catch(rethrow))
  return {
    sql,
    query,
    tenant: (tenantId, work) =>
      query((pool) =>
        pool.begin(async (tx) => {
          await tx`select set_config('app.tenant', ${tenantId}, true)`
          return work(tx)
        }),
      ) as Promise<never>,
    close: () => sql.end({ timeout: 5 }),
  }
}

/** SQLSTATE classes and codes that mean "away for now", not "wrong". Source: PostgreSQL, appendix A. */
const awayCodes =
  /^(08|57P0[1-5]|53|55P03|57014|CONNECT|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|CONNECTION_)/

function rethrow(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (awayCodes.test(code))
    throw new Failure('unavailable', 'The database is away; try again in a moment.', {
      retryAfterS: 2,
      cause: error,
    })
  throw error
}

const openSocket = (host: string, port: number) =>
  new Promise<net.Socket>((resolve, reject) => {
    const socket = net.connect({ host, port, noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
