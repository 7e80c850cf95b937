import type { Embedder } from '../../../platform/embedder.ts'
import type { Endpoint } from '../../../platform/endpoint.ts'
import { openAiClient } from './client.ts'

/** `dimensions`: null leaves them to the model. */
type EmbedderEndpoint = Endpoint & { readonly dimensions: number | null }

/** A model takes 8,191 tokens a text (platform.openai.com, Embeddings). */
const mostChars = 8_000

/** An embedder behind an OpenAI-compatible endpoint. */
export function createOpenAiEmbedder({ baseUrl, apiKey, model, dimensions }: EmbedderEndpoint): Embedder {
  const client = openAiClient({ baseUrl, apiKey })
  return {
    name: dimensions === null ? model : `${model} ${dimensions}`,
    async embed(texts, signal) {
      const { data } = await (await client()).embeddings.create(
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
