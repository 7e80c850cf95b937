import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** What a provider of embeddings was sent. */
type SentTexts = { model: string; input: string[]; dimensions?: number; encoding_format?: string }

export type StubEmbeddings = {
  readonly sent: SentTexts[]
  /** What comes from now on is answered in its own way; null: with vectors. */
  fail(play: ((response: ServerResponse) => void) | null): void
  answer(body: string, response: ServerResponse): void
}

/** Words that mean the same, which nothing but vectors can tell. */
const alike = [['poodle', 'poodles', 'perros', 'mascotas']]

/** OpenAI's embeddings, of a model that knows which words are alike. Source: platform.openai.com, Embeddings. */
export function createEmbeddings(): StubEmbeddings {
  const sent: SentTexts[] = []
  let failing: ((response: ServerResponse) => void) | null = null
  return {
    sent,
    fail(play) {
      failing = play
    },
    answer(body, response) {
      const asked = JSON.parse(body) as SentTexts
      sent.push(asked)
      if (failing) return failing(response)
      // a provider may answer in another order
      const data = asked.input
        .map((text, index) => ({
          object: 'embedding',
          index,
          embedding: encoded(vectorOf(text, asked), asked),
        }))
        .toReversed()
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          object: 'list',
          data,
          model: asked.model,
          usage: { prompt_tokens: 9, total_tokens: 9 },
        }),
      )
    },
  }
}

const encoded = (vector: Float32Array, { encoding_format }: SentTexts) =>
  encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector]

/** A place a meaning, which is another one in another model. */
function vectorOf(text: string, { model, dimensions = 1_536 }: SentTexts): Float32Array {
  const vector = new Float32Array(dimensions)
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? ['nothing']
  for (const word of words) {
    const meaning = alike.find((words) => words.includes(word))?.[0] ?? word
    const place = createHash('sha256').update(`${model} ${meaning}`).digest().readUInt32LE(0) % dimensions
    vector[place] = 1
  }
  return vector
}
