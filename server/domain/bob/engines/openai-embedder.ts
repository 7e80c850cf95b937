import type { Embedder } from '../../../platform/embedder.ts'
import type { Endpoint } from './openai.ts'

/** `dimensions`: null leaves them to the model. */
type EmbedderEndpoint = Endpoint & { readonly dimensions: number | null }

/** A model takes 8,191 tokens a text (platform.openai.com, Embeddings). */
const mostChars = 8_000

/** An embedder behind an OpenAI-compatible endpoint. The package is loaded at its first use. */
export function createOpenAiEmbedder({ baseUrl, apiKey, model, dimensions }: EmbedderEndpoint): Embedder {
  const client = async () => {
    const { OpenAI } = await import('openai')
    // who tries again is for the caller to say
    return new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0, logLevel: 'off' })
  }
  let opened: ReturnType<typeof client> | undefined
  return {
    name: dimensions === null ? model : `${model} ${dimensions}`,
    async embed(texts, signal) {
      opened ??= client()
      const { data } = await (await opened).embeddings.create(
        {
          model,
          input: texts.map((text) => text.slice(0, mostChars)),
          ...(dimensions !== null && { dimensions }),
        },
        { signal },
      )
      const vectors = data
        .toSorted((one, other) => one.index - other.index)
        .map(({ embedding }) => unit(Float32Array.from(embedding)))
      const [first] = vectors
      if (vectors.length !== texts.length || vectors.some(({ length }) => length !== first?.length))
        throw new Error('the vectors are not those of the texts')
      return vectors
    },
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  if (!Number.isFinite(length) || length === 0) throw new Error('a vector has no direction')
  return vector.map((part) => part / length)
}
