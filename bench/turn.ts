import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Bench, compare, interleave, median } from './harness.ts'
import { messages } from './turn-knowledge.ts'
import type { Load } from './turn-load.ts'
import { connections, type Sides, startSides } from './turn-sides.ts'

const whole = { businesses: 200, warmUpSeconds: 10, rounds: 5, seconds: 8 }
const brief = { businesses: 20, warmUpSeconds: 1, rounds: 1, seconds: 2 }

/** How many turns a second the product takes, and how long one takes, beside one INSERT a request. */
export const turn: Bench = {
  name: 'turn',
  work: `POST /api/chat on the local engine, ${connections} connections, ${whole.businesses} businesses of 40 passages, sessions of ten turns, everything kept`,
  limit: 'Fastify and one durable INSERT of the message a request: same PostgreSQL, pool and connections',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const dataDir = await mkdtemp(path.join(tmpdir(), 'office-bench-'))
    scope.defer(() => rm(dataDir, { recursive: true, force: true }))
    const sides = await startSides(scope, dataDir, size.businesses)

    const first = await askEveryBusiness(sides)
    const loads = { product: [] as Load[], limit: [] as Load[] }
    const drive = async (side: 'product' | 'limit', round: number, seconds: number) => {
      const load = await sides.drive({ url: sides[`${side}Url`], seconds, seed: round })
      loads[side].push(load)
      return load
    }
    for (const side of ['product', 'limit'] as const) await drive(side, 0, size.warmUpSeconds)
    const pairs = await interleave(size.rounds, {
      candidate: (round) => drive('product', round, size.seconds),
      limit: (round) => drive('limit', round, size.seconds),
    })
    await requireStored(sides, loads)

    const requests = compare(pairs, 'more', ({ perSecond }) => perSecond)
    const p50 = compare(pairs, 'less', ({ p50Ms }) => p50Ms)
    const p99 = compare(pairs, 'less', ({ p99Ms }) => p99Ms)
    return {
      figures: [
        {
          name: 'turns',
          unit: '/s',
          ...requests,
          goal: { of: 'ratio', better: 'more', must: 0.2, aim: 0.4 },
        },
        { name: 'p50', unit: 'ms', ...p50, goal: null },
        { name: 'p99', unit: 'ms', ...p99, goal: { of: 'value', better: 'less', must: 100, aim: null } },
      ],
      rows: pairs.flatMap(({ candidate, limit }, at) => [
        rowOf(at + 1, 'product', candidate),
        rowOf(at + 1, 'limit', limit),
      ]),
      notes: [
        `Of ${first.length} businesses asked once, ${first.filter(({ cited }) => cited).length} quoted their knowledge.`,
        `That first turn of a business, which builds its index, took ${median(first.map(({ ms }) => ms)).toFixed(1)} ms (median, one at a time).`,
      ],
    }
  },
}

const rowOf = (round: number, side: string, load: Load) => ({
  round,
  side,
  answers: load.answers,
  '/s': load.perSecond,
  'p50 ms': load.p50Ms,
  'p99 ms': load.p99Ms,
})

/** Warms the index of every business, and sees that what will be measured is Bob's answers. */
async function askEveryBusiness({
  productUrl,
  businesses,
}: Sides): Promise<{ cited: boolean; ms: number }[]> {
  const asked = []
  for (const [at, { slug }] of businesses.entries()) {
    const startedMs = performance.now()
    const answer = await fetch(`${productUrl}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        message: messages[at % messages.length],
        session_id: `a-first-visit-to-${slug}`,
        business_id: slug,
      }),
    })
    const text = await answer.text()
    const turn = answer.ok ? JSON.parse(text) : {}
    if (answer.status !== 200 || !turn.reply) throw new Error(`no reply: ${answer.status} ${text}`)
    asked.push({ cited: turn.citations.length > 0, ms: performance.now() - startedMs })
  }
  const cited = asked.filter((each) => each.cited).length
  if (cited < asked.length / 2)
    throw new Error(
      `only ${cited} of ${asked.length} answers quote knowledge; that is not the work to measure`,
    )
  return asked
}

/** Every answered request must stand in the database; those cut off at the end of a round may. */
async function requireStored(sides: Sides, loads: { product: Load[]; limit: Load[] }): Promise<void> {
  const stored = await sides.countStored()
  const answers = (of: Load[]) => of.reduce((sum, load) => sum + load.answers, 0)
  const expected = [
    { side: 'product', rows: stored.product, least: 2 * (answers(loads.product) + sides.businesses.length) },
    { side: 'limit', rows: stored.limit, least: answers(loads.limit) },
  ]
  for (const { side, rows, least } of expected) {
    const most = least + 2 * connections * loads.product.length
    if (rows < least || rows > most)
      throw new Error(`${side}: ${rows} rows are stored, ${least} to ${most} were expected`)
  }
}
