import { createBreakers } from '../../../platform/breaker.ts'
import type { ChatModel, ModelAnswer, ModelRequest } from '../../../platform/chat-model.ts'

/** What became of a model in a turn. `open`: it was left alone, because it has failed of late. */
export type Rung = {
  readonly model: string
  readonly outcome: 'answered' | 'failed' | 'open'
  readonly ms: number
  readonly tokens: { readonly prompt: number; readonly completion: number } | null
}

type Asked = Omit<ModelRequest, 'onWords'> & {
  readonly untilMs: number
  /** Asked before each model: who hears its words as they come. */
  readonly hear?: (() => ModelRequest['onWords']) | undefined
}

/** One model waits no longer than this for a whole answer, so that another can still give one in time. */
const mostMs = 9_000
/** After so many failures in a row a model is left alone for a while. */
const failures = 5
const restMs = 30_000

const breakerOf = createBreakers<ChatModel>({ patienceMs: mostMs + 1_000, restMs, failures })

/** The answer of the first model that gives a whole one in time, with what became of each; null when none does. */
export async function climbDown(
  models: readonly ChatModel[],
  { untilMs, signal, hear, ...request }: Asked,
): Promise<{ answer: ModelAnswer | null; rungs: Rung[] }> {
  const rungs: Rung[] = []
  for (const model of models) {
    const startedMs = performance.now()
    const leftMs = Math.min(mostMs, untilMs - startedMs)
    if (leftMs <= 0 || signal.aborted) break
    let isTried = false
    const answer = await breakerOf(model).attempt(() => {
      isTried = true
      const ends = AbortSignal.any([signal, AbortSignal.timeout(leftMs)])
      return unlessAborted(model.complete({ ...request, signal: ends, onWords: hear?.() }), ends)
    }, signal)
    const ms = Math.round(performance.now() - startedMs)
    const outcome = answer ? 'answered' : isTried ? 'failed' : 'open'
    rungs.push({ model: model.name, outcome, ms, tokens: answer?.tokens ?? null })
    if (answer) return { answer, rungs }
  }
  return { answer: null, rungs }
}

/** A model that does not heed the signal is not waited for. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => {})
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
