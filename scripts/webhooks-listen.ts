import { createServer, type IncomingMessage } from 'node:http'
import { parseArgs } from 'node:util'
import { verifyWebhook } from '../clients/sdk/webhooks.ts'

// npm run webhooks:listen -- --secret whsec_… : prints what is delivered to this machine, and whether its signature holds

const say = (line: string) => process.stdout.write(`${line}\n`)
const help = `npm run webhooks:listen -- [options]

  --secret whsec_…  verify with it; given twice, with either
  --port 9099       where to listen
  --fail 503        answer so, to see it tried again
  --delay 2000      answer after so many milliseconds`

const { secret: secrets, ...values } = readOptions()
if (values.help) {
  say(help)
  process.exit(0)
}
const status = Number(values.fail)
const port = Number(values.port)
const delayMs = Number(values.delay)
if (!(status >= 200 && status <= 599)) refuse('--fail must be a status from 200 to 599')
if (!(port >= 0 && port <= 65_535)) refuse('--port must be a number from 0 to 65535')
if (!(delayMs >= 0)) refuse('--delay must be a number of milliseconds')

const server = createServer(async (request, response) => {
  const body = await readBody(request)
  const { headers } = request
  const at = `${new Date().toISOString()}  ${request.method} ${request.url}`
  if (body === null) return say(`\n${at}  broke off`)
  say(`\n${at}  ${headers['webhook-id'] ?? 'without webhook-id'}${skewOf(headers['webhook-timestamp'])}`)
  say(judge(headers, body))
  say(pretty(body.toString()))
  setTimeout(() => response.writeHead(status).end(), delayMs)
})

function readOptions() {
  try {
    return parseArgs({
      options: {
        secret: { type: 'string', multiple: true, default: [] },
        port: { type: 'string', default: '9099' },
        fail: { type: 'string', default: '204' },
        delay: { type: 'string', default: '0' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return refuse((error as Error).message)
  }
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n\n${help}\n`)
  process.exit(2)
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  try {
    return Buffer.concat(await request.toArray())
  } catch {
    return null
  }
}

/** How far the time of this attempt lies from the clock of this machine. */
function skewOf(timestamp: string | string[] | undefined): string {
  const seconds = Math.floor(Date.now() / 1_000) - Number(timestamp)
  if (Number.isNaN(seconds)) return ''
  return seconds < 0 ? `  sent ${-seconds} s ahead` : `  sent ${seconds} s ago`
}

function judge(headers: Parameters<typeof verifyWebhook>[1], body: Buffer): string {
  if (secrets.length === 0) return 'not verified: give the secret with --secret'
  try {
    const { event } = verifyWebhook(secrets, headers, body)
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

server.on('error', (error) => refuse(error.message))
server.listen(port, () => {
  const address = server.address()
  const taken = typeof address === 'object' ? address?.port : port
  say(`Listening: subscribe with the url http://127.0.0.1:${taken}/`)
})
