declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  type Client = EventEmitter & { setBody(body: string): void }
  type Options = {
    url: string
    method: 'POST'
    headers: Record<string, string>
    connections: number
    /** Seconds. */
    duration: number
    setupClient(client: Client): void
    verifyBody(body: string): boolean
  }
  type Result = { duration: number; errors: number; mismatches: number; non2xx: number }

  /** Both the promise of the result and the emitter of `response` (client, status, bytes, milliseconds). */
  export default function autocannon(options: Options): EventEmitter & Promise<Result>
}
