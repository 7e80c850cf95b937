import http from 'node:http'
import https from 'node:https'
import type net from 'node:net'
import type { Duplex } from 'node:stream'
import {
  type Connect,
  type ConnectOptions,
  createConnect,
  type DialFault,
  NoConnection,
  type Timings,
  Trip,
} from './guarded-connect.ts'
import type { Outbound } from './outbound.ts'

export type { Timings } from './guarded-connect.ts'

export type Answer = {
  readonly status: number
  readonly headers: { readonly retryAfter: string | null }
  /** The first 1 KiB, as text that PostgreSQL takes. */
  readonly body: string
  /** There was more than we read. */
  readonly truncated: boolean
  /** The address that was dialled. */
  readonly address: string | null
  readonly timings: Timings
}

/** Why a call got no answer. Its message tells nothing of our network. */
export class DialError extends Error {
  readonly kind: DialFault
  readonly timings: Timings
  readonly address: string | null

  constructor(kind: DialFault, timings: Timings, address: string | null, cause?: unknown) {
    super(`the call ended with ${kind}`, { cause })
    this.kind = kind
    this.timings = timings
    this.address = address
  }
}

type Request = {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** For everything: name, connection, answer and the end of its body. */
  readonly deadlineMs: number
}

/** Calls addresses that somebody else has chosen: never through a proxy, never to where they redirect. */
export type Dialler = {
  /** Throws `DialError`. */
  post(url: string, request: Request): Promise<Answer>
  close(): Promise<void>
}

/** Whoever answers more than this loses the connection; in one piece up to 64 KiB may come at once. */
const readBytes = 16 * 1_024
const keptBytes = 1_024
const headBytes = 16 * 1_024
const idleMs = 10_000

/** `ca`: certificates to believe in beside those of the system. */
export function createDialler(outbound: Outbound, { ca }: { ca?: string } = {}): Dialler {
  const connect = createConnect(outbound, ca)
  const kept = agentsOf(connect, { keepAlive: true, timeout: idleMs, maxFreeSockets: 256 })
  const fresh = agentsOf(connect, {})

  const call = (url: URL, request: Request, trip: Trip, agents: Agents) =>
    new Promise<Answer>((resolve, reject) => {
      const { headers, body } = request
      const isTls = url.protocol === 'https:'
      const options = { agent: isTls ? agents.https : agents.http, trip, maxHeaderSize: headBytes }
      const sent = (isTls ? https : http).request(url, {
        ...options,
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: trip.signal,
      } as https.RequestOptions)
      let bytesBefore = 0
      sent.once('socket', (socket) => {
        trip.address = addressOf(socket) ?? trip.address
        bytesBefore = socket.bytesRead
      })
      const answer = (response: http.IncomingMessage, body: string, truncated: boolean) => {
        const { statusCode: status = 0, headers } = response
        const { address, timings } = trip
        const retryAfter = headers['retry-after'] ?? null
        resolve({ status, headers: { retryAfter }, body, truncated, address, timings })
      }
      sent.once('response', (response) => {
        trip.firstByteMs = performance.now() - trip.startedMs
        readBody(response).then(({ text, truncated }) => answer(response, text, truncated), reject)
      })
      // node:http lets go of the connection then, and tells of neither an answer nor an error
      sent.once('upgrade', (response, socket) => {
        trip.firstByteMs = performance.now() - trip.startedMs
        socket.destroy()
        answer(response, '', true)
      })
      sent.on('error', (error) => {
        const isStale = sent.reusedSocket && sent.socket?.bytesRead === bytesBefore && !trip.signal.aborted
        reject(isStale ? new Stale(error) : error)
      })
      // so that a call ends whatever node:http tells of it; what comes after an answer is told by its body
      sent.once('close', () => {
        if (trip.firstByteMs === null) reject(new Error('closed without an answer'))
      })
      sent.end(body)
    })

  return {
    async post(url, request) {
      const trip = new Trip(request.deadlineMs)
      try {
        const target = new URL(url)
        return await call(target, request, trip, kept).catch((error) => {
          // the receiver closed a connection that was kept, just when it was used again
          if (!(error instanceof Stale)) throw error
          return call(target, request, trip, fresh)
        })
      } catch (error) {
        throw new DialError(kindOf(error, trip), trip.timings, trip.address, error)
      } finally {
        trip.end()
      }
    },
    async close() {
      for (const agent of [kept.http, kept.https, fresh.http, fresh.https]) agent.destroy()
    },
  }
}

/** A connection that was open already failed under a call, before a byte of an answer came. */
class Stale extends Error {
  constructor(cause: unknown) {
    super('the connection was gone', { cause })
  }
}

type Agents = { http: http.Agent; https: https.Agent }
type Connected = (error: Error | null, socket: Duplex) => void

function agentsOf(connect: Connect, options: http.AgentOptions): Agents {
  const agents = { http: new http.Agent(options), https: new https.Agent(options) }
  for (const [name, agent] of Object.entries(agents))
    agent.createConnection = (asked: unknown, done: unknown) => {
      const connected = done as Connected
      connect(asked as ConnectOptions, name === 'https').then(
        (socket) => connected(null, socket),
        (error) => connected(error, undefined as never),
      )
      // it is handed over by the callback
      return undefined as never
    }
  return agents
}

function addressOf(socket: net.Socket): string | null {
  return socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null
}

/** Reads a body to its end, but not more of it than `readBytes`; it is never unpacked. */
async function readBody(response: http.IncomingMessage): Promise<{ text: string; truncated: boolean }> {
  let kept = Buffer.alloc(0)
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (kept.length < keptBytes) kept = Buffer.concat([kept, chunk.subarray(0, keptBytes - kept.length)])
    bytes += chunk.length
    if (bytes > readBytes) break
  }
  return { text: textOf(kept), truncated: bytes > keptBytes }
}

/** Bytes as text without NUL, which PostgreSQL refuses; what is cut or no UTF-8 becomes U+FFFD. */
const textOf = (bytes: Buffer): string => bytes.toString('utf8').replaceAll('\0', '\ufffd')

function kindOf(error: unknown, trip: Trip): DialFault {
  if (trip.signal.aborted) return 'timeout'
  const cause = error instanceof Stale ? error.cause : error
  if (cause instanceof NoConnection) return cause.kind
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return code.startsWith('HPE_') ? 'protocol' : 'reset'
}
