import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { httpCaller } from '../server/access/http-caller.ts'
import type { App } from '../server/app.ts'
import { createCall } from '../server/call.ts'
import { operation, perform } from '../server/operation.ts'
import { type Bench, compare, interleave, median, type Pair } from './harness.ts'
import { requestOf, startHere } from './product-here.ts'

const whole = { warmUp: 2_000, rounds: 5, calls: 4_000, requests: 1_000 }
const brief = { warmUp: 200, rounds: 1, calls: 500, requests: 100 }

const readPath = '/api/customer-portal/widget'

/** What it costs to know who reads, and that they may. */
export const read: Bench = {
  name: 'read',
  work: 'the door of an operation that does nothing: address and person counted, token proved, session and role recalled, permission asked for; one call after the other in one process',
  limit: 'the same operation for anybody: the address counted, nothing else',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const app = await startHere(scope)
    const token = await signUp(app)

    const sides = { candidate: doorOf(app, 'config.read', token), limit: doorOf(app, 'anyone', undefined) }
    for (const side of [sides.candidate, sides.limit]) await timed(size.warmUp, side)
    const pairs = await interleave(size.rounds, {
      candidate: () => timed(size.calls, sides.candidate),
      limit: () => timed(size.calls, sides.limit),
    })
    const overHttp = await timed(size.requests, () => get(app, token))
    const added = (share: Share) =>
      median(pairs.map(({ candidate, limit }) => candidate[share] - limit[share]))
    return {
      figures: [
        {
          name: 'access work, p50',
          unit: 'ms',
          value: added('p50Ms'),
          limit: null,
          ratio: null,
          goal: { of: 'value', better: 'less', must: 1, aim: 0.3 },
        },
        { name: 'access work, p95', unit: 'ms', value: added('p95Ms'), limit: null, ratio: null, goal: null },
        { name: 'door, p50', unit: 'ms', ...compare(pairs, 'less', ({ p50Ms }) => p50Ms), goal: null },
        {
          name: `GET ${readPath}, p50`,
          unit: 'ms',
          value: overHttp.p50Ms,
          limit: null,
          ratio: null,
          goal: null,
        },
        {
          name: `GET ${readPath}, p95`,
          unit: 'ms',
          value: overHttp.p95Ms,
          limit: null,
          ratio: null,
          goal: null,
        },
      ],
      rows: pairs.flatMap((pair, at) => rowsOf(at + 1, pair)),
      notes: [
        'A session is looked up in the database at most every 4 s; those calls are among the measured ones.',
      ],
    }
  },
}

type Times = { p50Ms: number; p95Ms: number }
type Share = keyof Times

/** A call as the REST face makes it, up to an operation that does nothing. */
function doorOf(app: App, permission: 'config.read' | 'anyone', token: string | undefined) {
  const nothing = operation({
    name: 'bench.nothing',
    summary: 'Do nothing',
    permission,
    input: z.strictObject({}),
    output: z.object({}),
    run: async () => ({}),
  })
  const signal = new AbortController().signal
  return async () => {
    const request = requestOf(app, { method: 'GET', url: readPath, token })
    await perform(nothing, createCall(app.parts, await httpCaller(app.parts, request, signal)), {})
  }
}

async function timed(times: number, work: () => Promise<unknown>): Promise<Times> {
  const ms: number[] = []
  for (let i = 0; i < times; i++) {
    const startedMs = performance.now()
    await work()
    ms.push(performance.now() - startedMs)
  }
  ms.sort((a, b) => a - b)
  const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? Number.NaN
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}

async function signUp({ httpUrl }: App): Promise<string> {
  const response = await fetch(`${httpUrl}/api/customer/auth/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      businessName: 'Bench',
      email: 'bench@example.com',
      password: randomUUID(),
      name: 'Bench',
    }),
  })
  if (response.status !== 201) throw new Error(`signing up was answered ${response.status}`)
  return ((await response.json()) as { token: string }).token
}

async function get({ httpUrl }: App, token: string): Promise<void> {
  const response = await fetch(httpUrl + readPath, { headers: { authorization: `Bearer ${token}` } })
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`the read was answered ${response.status}`)
}

const rowsOf = (round: number, { candidate, limit }: Pair<Times>) => [
  { Round: round, Side: 'door', 'p50 ms': candidate.p50Ms, 'p95 ms': candidate.p95Ms },
  { Round: round, Side: 'limit', 'p50 ms': limit.p50Ms, 'p95 ms': limit.p95Ms },
]
