import { Failure } from '../failure.ts'

type Waiting<I, O> = {
  item: I
  sinceMs: number
  resolve: (answer: O) => void
  reject: (error: unknown) => void
}

type Limits = {
  /** Items of one run. */
  most: number
  /** Runs at the same time. */
  inFlight: number
  /** Items that may wait, and for how long. */
  queue: number
  waitMs: number
  /** How long the first of a run waits for others: for what nobody waits for, so that many share a commit. */
  lingerMs?: number
}

/**
 * Gathers the calls of one moment into one run: one round trip and one durable commit for all of them. A call alone is
 * not held back, unless it lingers. A run that fails is run again one by one, so that one item cannot fail the others; not when the
 * database is away or full, because that is not about an item and what was written is not known. Throws `overloaded`.
 */
export function createBatch<I, O>(
  run: (items: readonly I[]) => Promise<readonly O[]>,
  { most, inFlight, queue, waitMs, lingerMs = 0 }: Limits,
): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = []
  let running = 0
  let due = false

  const start = () => {
    due = false
    while (waiting[0] && waiting[0].sinceMs < performance.now() - waitMs) waiting.shift()?.reject(tooMuch())
    while (running < inFlight && waiting.length > 0) {
      running++
      settle(waiting.splice(0, most)).finally(() => {
        running--
        start()
      })
    }
  }

  const settle = async (calls: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const answers = await run(calls.map(({ item }) => item))
      for (const [at, { resolve }] of calls.entries()) resolve(answers[at] as O)
    } catch (error) {
      if (calls.length === 1 || isAboutAll(error)) for (const { reject } of calls) reject(error)
      else await Promise.all(calls.map((call) => settle([call])))
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= queue) return reject(tooMuch())
      waiting.push({ item, sinceMs: performance.now(), resolve, reject })
      if (due) return
      due = true
      if (lingerMs > 0) setTimeout(start, lingerMs)
      else setImmediate(start)
    })
}

const isAboutAll = (error: unknown) => error instanceof Failure && error.code !== 'busy'

const tooMuch = () => new Failure('overloaded', 'Try again in a moment.', { retryAfterS: 1 })
