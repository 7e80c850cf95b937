import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import type { EventBody, EventName } from '../../server/domain/events/contract.ts'

export type { EventBody, EventName }
export { WebhookVerificationError }

type Secrets = string | readonly string[]
type HeaderBag =
  | Headers
  | IncomingHttpHeaders
  | Readonly<Record<string, string | readonly string[] | undefined>>

const required = ['webhook-id', 'webhook-timestamp', 'webhook-signature']

/**
 * The event in a delivery, once its signature and age (5 minutes at most) are proved; `body` as it came, not parsed and
 * written again. Several secrets: any of them will do, as during a rotation. Throws `WebhookVerificationError`.
 */
export function verifyWebhook(secrets: Secrets, headers: HeaderBag, body: string | Uint8Array): EventBody {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString()
  const named = namesOf(headers)
  const missing = required.filter((name) => !named[name])
  if (missing.length > 0) throw new WebhookVerificationError(`Missing ${missing.join(', ')}`)
  proveSigned(secrets, named, text)
  return eventIn(text)
}

function proveSigned(secrets: Secrets, headers: Record<string, string>, text: string): void {
  let last: unknown = new WebhookVerificationError('There is no secret to verify with')
  for (const secret of [secrets].flat())
    try {
      keyOf(secret).verify(text, headers, { jsonParse: false })
      return
    } catch (error) {
      last = error
    }
  throw last
}

function keyOf(secret: string): Webhook {
  try {
    return new Webhook(secret)
  } catch {
    throw new WebhookVerificationError('The secret to verify with is not whsec_ and base64')
  }
}

function eventIn(text: string): EventBody {
  const none = new WebhookVerificationError('The body is signed, but is not an event')
  let event: EventBody | null
  try {
    event = JSON.parse(text)
  } catch {
    throw none
  }
  if (typeof event?.id !== 'string' || typeof event.event !== 'string') throw none
  return event
}

type Handlers = { [N in EventName]?: (event: EventBody<N>) => unknown } & {
  /** Whatever has no handler of its own. */
  '*'?: (event: EventBody) => unknown
}

type Options = {
  secret: Secrets
  on: Handlers
  /** Where the ids of handled events are kept; without it the last 10,000 are, until this process ends. */
  seen?: Seen
}

type Seen = {
  has(id: string): boolean | Promise<boolean>
  add(id: string): unknown
}

const mostBytes = 256 * 1_024
const remembered = 10_000

/**
 * A listener for `http.createServer`: answers 204 once the handler of an event has ended, 500 when it throws, so that the
 * event comes again, and 401 to what is not signed. An event that was handled before is answered at once: deliveries come
 * at least once, and webhook-id stays the same over all retries and replays.
 */
export function webhookListener(options: Options): RequestListener {
  const { secret, on, seen = memory() } = options
  const running = new Map<string, Promise<void>>()
  const handleOnce = async (event: EventBody) => {
    if (await seen.has(event.id)) return
    const handler = (on[event.event] ?? on['*']) as ((event: EventBody) => unknown) | undefined
    await handler?.(event)
    await seen.add(event.id)
  }
  const handle = async (request: IncomingMessage): Promise<Answer> => {
    if (request.method !== 'POST') return { status: 405, error: 'Use POST.' }
    const body = await readBody(request)
    if (body === null) return { status: 413, error: 'The body is too large.' }
    let event: EventBody
    try {
      event = verifyWebhook(secret, request.headers, body)
    } catch (error) {
      return { status: 401, error: (error as Error).message }
    }
    // a retry that comes while the first is still being handled waits for it
    const work = running.get(event.id) ?? handleOnce(event).finally(() => running.delete(event.id))
    running.set(event.id, work)
    await work
    return { status: 204 }
  }
  return (request, response) => {
    handle(request).then(
      (answer) => send(response, answer),
      () => send(response, { status: 500, error: 'The event could not be handled; send it again.' }),
    )
  }
}

type Answer = { status: number; error?: string }

function send(response: ServerResponse, { status, error }: Answer): void {
  if (status === 405) response.setHeader('allow', 'POST')
  // what is too large is not read to its end
  if (status === 413) response.setHeader('connection', 'close')
  if (error === undefined) response.writeHead(status).end()
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
}

function memory(): Seen {
  const ids = new Set<string>()
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id)
      const [oldest] = ids
      if (oldest !== undefined && ids.size > remembered) ids.delete(oldest)
    },
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const namesOf = (headers: HeaderBag): Record<string, string> =>
  Object.fromEntries(
    headers instanceof Headers
      ? headers
      : Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value ?? '')]),
  )
