import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { verifyWebhook } from '../clients/sdk/webhooks.ts'

// npm run webhooks:listen -- --secret whsec_… : prints what is delivered to this machine, and whether its signature holds

const { values } = parseArgs({
  options: {
    secret: { type: 'string', multiple: true, default: [] },
    port: { type: 'string', default: '9099' },
    fail: { type: 'string' },
    delay: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)

if (values.help) {
  say(`npm run webhooks:listen -- [options]

  --secret whsec_…  verify with it; given twice, with either
  --port 9099       where to listen
  --fail 503        answer so, to see it tried again
  --delay 2000      answer after so many milliseconds`)
  process.exit(0)
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const { headers } = request
  say(
    `\n${new Date().toISOString()}  ${request.method} ${request.url}  ${headers['webhook-id'] ?? 'without webhook-id'}`,
  )
  say(judge(headers, body))
  say(pretty(body.toString()))
  setTimeout(() => response.writeHead(Number(values.fail ?? 204)).end(), Number(values.delay))
})

function judge(headers: Parameters<typeof verifyWebhook>[1], body: Buffer): string {
  if (values.secret.length === 0) return 'not verified: give the secret with --secret'
  try {
    const { event } = verifyWebhook(values.secret, headers, body)
    return `verified: ${event}`
  } catch (error) {
    return `NOT VERIFIED: ${(error as Error).message}`
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

server.listen(Number(values.port), () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : values.port
  say(`Listening: subscribe with the url http://127.0.0.1:${port}/`)
})
