import net, { isIP } from 'node:net'
import tls from 'node:tls'
import type { Outbound } from './outbound.ts'

/**
 * How long each part of a call took, in ms; null for what did not happen: a connection that was open already needs neither
 * DNS nor TLS. `firstByteMs` is from the start to the head of the answer.
 */
export type Timings = {
  readonly dnsMs: number | null
  readonly connectMs: number | null
  readonly tlsMs: number | null
  readonly firstByteMs: number | null
  readonly totalMs: number
}

export type DialFault = 'url_not_allowed' | 'dns' | 'connect' | 'tls' | 'timeout' | 'reset' | 'protocol'

const addressMs = 5_000

/** One call on its way. */
export class Trip {
  readonly startedMs = performance.now()
  readonly signal: AbortSignal
  dnsMs: number | null = null
  connectMs: number | null = null
  tlsMs: number | null = null
  firstByteMs: number | null = null
  address: string | null = null
  readonly #deadline = new AbortController()
  readonly #timer: NodeJS.Timeout

  constructor(deadlineMs: number) {
    this.signal = this.#deadline.signal
    this.#timer = setTimeout(() => this.#deadline.abort(), deadlineMs)
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  get timings(): Timings {
    const { dnsMs, connectMs, tlsMs, firstByteMs, startedMs } = this
    return { dnsMs, connectMs, tlsMs, firstByteMs, totalMs: performance.now() - startedMs }
  }
}

/** Why there is no connection. */
export class NoConnection extends Error {
  readonly kind: DialFault
  constructor(kind: DialFault, cause?: unknown) {
    super(kind, { cause })
    this.kind = kind
  }
}

export type ConnectOptions = { readonly host: string; readonly port: number; readonly trip: Trip }
export type Connect = (options: ConnectOptions, isTls: boolean) => Promise<net.Socket>

/**
 * Dials the addresses that a name has now, and only if all of them may be called, whatever it had when it was looked at
 * before: what is dialled is an address, never the name. `ca`: certificates to believe in beside those of the system.
 */
export function createConnect(outbound: Outbound, ca: string | undefined): Connect {
  const trusted = ca === undefined ? {} : { ca: [...tls.rootCertificates, ca] }
  return async ({ host, port, trip }, isTls) => {
    const name = host.replace(/^\[|\]$/g, '')
    const startedMs = performance.now()
    const found = await unlessAborted(outbound.find(host), trip.signal)
    if (!isIP(name)) trip.dnsMs = performance.now() - startedMs
    if (found.state === 'forbidden') throw new NoConnection('url_not_allowed')
    if (found.state === 'unknown') throw new NoConnection('dns')
    let last: unknown
    for (const address of found.addresses) {
      const dialledMs = performance.now()
      trip.address = address
      try {
        const socket = await opened(
          net.connect({ host: address, port, noDelay: true }),
          'connect',
          trip.signal,
        )
        trip.connectMs = performance.now() - dialledMs
        return isTls ? await secured(socket, name, trip, trusted) : socket
      } catch (error) {
        if (trip.signal.aborted || (error instanceof NoConnection && error.kind !== 'connect')) throw error
        last = error
      }
    }
    throw last
  }
}

async function secured(socket: net.Socket, name: string, trip: Trip, trusted: object): Promise<net.Socket> {
  const startedMs = performance.now()
  const named = isIP(name) ? { host: name } : { host: name, servername: name }
  const secure = tls.connect({ socket, ALPNProtocols: ['http/1.1'], ...named, ...trusted })
  await opened(secure, 'secureConnect', trip.signal)
  trip.tlsMs = performance.now() - startedMs
  return secure
}

/** A socket once it is open; one that is not open in time, or that nobody waits for any more, is destroyed. */
function opened<S extends net.Socket>(socket: S, event: 'connect' | 'secureConnect', signal: AbortSignal) {
  const kind = event === 'connect' ? ('connect' as const) : ('tls' as const)
  // one that fails while nobody listens must not end the process
  socket.on('error', () => {})
  return new Promise<S>((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      socket.off('error', fail)
      socket.off('close', fail)
      done()
    }
    const fail = (cause?: unknown) =>
      settle(() => {
        socket.destroy()
        reject(new NoConnection(kind, cause))
      })
    const leave = () => fail(signal.reason)
    const timer = setTimeout(fail, addressMs)
    socket.once('error', fail)
    socket.once('close', fail)
    socket.once(event, () => settle(() => resolve(socket)))
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
  })
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const leave = () => reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
