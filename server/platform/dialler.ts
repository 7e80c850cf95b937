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
import { readBody, readBytesOf } from './read-body.ts'

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

/** What was read of a page. */
export type Got = {
  readonly status: number
  readonly headers: {
    readonly type: string | null
    /** Content-Encoding: the body is not unpacked. */
    readonly encoding: string | null
    readonly location: string | null
    readonly etag: string | null
    readonly lastModified: string | null
    readonly retryAfter: string | null
  }
  /** As much of it as was asked for. */
  readonly body: Buffer
  /** There was more. */
  readonly truncated: boolean
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

type Reading = Omit<Request, 'body'> & { readonly mostBytes: number }

/** Calls addresses that somebody else has chosen: never through a proxy, never to where they redirect. */
export type Dialler = {
  /** Throws `DialError`. */
  post(url: string, request: Request): Promise<Answer>
  /** Throws `DialError`. */
  get(url: string, request: Reading): Promise<Got>
  close(): Promise<void>
}

const headBytes = 16 * 1_024
const idleMs = 10_000

/** `ca`: certificates to believe in beside those of the system. */
export function createDialler(outbound: Outbound, { ca }: { ca?: string } = {}): Dialler {
  const connect = createConnect(outbound, ca)
  const kept = agentsOf(connect, { keepAlive: true, timeout: idleMs, maxFreeSockets: 256 })
  const fresh = agentsOf(connect, {})

  const call = <A>(url: URL, sending: Sending<A>, trip: Trip, agents: Agents) =>
    new Promise<A>((resolve, reject) => {
      const { method, headers, body, answerOf } = sending
      const isTls = url.protocol === 'https:'
      const options = { agent: isTls ? agents.https : agents.http, trip, maxHeaderSize: headBytes }
      const sent = (isTls ? https : http).request(url, {
        ...options,
        method,
        headers: { ...headers, ...(body !== null && { 'content-length': Buffer.byteLength(body) }) },
        signal: trip.signal,
      } as https.RequestOptions)
      let bytesBefore = 0
      sent.once('socket', (socket) => {
        trip.address = addressOf(socket) ?? trip.address
        bytesBefore = socket.bytesRead
      })
      sent.once('response', (response) => {
        trip.firstByteMs = performance.now() - trip.startedMs
        answerOf(response, false).then(resolve, reject)
      })
      // node:http lets go of the connection then, and tells of neither an answer nor an error
      sent.once('upgrade', (response, socket) => {
        trip.firstByteMs = performance.now() - trip.startedMs
        socket.destroy()
        answerOf(response, true).then(resolve, reject)
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

  const within = async <A>(
    url: string,
    deadlineMs: number,
    work: (target: URL, trip: Trip) => Promise<A>,
  ): Promise<A> => {
    const trip = new Trip(deadlineMs)
    try {
      return await work(new URL(url), trip)
    } catch (error) {
      throw new DialError(kindOf(error, trip), trip.timings, trip.address, error)
    } finally {
      trip.end()
    }
  }

  return {
    post: (url, { headers, body, deadlineMs }) =>
      within(url, deadlineMs, (target, trip) => {
        const answerOf = async (response: http.IncomingMessage, isCut: boolean): Promise<Answer> => {
          const { text, truncated } = isCut ? { text: '', truncated: true } : await readBody(response)
          const { statusCode: status = 0, headers } = response
          const { address, timings } = trip
          const retryAfter = headers['retry-after'] ?? null
          return { status, headers: { retryAfter }, body: text, truncated, address, timings }
        }
        const sending = { method: 'POST' as const, headers, body, answerOf }
        return call(target, sending, trip, kept).catch((error) => {
          // the receiver closed a connection that was kept, just when it was used again
          if (!(error instanceof Stale)) throw error
          return call(target, sending, trip, fresh)
        })
      }),
    get: (url, { headers, deadlineMs, mostBytes }) =>
      within(url, deadlineMs, (target, trip) => {
        const answerOf = async (response: http.IncomingMessage, isCut: boolean): Promise<Got> => {
          const { statusCode: status = 0, headers } = response
          return {
            status,
            headers: {
              type: headers['content-type'] ?? null,
              encoding: headers['content-encoding'] ?? null,
              location: headers.location ?? null,
              etag: headers.etag ?? null,
              lastModified: headers['last-modified'] ?? null,
              retryAfter: headers['retry-after'] ?? null,
            },
            ...(isCut ? { body: Buffer.alloc(0), truncated: true } : await readBytesOf(response, mostBytes)),
          }
        }
        return call(target, { method: 'GET', headers, body: null, answerOf }, trip, fresh)
      }),
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

type Sending<A> = {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** `isCut`: the connection is gone, and there is no body. */
  answerOf(response: http.IncomingMessage, isCut: boolean): Promise<A>
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

function kindOf(error: unknown, trip: Trip): DialFault {
  if (trip.signal.aborted) return 'timeout'
  const cause = error instanceof Stale ? error.cause : error
  if (cause instanceof NoConnection) return cause.kind
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return code.startsWith('HPE_') ? 'protocol' : 'reset'
}
