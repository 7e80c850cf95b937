import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbeddedDatabase } from '../server/platform/embedded-postgres/database.ts'
import { createLog } from '../server/platform/log.ts'
import { connect, openDatabase } from '../server/platform/postgres.ts'
import { createLimitDatabase } from './limit-database.ts'
import { type Program, startProgram, startWorker } from './program.ts'
import type { Load, Order } from './turn-load.ts'
import { type Business, countRows, seedBusinesses } from './turn-seed.ts'

/** The product and its limit, each in its own process on one PostgreSQL, and the load generator in a third. */
export type Sides = {
  readonly businesses: readonly Business[]
  readonly productUrl: string
  readonly limitUrl: string
  /** Throws when a single answer was not one. */
  drive(order: Omit<Order, 'businesses' | 'connections'>): Promise<Load>
  /** Rows that stand in the two databases. */
  countStored(): Promise<{ product: number; limit: number }>
}

/** Visitors at the same time, a connection each. */
export const connections = 50
const poolSize = 10
const readyMs = 30_000

/** Starts both sides; everything that is started here is stopped by the scope. */
export async function startSides(
  scope: AsyncDisposableStack,
  dataDir: string,
  count: number,
): Promise<Sides> {
  const postgres = await openEmbeddedDatabase(dataDir, createLog('warn'))
  scope.defer(postgres.stop)
  const businesses = await seedBusinesses(postgres.url, dataDir, count)
  const database = openDatabase(postgres.url, 1)
  scope.defer(database.close)
  const limitDatabaseUrl = await createLimitDatabase(postgres.url)
  const limitRows = connect(limitDatabaseUrl, { max: 1 })
  scope.defer(() => limitRows.end({ timeout: 5 }))

  const productPort = await freePort()
  const product = startProgram('server/main.ts', {
    NODE_ENV: 'test',
    LOG_LEVEL: 'warn',
    DATA_DIR: dataDir,
    DATABASE_POOL_SIZE: String(poolSize),
    HTTP_PORT: String(productPort),
    GRPC_PORT: '0',
    RATE_LIMIT_FACTOR: '10000',
  })
  scope.defer(product.stop)
  const limit = startProgram('bench/turn-limit.ts', {
    LIMIT_URL: limitDatabaseUrl,
    LIMIT_POOL_SIZE: String(poolSize),
  })
  scope.defer(limit.stop)
  const generator = startWorker<Order, Load>('bench/turn-load.ts')
  scope.defer(generator.stop)

  const productUrl = `http://127.0.0.1:${productPort}`
  await waitUntilReady(productUrl, product)
  return {
    businesses,
    productUrl,
    limitUrl: (await limit.ready()).httpUrl,
    async drive(asked) {
      const load = await generator.ask({
        ...asked,
        connections,
        businesses: businesses.map(({ slug }) => slug),
      })
      if (load.faults === 0 && load.answers > 0) return load
      const { faults, answers, fault } = load
      throw new Error(`${faults} faults, ${answers} answers of ${asked.url}: ${fault}\n${product.output()}`)
    },
    async countStored() {
      const [row] = await limitRows<{ held: number }[]>`select count(*)::int as held from messages`
      return { product: await countRows(database, businesses, 'messages'), limit: row?.held ?? 0 }
    },
  }
}

/** A database of the limit's own on the same server. */
/** At this log level the product does not say that it is ready. */
async function waitUntilReady(url: string, product: Program): Promise<void> {
  const deadlineMs = performance.now() + readyMs
  while (performance.now() < deadlineMs) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error(`the product was not ready in time\n${product.output()}`)
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('there is no free port')
  return address.port
}
