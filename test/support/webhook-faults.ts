import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { createEventClient } from '../../clients/sdk/grpc.ts'
import { serviceToken, type TestApp, waitUntil } from './app.ts'
import type { Receiver } from './receiver.ts'
import { checks } from './webhook-checks.ts'
import { createHooks, type Place } from './webhooks.ts'

const root = path.join(import.meta.dirname, '../..')
const places = 10
const inFlight = 20
const drainMs = 90_000

/** What a run of faults came to. */
export type Faults = {
  events: number
  kills: number
  hits: number
  /** Deliveries that came more than once, each time under the same webhook-id. */
  duplicates: number
  /** The longest time from a kill to the next delivery. */
  resumedMs: number
  /** From the last start to the last delivery. */
  drainedMs: number
}

/** Something that is killed again and again. */
export type Victim = {
  start(): Promise<{ kill(): Promise<void> }>
  /** host:port of the gRPC server that is published to. */
  address: string
  /** It is not ended at the end: others need it. */
  stays?: boolean
}

type Settings = { app: TestApp; receiver: Receiver; victim: Victim; events: number; kills: number }

/**
 * Publishes events while something is killed at random moments, each event under one key until it is acknowledged. Throws
 * unless every acknowledged event is kept once, came to its endpoint, and every delivery has ended as delivered.
 */
export async function publishAndKill({ app, receiver, victim, events, kills }: Settings): Promise<Faults> {
  await using scope = new AsyncDisposableStack()
  const hooks = createHooks(app, receiver)
  const told: Place[] = []
  for (let i = 0; i < places; i++) told.push(await hooks.subscribe())
  const token = await serviceToken(app, { scopes: ['events.publish'] })
  const client = createEventClient({ address: victim.address, token: () => token })
  scope.defer(() => client.close())
  const journal = new Map<string, string>()
  let isOver = false
  scope.defer(() => {
    isOver = true
  })
  const publish = async (n: number) => {
    const key = `event ${n}`
    const tenantId = told[n % places]?.tenant.id ?? ''
    const data = { invoice: key, reason: null }
    const asked = { tenantId, key, event: 'billing.payment_failed', conversationId: undefined, data }
    while (!isOver)
      try {
        journal.set(key, (await client.publish(asked, { timeoutMs: 5_000 })).eventId)
        return
      } catch {
        await sleep(100)
      }
  }
  const killedAtMs: number[] = []
  let published = 0
  const publishing: Promise<void>[] = []
  const send = async (count: number) => {
    let left = count
    const one = async () => {
      while (left-- > 0) await publish(published++)
    }
    await Promise.all(Array.from({ length: inFlight }, one))
  }

  const each = Math.ceil(events / (kills + 1))
  let running = await victim.start()
  if (!victim.stays) scope.defer(() => running.kill())
  let startedMs = performance.now()
  for (let kill = 0; kill < kills; kill++) {
    publishing.push(send(each))
    await sleep(20 + Math.random() * 600)
    killedAtMs.push(performance.now())
    await running.kill()
    running = await victim.start()
    startedMs = performance.now()
  }
  await send(events - each * kills)
  await Promise.all(publishing)
  const ids = new Set(journal.values())
  const came = () => new Set(receiver.hits.map(({ headers }) => String(headers['webhook-id'])))
  await waitUntil(async () => ids.isSubsetOf(came()), drainMs).catch(() => {
    throw new Error(`${ids.difference(came()).size} of ${ids.size} events never came`)
  })
  const drainedMs = Math.max(...receiver.hits.map(({ atMs }) => atMs)) - startedMs
  await waitUntil(async () => (await countOpen(told)) === 0, drainMs)

  assert.is(journal.size, events, 'every event was acknowledged')
  assert.is(ids.size, events, 'every key is an event of its own')
  assert.equal([...came().difference(ids)], [], 'nothing came that was not published')
  await audit(app, told, events)
  const hits = receiver.hits.length
  return {
    events,
    kills,
    hits,
    duplicates: hits - events,
    resumedMs: Math.round(Math.max(0, ...killedAtMs.map((atMs) => nextHit(receiver, atMs) - atMs))),
    drainedMs: Math.round(drainedMs),
  }
}

const nextHit = ({ hits }: Receiver, afterMs: number) =>
  Math.min(...hits.map(({ atMs }) => atMs).filter((atMs) => atMs > afterMs + 50))

/** Throws unless there are so many events, each delivered, and none of the things that must never be found. */
async function audit({ parts }: TestApp, told: readonly Place[], events: number): Promise<void> {
  let kept = 0
  for (const { tenant } of told)
    await parts.database.tenant(tenant.uuid, async (tx) => {
      const [row] = await tx<{ events: number; deliveries: number; delivered: number }[]>`
        select (select count(*)::int from events) as events, count(*)::int as deliveries,
               count(*) filter (where state = 'delivered')::int as delivered
        from webhook_deliveries`
      kept += row?.events ?? 0
      assert.equal([row?.deliveries, row?.delivered], [row?.events, row?.events])
      for (const [what, query] of Object.entries(checks)) {
        const [found] = await tx.unsafe<{ count: bigint }[]>(query)
        assert.is(Number(found?.count), 0, what)
      }
    })
  assert.is(kept, events)
}

async function countOpen(told: readonly Place[]): Promise<number> {
  let open = 0
  for (const place of told) open += (await place.count('pending')) + (await place.count('retrying'))
  return open
}

/** A role of the product in a process of its own beside `app`, on the same data; `file`: another way to start it. */
export async function startRole(
  app: TestApp,
  roles: string,
  { port = 0, file = 'server/main.ts', environment = {} } = {},
): Promise<{ child: ChildProcess; metricsUrl: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'info',
      ROLES: roles,
      HTTP_PORT: '0',
      GRPC_PORT: String(port),
      DATABASE_URL: app.databaseUrl,
      DATA_DIR: app.parts.config.dataDir,
      RATE_LIMIT_FACTOR: '10000',
      WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let metricsUrl = ''
  const ready = (async () => {
    for await (const line of createInterface(child.stdout)) {
      if (!line.includes('"msg":"ready"')) continue
      metricsUrl = JSON.parse(line).metricsUrl
      break
    }
    child.stdout.resume()
  })()
  await Promise.race([ready, exited])
  return {
    child,
    metricsUrl,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The PostgreSQL of `app`, killed with all its sessions as `pg_ctl stop -m immediate` does; it is started again by itself. */
export function postgresOf({ parts, grpcPort }: TestApp): Victim {
  const answers = () =>
    parts.database.probe().then(
      () => true,
      () => false,
    )
  /** The process that all sessions come from; NaN while it is away. */
  const postmaster = async () => {
    try {
      const [row] = await parts.database.query(
        (sql) => sql<{ pid: number }[]>`select pg_backend_pid() as pid`,
      )
      return Number(/^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${row?.pid}/status`, 'utf8'))?.[1])
    } catch {
      return Number.NaN
    }
  }
  return {
    address: `127.0.0.1:${grpcPort}`,
    stays: true,
    async start() {
      let pid = Number.NaN
      await waitUntil(async () => {
        pid = await postmaster()
        return pid > 0
      }, 30_000)
      return {
        async kill() {
          process.kill(pid, 'SIGQUIT')
          // it may be back before anybody has looked
          await waitUntil(async () => !(await answers()), 2_000).catch(() => {})
        },
      }
    },
  }
}
