import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '../call.ts'
import { type Credentials, identify } from './credentials.ts'

type HttpRequest = {
  readonly id: string
  readonly headers: IncomingHttpHeaders
  readonly protocol: string
  readonly host: string
}

/** Who calls over HTTP, and about which tenant. Throws `invalid_token`. */
export async function httpCaller(
  parts: Credentials & { config: { publicUrl: string | null } },
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Caller> {
  const { headers } = request
  const actor = await identify(parts, headers.authorization)
  const called = readOrigin(`${request.protocol}://${request.host}`)
  const published = parts.config.publicUrl === null ? null : readOrigin(parts.config.publicUrl)
  return {
    actor,
    tenantId: actor.kind === 'user' ? actor.tenantId : null,
    requestId: request.id,
    signal,
    idempotencyKey: headers['idempotency-key']?.toString() ?? null,
    web: {
      origin: headers.origin,
      // behind a proxy the published address is what a browser knows us by
      self: [called?.origin, published?.origin].filter((origin) => origin !== undefined),
      host: called?.hostname ?? null,
    },
  }
}

/** The longest name that DNS carries. Source: RFC 1035. */
const maxHostLength = 253

/** An address that a client wrote may be anything; one that is no address is none. */
function readOrigin(address: string): URL | null {
  const url = URL.parse(address)
  return url && url.hostname !== '' && url.hostname.length <= maxHostLength ? url : null
}
