import { within } from './within.ts'

/** A circuit breaker around something that may be away or hang, for callers that can do without it. */
export type Breaker = {
  /**
   * What the work answers; undefined when it failed, was late, or was not begun because the last one failed. What we end by `signal`
   * is no failure of the other side.
   */
  attempt<T extends object>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined>
}

type Options = {
  /** How long an answer is waited for. */
  readonly patienceMs: number
  /** How long nothing is tried after a failure; then one call tries for all. */
  readonly restMs: number
  /** So many in a row open it; one without this. */
  readonly failures?: number
  /** Told once when it stops answering, and once when it answers again. */
  readonly onOpen?: (cause: unknown) => void
  readonly onClose?: () => void
  readonly clockMs?: () => number
}

export function createBreaker({
  patienceMs,
  restMs,
  failures = 1,
  onOpen,
  onClose,
  clockMs = () => performance.now(),
}: Options): Breaker {
  let isOpen = false
  let failed = 0
  let restsUntilMs = 0

  const mayTry = () => {
    if (!isOpen) return true
    if (clockMs() < restsUntilMs) return false
    // whoever comes while this one tries goes on without, so that a thing that hangs costs one call a rest
    restsUntilMs = clockMs() + restMs
    return true
  }

  return {
    async attempt(work, signal) {
      if (!mayTry()) return undefined
      try {
        const answer = await within(patienceMs, work())
        if (isOpen) onClose?.()
        isOpen = false
        failed = 0
        return answer
      } catch (error) {
        if (signal?.aborted) return undefined
        failed += 1
        if (!isOpen && failed < failures) return undefined
        if (!isOpen) onOpen?.(error)
        isOpen = true
        restsUntilMs = clockMs() + restMs
        return undefined
      }
    },
  }
}

/** A breaker for each of several things, made when it is first asked for. */
export function createBreakers<K extends object>(options: Options): (of: K) => Breaker {
  const made = new WeakMap<K, Breaker>()
  return (of) => {
    const breaker = made.get(of) ?? createBreaker(options)
    made.set(of, breaker)
    return breaker
  }
}
