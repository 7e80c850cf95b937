import { Failure } from '../../failure.ts'
import { createBreakers } from '../../platform/breaker.ts'
import { type Heard, type Recording, Refused, type Transcriber } from '../../platform/transcriber.ts'
import { refusal } from './measure.ts'

/** How long a provider is waited for, and left alone after it has failed so often in a row. */
const mostMs = 20_000
const failures = 5
const restMs = 30_000
const retryAfterS = 5

const breakerOf = createBreakers<Transcriber>({ patienceMs: mostMs + 1_000, restMs, failures })

/** What a provider hears. Throws `unavailable` when it fails, is late or was left alone, `invalid_input` when it refuses. */
export async function listen(
  transcriber: Transcriber,
  recording: Recording,
  signal: AbortSignal,
): Promise<Heard> {
  let cause: unknown = new Error('the provider has failed of late')
  const outcome = await breakerOf(transcriber).attempt(async () => {
    try {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(mostMs)])
      return { heard: await transcriber.transcribe(recording, ends) }
    } catch (error) {
      cause = error
      // that is not the provider's fault
      if (error instanceof Refused) return { heard: null }
      throw error
    }
  }, signal)
  if (outcome?.heard) return outcome.heard
  signal.throwIfAborted()
  if (cause instanceof Refused)
    throw refusal('refused', 'has nothing that can be written down; record it again')
  throw new Failure('unavailable', 'Speech cannot be written down just now: try again, or write instead.', {
    retryAfterS,
    cause,
  })
}
