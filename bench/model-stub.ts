import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { frame } from '../test/support/model.ts'

// a model that waits 30 ms and then streams 40 tokens in four sentences, over OpenAI's chat completions

const waitMs = 30
const tokens = 40
const sentence = 10
const tokenAt = (at: number) =>
  at % sentence === 0 ? 'Word ' : at % sentence === sentence - 1 ? 'word. ' : 'word '

const server = createServer(async (request, response) => {
  request.resume()
  await sleep(waitMs)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let at = 0; at < tokens; at++)
    response.write(frame({ choices: [{ index: 0, delta: { content: tokenAt(at) }, finish_reason: null }] }))
  response.write(frame({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }))
  response.write(
    frame({ choices: [], usage: { prompt_tokens: 900, completion_tokens: 40, total_tokens: 940 } }),
  )
  response.end('data: [DONE]\n\n')
})
server.keepAliveTimeout = 60_000
process.once('SIGTERM', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ msg: 'ready', httpUrl: `http://127.0.0.1:${port}` })}\n`)
})
