import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openEmbeddedDatabase } from '../server/platform/embedded-postgres/database.ts'
import { createLog } from '../server/platform/log.ts'
import { type Bench, interleave, median } from './harness.ts'
import { startProgram } from './program.ts'
import { seedBusinesses } from './turn-seed.ts'
import { quantile } from './webhook-sides.ts'

const whole = { warmUp: 100, rounds: 5, turns: 200 }
const brief = { warmUp: 5, rounds: 1, turns: 10 }
const question = 'What do you say about the opening of the garden?'

type Times = { first: number[]; whole: number[] }

/** What a turn takes beside the model that writes it. */
export const turnModel: Bench = {
  name: 'turn-model',
  work: 'POST /api/chat, read as it comes, with a model that streams 40 tokens after 30 ms; one visitor after the other, everything kept',
  limit: 'the same model asked directly',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const dataDir = await mkdtemp(path.join(tmpdir(), 'office-bench-'))
    scope.defer(() => rm(dataDir, { recursive: true, force: true }))
    const postgres = await openEmbeddedDatabase(dataDir, createLog('warn'))
    scope.defer(postgres.stop)
    const [business] = await seedBusinesses(postgres.url, dataDir, 1)
    const stub = startProgram('bench/model-stub.ts', {})
    scope.defer(stub.stop)
    const modelUrl = `${(await stub.ready()).httpUrl}/v1`
    const product = startProgram('server/main.ts', {
      NODE_ENV: 'test',
      DATA_DIR: dataDir,
      DATABASE_URL: postgres.url,
      HTTP_PORT: '0',
      GRPC_PORT: '0',
      RATE_LIMIT_FACTOR: '1000000',
      OPENAI_BASE_URL: modelUrl,
      OPENAI_MODEL: 'stub',
    })
    scope.defer(product.stop)
    const { httpUrl } = await product.ready()

    const visit = () =>
      read(`${httpUrl}/api/chat`, 'event: delta', 'event: final', {
        message: question,
        session_id: crypto.randomUUID(),
        business_id: business?.slug,
      })
    const direct = () =>
      read(`${modelUrl}/chat/completions`, '"content"', '[DONE]', {
        model: 'stub',
        stream: true,
        messages: [],
      })
    await many(size.warmUp, visit)
    await many(size.warmUp, direct)
    const pairs = await interleave(size.rounds, {
      candidate: () => many(size.turns, visit),
      limit: () => many(size.turns, direct),
    })
    const over = (part: keyof Times, share: number) =>
      median(
        pairs.map(({ candidate, limit }) => quantile(candidate[part], share) - quantile(limit[part], 0.5)),
      )
    const figure = (name: string, part: keyof Times, share: number, must: number) => ({
      name,
      unit: 'ms',
      value: over(part, share),
      limit: null,
      ratio: null,
      goal: { of: 'value' as const, better: 'less' as const, must, aim: must / 2 },
    })
    return {
      figures: [
        figure('first words after those of the model, p50', 'first', 0.5, 10),
        figure('first words after those of the model, p95', 'first', 0.95, 30),
        figure('whole turn after that of the model, p95', 'whole', 0.95, 20),
      ],
      rows: pairs.flatMap(({ candidate, limit }, at) =>
        Object.entries({ product: candidate, model: limit }).map(([side, times]) => ({
          Round: at + 1,
          Side: side,
          'first p50 ms': quantile(times.first, 0.5),
          'first p95 ms': quantile(times.first, 0.95),
          'whole p50 ms': quantile(times.whole, 0.5),
          'whole p95 ms': quantile(times.whole, 0.95),
        })),
      ),
      notes: [
        'A sentence is judged once it is whole, so the first words come after the first sentence of the model; this one writes its four sentences at once.',
      ],
    }
  },
}

async function many(count: number, one: () => Promise<{ first: number; whole: number }>): Promise<Times> {
  const times: Times = { first: [], whole: [] }
  for (let i = 0; i < count; i++) {
    const { first, whole } = await one()
    times.first.push(first)
    times.whole.push(whole)
  }
  return times
}

/** When the first of a kind came, and the last; throws when it is not the answer of the model. */
async function read(url: string, firstMark: string, lastMark: string, body: object) {
  const startedMs = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(body),
  })
  let text = ''
  let first = Number.NaN
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    if (Number.isNaN(first) && text.includes(firstMark)) first = performance.now() - startedMs
  }
  if (!text.includes(lastMark) || !text.includes('word '))
    throw new Error(`${url} answered ${text.slice(0, 500)}`)
  return { first, whole: performance.now() - startedMs }
}
