import { type Bench, compare, interleave } from './harness.ts'
import { createLimitDatabase } from './limit-database.ts'
import { startProgram } from './program.ts'
import { eventOf, eventsAt, openGround, quantile, type Told } from './webhook-sides.ts'

const whole = { warmUp: 3_000, rounds: 5, events: 10_000, businesses: 50 }
const brief = { warmUp: 200, rounds: 1, events: 500, businesses: 5 }
const inFlight = 50

/** What it costs to keep an event with its delivery and job. */
export const publish: Bench = {
  name: 'publish',
  work: `gRPC EventService.Publish, ${inFlight} in flight, each event wanted by one subscription: event, key, delivery and job durable when it answers; the product serves gRPC alone`,
  limit: 'grpc-js and one durable INSERT a call, on a database beside it',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const ground = await openGround(scope)
    const told = await ground.addTold(size.businesses)
    const product = await ground.start('grpc')
    const limit = startProgram('bench/publish-limit.ts', {
      LIMIT_URL: await createLimitDatabase(ground.databaseUrl),
    })
    scope.defer(limit.stop)
    const sides = {
      candidate: publisherAt(scope, ground, product.grpcPort, told),
      limit: publisherAt(scope, ground, (await limit.ready()).grpcPort, told),
    }
    for (const side of [sides.candidate, sides.limit]) await side(size.warmUp)
    const pairs = await interleave(size.rounds, {
      candidate: () => sides.candidate(size.events),
      limit: () => sides.limit(size.events),
    })
    return {
      figures: [
        {
          name: 'events published',
          unit: '/s',
          ...compare(pairs, 'more', ({ rate }) => rate),
          goal: { of: 'ratio', better: 'more', must: 0.35, aim: 0.7 },
        },
        { name: 'publish, p99', unit: 'ms', ...compare(pairs, 'less', ({ p99Ms }) => p99Ms), goal: null },
      ],
      rows: pairs.flatMap(({ candidate, limit }, at) => [
        { Round: at + 1, Side: 'product', '/s': candidate.rate, 'p99 ms': candidate.p99Ms },
        { Round: at + 1, Side: 'limit', '/s': limit.rate, 'p99 ms': limit.p99Ms },
      ]),
      notes: [],
    }
  },
}

function publisherAt(
  scope: AsyncDisposableStack,
  ground: { token: string },
  port: number,
  told: readonly Told[],
) {
  const events = eventsAt(ground, port)
  scope.defer(async () => events.close())
  return async (count: number) => {
    const times: number[] = []
    let left = count
    const startedMs = performance.now()
    const one = async () => {
      while (left-- > 0) {
        const business = told[left % told.length] as Told
        const askedMs = performance.now()
        await events.publish(eventOf(business, crypto.randomUUID()))
        times.push(performance.now() - askedMs)
      }
    }
    await Promise.all(Array.from({ length: inFlight }, one))
    const rate = (count / (performance.now() - startedMs)) * 1_000
    return { rate, p99Ms: quantile(times, 0.99) }
  }
}
