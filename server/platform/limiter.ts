import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { Failure, type Standing } from '../failure.ts'
import { createBreaker } from './breaker.ts'
import type { Redis } from './redis.ts'

/** So many calls in a window, which begins with the first of them; `says` is what a caller beyond it is told. */
export type Quota = { readonly most: number; readonly windowS: number; readonly says: string }

/** One thing that is counted: a quota, and whose it is. */
export type Bucket<N extends string = string> = { readonly name: N; readonly key: string }

export type Limiter<N extends string> = {
  /** Counts a call in every bucket and tells how the tightest stands; null for none. Throws `rate_limited`. */
  take(buckets: readonly Bucket<N>[]): Promise<Standing | null>
  /** Whether this process has just refused a call of it, for work that comes before the count; costs nothing. */
  isSpent(bucket: Bucket<N>): boolean
}

type Options = {
  /** Multiplies what every quota allows. */
  readonly factor: number
  /** Counted there for all processes; null: here. */
  readonly redis: Redis | null
  readonly log: Logger
}

/** How long a call waits for Redis, at most twice in its life, and how long Redis is left alone after it failed. */
const patience = { patienceMs: 100, restMs: 1_000 }

/** Buckets that are remembered as spent. */
const mostSpent = 10_000

/** Without Redis each process counts for itself, at half, so that two of them allow no more than was meant. */
const localShare = 0.5

/** Limits by a table of quotas. While Redis is away or hangs, this process counts by itself. */
export function createLimiter<N extends string>(
  quotas: Readonly<Record<N, Quota>>,
  { factor, redis, log }: Options,
): Limiter<N> {
  const names = Object.keys(quotas) as N[]
  const each = <L>(make: (name: N, quota: Quota) => L) =>
    Object.fromEntries(names.map((name) => [name, make(name, quotas[name])])) as Record<N, L>
  const sized = (name: N, { most, windowS }: Quota, share: number) => ({
    keyPrefix: `office:limit:${name}`,
    points: Math.max(1, Math.floor(most * factor * share)),
    duration: windowS,
  })
  const local = each((name, quota) => new RateLimiterMemory(sized(name, quota, redis ? localShare : 1)))
  const shared =
    redis &&
    each(
      (name, quota) =>
        new RateLimiterRedis({
          ...sized(name, quota, 1),
          storeClient: redis.client,
          useRedisPackage: true,
          rejectIfRedisNotReady: true,
        }),
    )
  const spent = new LRUCache<string, true>({ max: mostSpent })
  const breaker = createBreaker({
    ...patience,
    onOpen(err) {
      if (redis?.client.isReady) log.warn({ err }, 'Redis does not answer; limits are counted here, at half')
    },
    onClose: () => log.info('limits are counted in Redis again'),
  })

  const count = async ({ name, key }: Bucket<N>): Promise<Count<N>> => {
    const counted =
      (shared && (await breaker.attempt(() => consume(name, shared[name], key)))) ??
      (await consume(name, local[name], key))
    if (counted.isOver) spent.set(`${name} ${key}`, true, { ttl: counted.result.msBeforeNext })
    else spent.delete(`${name} ${key}`)
    return counted
  }

  return {
    isSpent: ({ name, key }) => spent.has(`${name} ${key}`),
    async take(buckets) {
      const counts = await Promise.all(buckets.map(count))
      const standings = counts.map(({ name, points, result, isOver }) => ({
        isOver,
        name,
        most: points,
        windowS: quotas[name].windowS,
        left: isOver ? 0 : result.remainingPoints,
        resetS: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
      }))
      const [over] = standings.filter(({ isOver }) => isOver).toSorted((a, b) => b.resetS - a.resetS)
      if (over)
        throw new Failure('rate_limited', quotas[over.name].says, {
          retryAfterS: over.resetS,
          standing: over,
        })
      return standings.toSorted((a, b) => a.left / a.most - b.left / b.most)[0] ?? null
    },
  }
}

/** How a bucket stands, in headers. Source: draft-ietf-httpapi-ratelimit-headers-10. */
export const rateLimitHeaders = ({
  name,
  most,
  windowS,
  left,
  resetS,
}: Standing): Record<string, string> => ({
  'ratelimit-policy': `"${name}";q=${most};w=${windowS}`,
  ratelimit: `"${name}";r=${left};t=${resetS}`,
})

type Count<N> = { name: N; points: number; result: RateLimiterRes; isOver: boolean }

async function consume<N>(name: N, limiter: RateLimiterAbstract, key: string): Promise<Count<N>> {
  const { points } = limiter
  try {
    return { name, points, result: await limiter.consume(key), isOver: false }
  } catch (error) {
    if (error instanceof RateLimiterRes) return { name, points, result: error, isOver: true }
    throw error
  }
}
