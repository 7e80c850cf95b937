import { setTimeout as sleep } from 'node:timers/promises'
import { publishAll } from '../server/domain/events/publish.ts'
import { type Bench, median } from './harness.ts'
import { type Ground, openGround, quantile, type Told } from './webhook-sides.ts'

const whole = { rounds: 5, deliveries: 20_000, businesses: 100 }
const brief = { rounds: 1, deliveries: 500, businesses: 10 }
const hangMs = 10_000
const mostMs = 180_000

/** Whether one business whose endpoint hangs slows the others down. */
export const backlog: Bench = {
  name: 'backlog',
  work: `${whole.deliveries} due deliveries of ${whole.businesses} businesses, a worker of its own drains them; the endpoint of one hangs for ${hangMs / 1_000} s`,
  limit: 'the same with an endpoint that does not hang',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const ground = await openGround(scope, hangMs)
    const rounds: { alone: Drained; beside: Drained }[] = []
    for (let round = 0; round < size.rounds; round++) {
      const drains = [() => drain(ground, size, false), () => drain(ground, size, true)]
      const [first, second] = round % 2 === 0 ? drains : drains.toReversed()
      const results = [await first?.(), await second?.()] as [Drained, Drained]
      const [alone, beside] = round % 2 === 0 ? results : results.toReversed()
      rounds.push({ alone, beside } as { alone: Drained; beside: Drained })
    }
    const of = (read: (round: { alone: Drained; beside: Drained }) => number) => median(rounds.map(read))
    return {
      figures: [
        {
          name: 'others drained beside one that hangs',
          unit: '/s',
          value: of(({ beside }) => beside.rate),
          limit: of(({ alone }) => alone.rate),
          ratio: of(({ alone, beside }) => beside.rate / alone.rate),
          goal: { of: 'ratio', better: 'more', must: 0.8, aim: 0.95 },
        },
        {
          name: "others' wait beside one that hangs, p99",
          unit: 'ms',
          value: of(({ beside }) => beside.p99Ms),
          limit: of(({ alone }) => alone.p99Ms),
          ratio: of(({ alone, beside }) => alone.p99Ms / beside.p99Ms),
          goal: { of: 'ratio', better: 'more', must: 0.5, aim: null },
        },
      ],
      rows: rounds.flatMap(({ alone, beside }, at) => [
        { Round: at + 1, Side: 'alone', '/s': alone.rate, 'p99 ms': alone.p99Ms },
        { Round: at + 1, Side: 'beside one that hangs', '/s': beside.rate, 'p99 ms': beside.p99Ms },
      ]),
      notes: [
        'Timed from the first delivery that comes; a ratio of 0.5 means that the wait is twice as long.',
      ],
    }
  },
}

type Drained = { rate: number; p99Ms: number }

/** Fills the queue while no worker runs, then lets one drain it; measured are those whose endpoint answers. */
async function drain(
  ground: Ground,
  { deliveries, businesses }: { deliveries: number; businesses: number },
  hangs: boolean,
): Promise<Drained> {
  const each = Math.floor(deliveries / businesses)
  const told = await ground.addTold(businesses, (i) => (hangs && i === 0 ? '/hang' : `/${i}`))
  await ground.withParts(async ({ parts }) => {
    for (let i = 0; i < each; i++)
      await parts.database.query((sql) => sql.begin((tx) => publishAll(tx, parts, told.map(failedPayment))))
  })
  await ground.takeHits()
  const worker = await ground.start('worker')
  try {
    const expected = (businesses - (hangs ? 1 : 0)) * each
    const times: number[] = []
    const untilMs = performance.now() + mostMs
    while (times.length < expected) {
      if (performance.now() > untilMs) throw new Error(`${times.length} of ${expected} deliveries came`)
      await sleep(200)
      times.push(...(await ground.takeHits()).values())
    }
    const firstMs = Math.min(...times)
    const waits = times.map((atMs) => atMs - firstMs)
    return { rate: (expected / Math.max(...waits)) * 1_000, p99Ms: quantile(waits, 0.99) }
  } finally {
    await ground.withParts(({ parts }) => forget(parts.database, told))
    await worker.stop()
  }
}

const failedPayment = ({ uuid }: Told) => ({
  tenantId: uuid,
  event: 'billing.payment_failed' as const,
  data: { invoice: 'in_2026_06', reason: null },
  now: new Date(),
})

type Database = Parameters<Parameters<Ground['withParts']>[0]>[0]['parts']['database']

/** Nothing of this round is left for the next one. */
async function forget(database: Database, told: readonly Told[]): Promise<void> {
  for (const { uuid } of told)
    await database.tenant(uuid, (tx) => tx`delete from webhook_subscriptions where tenant_id = ${uuid}`)
}
