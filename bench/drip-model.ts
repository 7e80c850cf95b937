import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { frame, type Sent } from '../test/support/model.ts'

// a model, over OpenAI's chat completions, that answers at once, but a question that names a UUID with a word every 20 ms for
// 8 s. GET /begun?question=UUID is answered once it writes; GET /ended?question=UUID once it has stopped, with `cutMs`, when it
// saw its connection closed (milliseconds since 1970; null: it came to its end)

const wordMs = 20
const mostMs = 8_000
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

type Answer = { begun: PromiseWithResolvers<object>; ended: PromiseWithResolvers<object> }
const answers = new Map<string, Answer>()
function answerTo(question: string): Answer {
  const answer = answers.get(question) ?? {
    begun: Promise.withResolvers<object>(),
    ended: Promise.withResolvers<object>(),
  }
  answers.set(question, answer)
  return answer
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
  if (pathname === '/begun' || pathname === '/ended') {
    const { begun, ended } = answerTo(searchParams.get('question') ?? '')
    return void response.end(JSON.stringify(await (pathname === '/begun' ? begun : ended).promise))
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { messages } = JSON.parse(Buffer.concat(chunks).toString()) as Sent
  const [question] = uuid.exec(messages.at(-1)?.content ?? '') ?? []
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  write(response, { choices: [{ index: 0, delta: { content: 'word ' }, finish_reason: null }] })
  if (question) await drip(response, answerTo(question))
  write(response, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  write(response, { choices: [], usage: { prompt_tokens: 900, completion_tokens: 40, total_tokens: 940 } })
  response.end('data: [DONE]\n\n')
})

async function drip(response: ServerResponse, { begun, ended }: Answer): Promise<void> {
  let isOpen = true
  response.once('close', () => {
    isOpen = false
    ended.resolve({ cutMs: performance.timeOrigin + performance.now() })
  })
  begun.resolve({})
  const untilMs = performance.now() + mostMs
  while (isOpen && performance.now() < untilMs) {
    await sleep(wordMs)
    write(response, { choices: [{ index: 0, delta: { content: 'word ' }, finish_reason: null }] })
  }
  ended.resolve({ cutMs: null })
}

const write = (response: ServerResponse, piece: object) => response.write(frame(piece))

server.keepAliveTimeout = 60_000
process.once('SIGTERM', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ msg: 'ready', httpUrl: `http://127.0.0.1:${port}` })}\n`)
})
