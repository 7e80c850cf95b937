import autocannon from 'autocannon'
import { createRandom, pick, pickUuid, type Random } from './random.ts'
import { messages } from './turn-knowledge.ts'

/** What the load generator is asked for: turns of visitors, one a connection, for the given time. */
export type Order = { url: string; connections: number; seconds: number; seed: number; businesses: string[] }

/** What came of it; `faults` counts everything that is not an answer with a reply, `fault` is the first such body. */
export type Load = {
  answers: number
  perSecond: number
  p50Ms: number
  p99Ms: number
  faults: number
  fault: string | null
}

const turnsASession = 10

// a process of its own: the bench sends one order after the other, and gets a load for each
process.on('message', async (order: Order) => process.send?.(await drive(order)))
process.on('disconnect', () => process.exit())

async function drive({ url, connections, seconds, seed, businesses }: Order): Promise<Load> {
  const latenciesMs: number[] = []
  let visitors = 0
  let fault: string | null = null
  const running = autocannon({
    url: `${url}/api/chat`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections,
    duration: seconds,
    setupClient(client) {
      const turns = takeTurns(createRandom(seed * 1_000 + visitors++), businesses)
      const prepare = () => client.setBody(turns.next().value)
      prepare()
      client.on('response', prepare)
    },
    verifyBody(body) {
      const isReply = body.includes('"reply":"')
      if (!isReply) fault ??= body
      return isReply
    },
  })
  running.on('response', (_client, _status, _bytes, ms: number) => latenciesMs.push(ms))
  const { duration, errors, mismatches, non2xx } = await running
  latenciesMs.sort((a, b) => a - b)
  const percentile = (share: number) => latenciesMs[Math.floor(latenciesMs.length * share)] ?? Number.NaN
  return {
    answers: latenciesMs.length,
    perSecond: latenciesMs.length / duration,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    faults: errors + mismatches + non2xx,
    fault,
  }
}

/** The bodies that one visitor after the other sends over a connection, without end. */
function* takeTurns(random: Random, businesses: readonly string[]): Generator<string, never> {
  let next = Math.floor(random() * messages.length)
  for (;;) {
    const session_id = pickUuid(random)
    const business_id = pick(random, businesses)
    for (let turn = 0; turn < turnsASession; turn++)
      yield JSON.stringify({ message: messages[next++ % messages.length], session_id, business_id })
  }
}
