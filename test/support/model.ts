import { once } from 'node:events'
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmbeddings, type StubEmbeddings } from './embeddings.ts'
import { createTranscriptions } from './transcriptions.ts'

/** What a model was sent, as far as tests look at it. */
export type Sent = {
  model: string
  messages: { role: string; content: string; tool_calls?: unknown[] }[]
  tools?: { function: { name: string } }[]
}

/** How a stub answers: with words, with tools, or in its own way. */
export type Play =
  | { text: string }
  | { calls: { name: string; arguments: string }[] }
  | { play: (response: ServerResponse) => void }

export type StubModel = {
  readonly url: string
  readonly sent: Sent[]
  readonly embeddings: StubEmbeddings
  readonly transcriptions: ReturnType<typeof createTranscriptions>
  /** What comes from now on is answered so. */
  respond(how: Play | ((sent: Sent) => Play)): void
  stop(): Promise<void>
}

/** A provider that speaks OpenAI's chat completions over HTTP and SSE. Source: platform.openai.com, Chat Completions streaming. */
export async function startModel(): Promise<StubModel> {
  const sent: Sent[] = []
  const embeddings = createEmbeddings()
  const transcriptions = createTranscriptions()
  let answer: (sent: Sent) => Play = () => ({ text: 'UNKNOWN' })
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.url === '/v1/embeddings') return embeddings.answer(Buffer.concat(chunks).toString(), response)
    if (request.url === '/v1/audio/transcriptions')
      return transcriptions.answer(request, Buffer.concat(chunks), response)
    if (request.url !== '/v1/chat/completions') return void response.writeHead(404).end()
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Sent
    sent.push(body)
    const play = answer(body)
    if ('play' in play) return play.play(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const deltas =
      'text' in play
        ? [...play.text.matchAll(/[\s\S]{1,12}/g)].map(([content]) => ({ content }))
        : play.calls.map(({ name, arguments: given }, index) => ({
            tool_calls: [
              { index, id: `call_${index}`, type: 'function', function: { name, arguments: given } },
            ],
          }))
    for (const delta of deltas) response.write(frame({ choices: [{ index: 0, delta, finish_reason: null }] }))
    const finish_reason = 'text' in play ? 'stop' : 'tool_calls'
    response.write(frame({ choices: [{ index: 0, delta: {}, finish_reason }] }))
    response.write(
      frame({ choices: [], usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 } }),
    )
    response.end('data: [DONE]\n\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    sent,
    embeddings,
    transcriptions,
    respond(how) {
      answer = typeof how === 'function' ? how : () => how
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A piece of an answer as it is streamed. */
export const frame = (piece: object): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'stub', ...piece })}\n\n`

/** Some words of an answer. */
export const words = (content: string) =>
  frame({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })

/** Everything that a provider does wrong. */
export const faults: Record<string, Play> = {
  'answers 429': { play: (response) => void response.writeHead(429, { 'retry-after': '60' }).end('{}') },
  'answers 500': { play: (response) => void response.writeHead(500).end('oh') },
  'answers nonsense': {
    play: (response) =>
      void response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"choices": [\n\n'),
  },
  'cuts a character in two': {
    play(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(words('A check-up costs '))
      response.write(Buffer.from(words('£68')).subarray(0, -20), () => response.destroy())
    },
  },
  'ends without an end': {
    play: (response) =>
      void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(words('A check-up')),
  },
  'never ends': {
    play(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = () => {
        while (!response.destroyed && response.write(words('and so on '.repeat(50))));
      }
      response.on('drain', more)
      more()
    },
  },
  'hangs up': { play: (response) => void response.destroy() },
  'misspells its tools': { calls: [{ name: 'lookup_knowledge', arguments: '{"query": ' }] },
  'asks for tools for ever': { calls: [{ name: 'lookup_knowledge', arguments: '{"query":"prices"}' }] },
  'asks for a tool that is not there': { calls: [{ name: 'delete_everything', arguments: '{}' }] },
  'says nothing': { text: '' },
}

/** Faults that take until the deadline of a model. */
export const slowFaults: Record<'hangs' | 'drips', Play> = {
  hangs: { play: () => {} },
  drips: {
    play(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const timer = setInterval(() => response.write(':'), 1_000)
      response.on('close', () => clearInterval(timer))
    },
  },
}
