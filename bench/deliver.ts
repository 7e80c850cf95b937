import { setTimeout as sleep } from 'node:timers/promises'
import type { EventClient } from '../clients/sdk/grpc.ts'
import { type Bench, interleave, median } from './harness.ts'
import { createLimitDatabase } from './limit-database.ts'
import { startProgram } from './program.ts'
import { eventOf, eventsAt, type Ground, openGround, quantile, type Told } from './webhook-sides.ts'

const whole = { warmUp: 2_000, rounds: 5, paced: 2_000, flood: 6_000, businesses: 20 }
const brief = { warmUp: 100, rounds: 1, paced: 200, flood: 300, businesses: 4 }
const pacedPerS = 200
const inFlight = 50
const mostMs = 60_000

/** From an event to the endpoint that is told of it, and to the record that it was. */
export const deliver: Bench = {
  name: 'deliver',
  work: `publish over gRPC → signed POST → answer recorded, of ${whole.businesses} businesses: at ${pacedPerS}/s open loop, then ${inFlight} publishers as fast as it goes; the product with its worker, the endpoint and PostgreSQL each in a process of their own`,
  limit: 'pg-boss in batches and a POST of each job, nothing recorded, jobs made by the hundred',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const ground = await openGround(scope)
    const told = await ground.addTold(size.businesses)
    const product = await ground.start('grpc,worker')
    const events = eventsAt(ground, product.grpcPort)
    scope.defer(async () => events.close())
    const limit = startProgram('bench/deliver-limit.ts', {
      LIMIT_URL: await createLimitDatabase(ground.databaseUrl),
      SINK_URL: ground.sinkUrl,
    })
    scope.defer(limit.stop)
    const { httpUrl: limitUrl } = await limit.ready()

    await flood(ground, events, told, size.warmUp)
    await floodLimit(ground, limitUrl, size.warmUp)
    const paced: Times[] = []
    for (let round = 0; round < size.rounds; round++) paced.push(await pace(ground, events, told, size.paced))
    const pairs = await interleave(size.rounds, {
      candidate: () => flood(ground, events, told, size.flood),
      limit: () => floodLimit(ground, limitUrl, size.flood),
    })
    const middle = (share: keyof Times) => median(paced.map((times) => times[share]))
    const rate = median(pairs.map(({ candidate }) => candidate))
    const timed = (name: string, share: keyof Times, goal: { must: number; aim: number | null } | null) => ({
      name: `ingest → first byte at ${pacedPerS}/s, ${name}`,
      unit: 'ms',
      value: middle(share),
      limit: null,
      ratio: null,
      goal: goal && { of: 'value' as const, better: 'less' as const, ...goal },
    })
    return {
      figures: [
        timed('p50', 'p50', null),
        timed('p95', 'p95', { must: 60, aim: 25 }),
        timed('p99', 'p99', { must: 150, aim: null }),
        {
          name: 'delivered, sustained',
          unit: '/s',
          value: rate,
          limit: median(pairs.map(({ limit }) => limit)),
          ratio: median(pairs.map(({ candidate, limit }) => candidate / limit)),
          goal: { of: 'value', better: 'more', must: 600, aim: 1_500 },
        },
      ],
      rows: [
        ...paced.map(({ p50, p95, p99 }, at) => ({
          Round: at + 1,
          Side: `product, ${pacedPerS}/s`,
          'p50 ms': p50,
          'p95 ms': p95,
          'p99 ms': p99,
          '/s': '',
        })),
        ...pairs.flatMap(({ candidate, limit }, at) =>
          Object.entries({ product: candidate, limit }).map(([side, perS]) => ({
            Round: at + 1,
            Side: side,
            'p50 ms': '',
            'p95 ms': '',
            'p99 ms': '',
            '/s': perS,
          })),
        ),
      ],
      notes: ['Every event that was published came to the endpoint, else the bench fails.'],
    }
  },
}

type Times = { p50: number; p95: number; p99: number }

const nowMs = () => performance.timeOrigin + performance.now()

/** Publishes at a fixed rate, whatever the answers do, and times each event to the head of its delivery. */
async function pace(
  ground: Ground,
  events: EventClient,
  told: readonly Told[],
  count: number,
): Promise<Times> {
  const asked = new Map<string, number>()
  const startedMs = performance.now()
  const all: Promise<void>[] = []
  for (let i = 0; i < count; i++) {
    await sleep(Math.max(0, startedMs + (i * 1_000) / pacedPerS - performance.now()))
    const atMs = nowMs()
    const business = told[i % told.length] as Told
    all.push(
      events.publish(eventOf(business, crypto.randomUUID())).then(({ eventId }) => {
        asked.set(eventId, atMs)
      }),
    )
  }
  await Promise.all(all)
  const hits = await collect(ground, asked.size)
  const times = [...asked].map(([id, atMs]) => (hits.get(id) ?? Number.NaN) - atMs)
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) }
}

/** Publishes as fast as it goes; the rate is that of all deliveries, from the first publish to the last of them. */
async function flood(
  ground: Ground,
  events: EventClient,
  told: readonly Told[],
  count: number,
): Promise<number> {
  let left = count
  const startedMs = nowMs()
  const one = async () => {
    while (left-- > 0) await events.publish(eventOf(told[left % told.length] as Told, crypto.randomUUID()))
  }
  await Promise.all(Array.from({ length: inFlight }, one))
  const hits = await collect(ground, count)
  return (count / (Math.max(...hits.values()) - startedMs)) * 1_000
}

async function floodLimit(ground: Ground, limitUrl: string, count: number): Promise<number> {
  const startedMs = nowMs()
  await (await fetch(`${limitUrl}/?count=${count}`, { method: 'POST' })).arrayBuffer()
  const hits = await collect(ground, count)
  return (count / (Math.max(...hits.values()) - startedMs)) * 1_000
}

/** What came to the endpoint, once it is so much. Throws when it does not come. */
async function collect(ground: Ground, count: number): Promise<Map<string, number>> {
  const untilMs = performance.now() + mostMs
  const hits = new Map<string, number>()
  while (hits.size < count) {
    if (performance.now() > untilMs) throw new Error(`${hits.size} of ${count} deliveries came`)
    await sleep(100)
    for (const [id, atMs] of await ground.takeHits()) if (!hits.has(id)) hits.set(id, atMs)
  }
  // the last attempts are recorded before the next round begins
  await sleep(200)
  await ground.takeHits()
  return hits
}
