import { z } from 'zod'
import type { Endpoint } from '../../platform/endpoint.ts'
import { type Heard, type Recording, Refused, type Transcriber } from '../../platform/transcriber.ts'
import { openAiClient } from '../bob/engines/client.ts'

/** What an endless answer is cut at. */
const mostAnswerBytes = 1_000_000
/** What a provider says of a recording that it cannot take. */
const refusals = [400, 413, 415, 422]

const Answer = z.object({ text: z.string(), language: z.string().nullish() })

/** A transcriber behind an OpenAI-compatible endpoint. */
export function createOpenAiTranscriber({ baseUrl, apiKey, model }: Endpoint): Transcriber {
  // the visitor's client tries again, if anybody does
  const client = openAiClient({ baseUrl, apiKey }, { fetch: fetchBounded })
  // those models answer with the text alone
  const response_format = model.startsWith('gpt-') ? 'json' : 'verbose_json'
  return {
    async transcribe({ format, bytes }: Recording, signal): Promise<Heard> {
      const { toFile } = await import('openai')
      const { transcriptions } = (await client()).audio
      const file = await toFile(bytes, `speech.${format}`)
      const said = await transcriptions.create({ model, file, response_format }, { signal }).catch(explain)
      const answer = Answer.safeParse(said)
      if (!answer.success) throw new Error('what the provider answers is no transcription')
      return { text: answer.data.text, language: answer.data.language ?? null }
    },
  }
}

/** Without what the provider wrote: it may hold what was said, and errors are logged. */
function explain(error: { name?: string; status?: number }): never {
  if (refusals.includes(error.status ?? 0)) throw new Refused(`the provider answered ${error.status}`)
  throw new Error(
    error.status ? `the provider answered ${error.status}` : `the provider failed: ${error.name}`,
  )
}

const fetchBounded: typeof fetch = async (url, init) => {
  const response = await fetch(url, init)
  let bytes = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, stream) {
      bytes += chunk.length
      if (bytes > mostAnswerBytes) stream.error(new Error('the answer does not end'))
      else stream.enqueue(chunk)
    },
  })
  return new Response(response.body?.pipeThrough(counted), response)
}
