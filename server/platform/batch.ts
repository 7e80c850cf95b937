import { Failure } from '../failure.ts'

type Waiting<I, O> = { item: I; resolve: (answer: O) => void; reject: (error: unknown) => void }

/**
 * Gathers the calls of one moment into one run: one round trip and one durable commit for all of them. A call alone is
 * not held back. When a run fails, its items are run one by one, so that one cannot fail the others.
 */
export function createBatch<I, O>(
  run: (items: readonly I[]) => Promise<readonly O[]>,
  { most, inFlight }: { most: number; inFlight: number },
): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = []
  let running = 0
  let due = false

  const start = () => {
    due = false
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
      // a Failure is not about one item: the database is away or full, and what was written is not known
      if (calls.length === 1 || error instanceof Failure) for (const { reject } of calls) reject(error)
      else for (const call of calls) await settle([call])
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (due) return
      due = true
      setImmediate(start)
    })
}
