import { openSession } from '../server/domain/accounts/signed-in.ts'
import { insertUser } from '../server/domain/accounts/users.ts'
import type { Tx } from '../server/platform/postgres.ts'
import { type Bench, compare, interleave } from './harness.ts'
import { startProgram } from './program.ts'
import { type Ground, openGround, quantile, type Told } from './webhook-sides.ts'

const whole = { warmUp: 500, rounds: 5, reads: 3_000, rows: 1_000_000, businesses: 10 }
const brief = { warmUp: 20, rounds: 1, reads: 100, rows: 5_000, businesses: 2 }
const connections = 10

/** Reading the log of deliveries where there is much of it. */
export const deliveries: Bench = {
  name: 'deliveries',
  work: `GET /api/webhooks/deliveries, the newest 25 of ${whole.rows} rows that ${whole.businesses} businesses share, and the dead letters among them; ${connections} connections`,
  limit: 'Fastify with the same query as JSON, for nobody in particular',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const ground = await openGround(scope)
    const told = await ground.addTold(size.businesses)
    const [first] = told as [Told]
    const token = await ground.withParts(async ({ parts }) => {
      for (const { uuid } of told)
        await parts.database.tenant(uuid, (tx) => fill(tx, uuid, size.rows / size.businesses))
      return signIn(parts, first.uuid)
    })
    const product = await ground.start('http')
    const limit = startProgram('bench/deliveries-limit.ts', {
      LIMIT_URL: ground.databaseUrl,
      LIMIT_TENANT: first.uuid,
    })
    scope.defer(limit.stop)
    const at = (url: string, query: string) => (count: number) =>
      readLog(`${url}/api/webhooks/deliveries${query}`, token, count)
    const limitUrl = (await limit.ready()).httpUrl
    const sides = { candidate: at(product.httpUrl, ''), limit: at(limitUrl, '') }
    const deadLetters = at(product.httpUrl, '?status=dead_letter')
    for (const side of [sides.candidate, sides.limit, deadLetters]) await side(size.warmUp)
    const pairs = await interleave(size.rounds, {
      candidate: () => sides.candidate(size.reads),
      limit: () => sides.limit(size.reads),
    })
    const dead = await deadLetters(size.reads)
    return {
      figures: [
        {
          name: 'pages read',
          unit: '/s',
          ...compare(pairs, 'more', ({ rate }) => rate),
          goal: { of: 'ratio', better: 'more', must: 0.5, aim: 0.8 },
        },
        { name: 'page, p99', unit: 'ms', ...compare(pairs, 'less', ({ p99Ms }) => p99Ms), goal: null },
        { name: 'dead letters, pages', unit: '/s', value: dead.rate, limit: null, ratio: null, goal: null },
      ],
      rows: pairs.flatMap(({ candidate, limit }, at) => [
        { Round: at + 1, Side: 'product', '/s': candidate.rate, 'p99 ms': candidate.p99Ms },
        { Round: at + 1, Side: 'limit', '/s': limit.rate, 'p99 ms': limit.p99Ms },
      ]),
      notes: ['One row in a thousand is a dead letter.'],
    }
  },
}

/** Deliveries of the last days, one in a thousand of them a dead letter. */
async function fill(tx: Tx, tenantId: string, rows: number): Promise<void> {
  await tx`set local statement_timeout = 0`
  await tx`
    insert into webhook_deliveries (
      tenant_id, id, subscription_id, event_id, event, state, attempts, last_status, last_error, created_at, finished_at)
    select s.tenant_id, uuid_at(at), s.id, uuid_at(at), 'lead.created',
           case when n % 1000 = 0 then 'dead_letter' else 'delivered' end,
           1, 200, null, at, at
    from generate_series(1, ${rows}::integer) n, lateral (select now() - n * interval '100 milliseconds' as at) t,
         webhook_subscriptions s
    where s.tenant_id = ${tenantId}`
  await tx`
    insert into webhook_dead_letters (tenant_id, delivery_id, subscription_id, event_id, event, reason, attempts, created_at)
    select tenant_id, id, subscription_id, event_id, event, 'attempts_exhausted', 10, created_at
    from webhook_deliveries where tenant_id = ${tenantId} and state = 'dead_letter'`
}

type Parts = Parameters<Parameters<Ground['withParts']>[0]>[0]['parts']

async function signIn({ database, tokens }: Parts, tenantId: string): Promise<string> {
  const now = new Date()
  const role = 'admin' as const
  const person = { tenantId, role, email: 'bench@example.com', name: 'Bench', passwordHash: '' }
  const { id, sessionId } = await database.tenant(tenantId, async (tx) => {
    const id = await insertUser(tx, person, now)
    return { id, ...(await openSession(tx, { tenantId, id }, now)) }
  })
  return tokens.sign({ kind: 'user', id, tenantId, role, sessionId }, 3_600)
}

async function readLog(url: string, token: string, count: number): Promise<{ rate: number; p99Ms: number }> {
  const times: number[] = []
  let left = count
  const startedMs = performance.now()
  const one = async () => {
    while (left-- > 0) {
      const askedMs = performance.now()
      const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      const { data } = (await response.json()) as { data: unknown[] }
      if (response.status !== 200 || data.length === 0) throw new Error(`it was answered ${response.status}`)
      times.push(performance.now() - askedMs)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return { rate: (count / (performance.now() - startedMs)) * 1_000, p99Ms: quantile(times, 0.99) }
}
