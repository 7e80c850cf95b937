import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbeddedDatabase } from '../server/platform/embedded-postgres/database.ts'
import { createLog } from '../server/platform/log.ts'
import { ask, signUp, takeOver } from './front-desk.ts'
import { type Bench, type Goal, median } from './harness.ts'
import { startProgram, startWorker, type Worker } from './program.ts'
import type { Heard, Order, Talk } from './stream-clients.ts'
import { quantile } from './webhook-sides.ts'

const whole = {
  rounds: 5,
  businesses: 20,
  streams: 2_000,
  warmUp: { streams: 20, turns: 3_000 },
  perS: 100,
  count: 1_500,
  settleMs: 20_000,
}
const brief = {
  rounds: 1,
  businesses: 2,
  streams: 40,
  warmUp: { streams: 4, turns: 20 },
  perS: 20,
  count: 60,
  settleMs: 500,
}

/** Whether many can follow their conversations at once. */
export const stream: Bench = {
  name: 'stream',
  work: `${whole.streams} visitors follow a conversation each (GET /api/chat/events) that a person of one of ${whole.businesses} businesses has taken over; ${whole.perS} messages a second, open loop, half of them by the visitors and half by the team; the clients and PostgreSQL in processes of their own`,
  limit: '–',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const dataDir = await mkdtemp(path.join(tmpdir(), 'office-bench-'))
    scope.defer(() => rm(dataDir, { recursive: true, force: true }))
    const postgres = await openEmbeddedDatabase(dataDir, createLog('warn'))
    scope.defer(postgres.stop)
    const start = () =>
      startProgram('server/main.ts', {
        NODE_ENV: 'test',
        DATA_DIR: dataDir,
        DATABASE_URL: postgres.url,
        HTTP_PORT: '0',
        GRPC_PORT: '0',
        RATE_LIMIT_FACTOR: '1000000',
      })
    const clients = startWorker<Order, Heard>('bench/stream-clients.ts')
    scope.defer(clients.stop)

    const seeding = start()
    const talks = await beginTalks((await seeding.ready()).httpUrl, size).finally(seeding.stop)
    const rounds: Round[] = []
    for (let at = 1; at <= size.rounds; at++) {
      await using ground = new AsyncDisposableStack()
      const product = start()
      ground.defer(product.stop)
      const { httpUrl: url } = await product.ready()
      rounds.push(await measure({ url, pid: product.pid, clients, talks, size, at }))
    }
    const figure = (name: string, unit: string, read: (round: Round) => number, goal: Goal | null) => ({
      name,
      unit,
      value: median(rounds.map(read)),
      limit: null,
      ratio: null,
      goal,
    })
    const heard = (share: number) => (round: Round) =>
      quantile(
        round.heard.map(({ heardMs }) => heardMs),
        share,
      )
    const answered = (round: Round) =>
      quantile(
        round.heard.map(({ answeredMs }) => answeredMs),
        0.95,
      )
    const added = (round: Round) =>
      quantile(
        round.heard.map(({ answeredMs, heardMs }) => heardMs - answeredMs),
        0.95,
      )
    const less = (must: number, aim: number | null): Goal => ({ of: 'value', better: 'less', must, aim })
    return {
      figures: [
        figure('sent → on its stream, p50', 'ms', heard(0.5), null),
        figure('sent → on its stream, p95', 'ms', heard(0.95), less(100, 50)),
        figure('sent → on its stream, p99', 'ms', heard(0.99), null),
        figure('answered → on its stream, p95', 'ms', added, null),
        figure('memory of a stream', 'KiB', ({ quietKib }) => quietKib, less(40, null)),
        figure('memory of a stream, after the messages', 'KiB', ({ busyKib }) => busyKib, null),
      ],
      rows: rounds.map((round, at) => ({
        Round: at + 1,
        'p50 ms': heard(0.5)(round),
        'p95 ms': heard(0.95)(round),
        'p99 ms': heard(0.99)(round),
        'answered p95 ms': answered(round),
        'added p95 ms': added(round),
        'KiB a stream': round.quietKib,
        'KiB a stream, after': round.busyKib,
      })),
      notes: [
        'Timed from the moment when a message was to be sent; answered: until its request was, which is after its commit; added: from there until its stream had it.',
        'Every message came once, in order and on its stream alone, else the bench fails.',
        `Memory is what the process of the product has resident, ${whole.settleMs / 1_000} s after the streams were opened, less what it had before; after: also what speaking left.`,
      ],
    }
  },
}

type Size = typeof whole
type Round = { heard: Heard; quietKib: number; busyKib: number }
type Ground = {
  url: string
  pid: number
  clients: Worker<Order, Heard>
  talks: Talk[]
  size: Size
  at: number
}

async function measure({ url, pid, clients, talks, size, at }: Ground): Promise<Round> {
  const { warmUp, perS, count, settleMs } = size
  const few = talks.slice(0, warmUp.streams)
  await clients.ask({ kind: 'open', url, talks: few })
  await inLanes(
    Array.from({ length: warmUp.turns }, (_, turn) => few[turn % few.length]),
    (talk) => talk && ask(url, talk.slug, talk.session, 'Hello'),
  )
  await clients.ask({ kind: 'close' })
  await sleep(settleMs)
  const emptyKib = residentKib(pid)
  await clients.ask({ kind: 'open', url, talks })
  await sleep(settleMs)
  const quietKib = (residentKib(pid) - emptyKib) / talks.length
  const heard = await clients.ask({ kind: 'speak', perS, count, seed: at })
  const busyKib = (residentKib(pid) - emptyKib) / talks.length
  await clients.ask({ kind: 'close' })
  return { heard, quietKib, busyKib }
}

const residentKib = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))

/** Businesses with conversations that their owners have taken over. */
async function beginTalks(url: string, { businesses, streams }: Size): Promise<Talk[]> {
  const owners = await Promise.all(Array.from({ length: businesses }, (_, at) => signUp(url, String(at))))
  const talks = Array.from({ length: streams }, (_, at) => {
    const { token = '', tenant } = owners[at % owners.length] ?? {}
    return { session: crypto.randomUUID(), slug: tenant?.slug ?? '', token }
  })
  await inLanes(talks, async (talk) => {
    const { conversationId } = await ask(url, talk.slug, talk.session, 'Hello')
    await takeOver(url, conversationId, talk.token)
  })
  return talks
}

const lanes = 10

async function inLanes<T>(items: readonly T[], work: (item: T) => unknown): Promise<void> {
  const left = items.values()
  const lane = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
