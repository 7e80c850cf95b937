import { Failure } from '../failure.ts'

type Waiting = { enter: () => void; refuse: (failure: Failure) => void; sinceMs: number }

/** Lets `width` pieces of work run at once, a bounded number wait, and nobody wait longer than `waitMs`. Work that has
 * not ended after `workMs` fails and gives its place away. */
export type Gate = { run<T>(work: () => Promise<T>): Promise<T> }

/** postgres.js queues without limit or deadline; this stands in front of it. Throws `overloaded`. */
export function createGate({
  width,
  queue,
  waitMs,
  workMs,
}: {
  width: number
  queue: number
  waitMs: number
  workMs: number
}): Gate {
  const waiting: Waiting[] = []
  let running = 0
  let sweep: NodeJS.Timeout | undefined

  const enter = () =>
    new Promise<void>((resolve, reject) => {
      if (waiting.length >= queue) return reject(tooMuch())
      waiting.push({ enter: resolve, refuse: reject, sinceMs: performance.now() })
      sweep ??= setInterval(refuseLate, waitMs / 10).unref()
    })

  const refuseLate = () => {
    const oldestMs = performance.now() - waitMs
    while (waiting[0] && waiting[0].sinceMs < oldestMs) waiting.shift()?.refuse(tooMuch())
    if (waiting.length > 0) return
    clearInterval(sweep)
    sweep = undefined
  }

  const leave = () => {
    const next = waiting.shift()
    if (next) next.enter()
    else running--
  }

  return {
    async run(work) {
      if (running < width) running++
      else await enter()
      let late: NodeJS.Timeout | undefined
      const deadline = new Promise<never>((_, reject) => {
        late = setTimeout(() => reject(stuck()), workMs)
      })
      try {
        return await Promise.race([work(), deadline])
      } finally {
        clearTimeout(late)
        leave()
      }
    },
  }
}

const stuck = () => new Failure('unavailable', 'It did not end in time; try again.', { retryAfterS: 2 })
const tooMuch = () => new Failure('overloaded', 'Try again in a moment.', { retryAfterS: 1 })
