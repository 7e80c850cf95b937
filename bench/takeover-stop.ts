import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbeddedDatabase } from '../server/platform/embedded-postgres/database.ts'
import { createLog } from '../server/platform/log.ts'
import { startRedis } from '../test/support/redis.ts'
import { ask, type Owner, signUp, takeOver } from './front-desk.ts'
import type { Bench, Goal } from './harness.ts'
import { startProgram } from './program.ts'
import { quantile } from './webhook-sides.ts'

const whole = { rounds: 5, takeovers: 50 }
const brief = { rounds: 1, takeovers: 5 }
const question = 'What do you say about the opening of the garden?'
const mostMs = 20_000

/** Whether a model stops writing when somebody takes over. */
export const takeoverStop: Bench = {
  name: 'takeover-stop',
  work: `a model writes a word every 20 ms; somebody of the team takes the conversation over; ${whole.rounds * whole.takeovers} takeovers, one after the other; the product, the model and PostgreSQL in processes of their own`,
  limit: '–',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const dataDir = await mkdtemp(path.join(tmpdir(), 'office-bench-'))
    scope.defer(() => rm(dataDir, { recursive: true, force: true }))
    const postgres = await openEmbeddedDatabase(dataDir, createLog('warn'))
    scope.defer(postgres.stop)
    const model = startProgram('bench/drip-model.ts', {})
    scope.defer(model.stop)
    const { httpUrl: modelUrl } = await model.ready()
    const start = async (environment: Record<string, string> = {}) => {
      const product = startProgram('server/main.ts', {
        NODE_ENV: 'test',
        DATA_DIR: dataDir,
        DATABASE_URL: postgres.url,
        HTTP_PORT: '0',
        GRPC_PORT: '0',
        RATE_LIMIT_FACTOR: '1000000',
        OPENAI_BASE_URL: `${modelUrl}/v1`,
        OPENAI_MODEL: 'stub',
        ...environment,
      })
      scope.defer(product.stop)
      return (await product.ready()).httpUrl
    }

    const alone = await start()
    const owner = await signUp(alone, 'owner')
    const settings = new Map([['in one process', { askedUrl: alone, takenUrl: alone, modelUrl, owner }]])
    const redis = await startRedis()
    if (redis) {
      scope.defer(redis.stop)
      const shared = { REDIS_URL: redis.url }
      const [askedUrl, takenUrl] = [await start(shared), await start(shared)]
      settings.set('between two processes, told through Redis', { askedUrl, takenUrl, modelUrl, owner })
    }

    const rows: Row[] = []
    for (let round = 1; round <= size.rounds; round++)
      for (const [setting, desk] of settings) {
        await takeOverOnce(desk)
        for (let i = 0; i < size.takeovers; i++) rows.push({ round, setting, ...(await takeOverOnce(desk)) })
      }
    const of = (setting: string, round?: number) =>
      rows.filter((row) => row.setting === setting && (round === undefined || row.round === round))
    const figure = (setting: string, name: string, value: number, goal: Goal | null) => ({
      name: `takeover ${name}, ${setting}`,
      unit: 'ms',
      value,
      limit: null,
      ratio: null,
      goal,
    })
    return {
      figures: [...settings.keys()].flatMap((setting) => {
        const sent = of(setting).map(({ sentMs }) => sentMs)
        const answered = of(setting).map(({ answeredMs }) => answeredMs)
        return [
          figure(setting, 'sent → model cut off, p50', quantile(sent, 0.5), null),
          figure(setting, 'sent → model cut off, p95', quantile(sent, 0.95), stops),
          figure(setting, 'sent → model cut off, max', Math.max(...sent), null),
          figure(setting, 'answered → model cut off, p95', quantile(answered, 0.95), null),
        ]
      }),
      rows: [...settings.keys()].flatMap((setting) =>
        Array.from({ length: size.rounds }, (_, at) => {
          const sent = of(setting, at + 1).map(({ sentMs }) => sentMs)
          const answered = of(setting, at + 1).map(({ answeredMs }) => answeredMs)
          return {
            Round: at + 1,
            Side: setting,
            'sent p50 ms': quantile(sent, 0.5),
            'sent p95 ms': quantile(sent, 0.95),
            'sent max ms': Math.max(...sent),
            'answered p50 ms': quantile(answered, 0.5),
            'answered p95 ms': quantile(answered, 0.95),
            'answered max ms': Math.max(...answered),
          }
        }),
      ),
      notes: [
        'Until the model sees its connection closed: from when the takeover was sent, and from when it was answered; it commits between them, so the first is never less than what is promised of the commit.',
        'Less than nothing: the model was cut off before the takeover was answered.',
        'Values are of all takeovers. After none of them Bob said anything, else the bench fails.',
        ...(redis
          ? []
          : ['Between processes it was not measured: there is no redis-server on this machine.']),
      ],
    }
  },
}

/** Source: the promise that a running answer stops within 200 ms of a takeover, at p95. */
const stops: Goal = { of: 'value', better: 'less', must: 200, aim: 50 }

type Desk = { askedUrl: string; takenUrl: string; modelUrl: string; owner: Owner }
/** From when the takeover was sent, and from when it was answered, until the model saw its connection closed. */
type Times = { sentMs: number; answeredMs: number }
type Row = Times & { round: number; setting: string }

const nowMs = () => performance.timeOrigin + performance.now()

/** Takes over while the model is writing. Throws when it writes on, or Bob answers all the same. */
async function takeOverOnce({ askedUrl, takenUrl, modelUrl, owner }: Desk): Promise<Times> {
  const session = crypto.randomUUID()
  const mark = crypto.randomUUID()
  const say = (message: string) => ask(askedUrl, owner.tenant.slug, session, message)
  const stateOf = async (state: 'begun' | 'ended') => {
    const signal = AbortSignal.timeout(mostMs)
    return (await fetch(`${modelUrl}/${state}?question=${mark}`, { signal })).json()
  }
  // answered whole, so that no model is left alone for having failed again and again
  const { conversationId } = await say(question)
  const asking = say(`${question} ${mark}`)
  await Promise.race([stateOf('begun'), asking.then(() => Promise.reject(new Error('no model was asked')))])
  await sleep(Math.random() * 100)
  const sentAtMs = nowMs()
  await takeOver(takenUrl, conversationId, owner.token)
  const answeredAtMs = nowMs()
  const { cutMs } = (await stateOf('ended')) as { cutMs: number | null }
  if (cutMs === null) throw new Error('the model came to its end')
  const { reply } = await asking
  if (reply !== null) throw new Error(`Bob said ${reply}`)
  return { sentMs: cutMs - sentAtMs, answeredMs: cutMs - answeredAtMs }
}
