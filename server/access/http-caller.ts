import type { IncomingHttpHeaders } from 'node:http'
import { parseCookie } from 'cookie'
import type { Caller, Parts, Web } from '../call.ts'
import { type Credentials, identify } from './credentials.ts'
import { addressBucket } from './quotas.ts'

type HttpRequest = {
  readonly id: string
  readonly url: string
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly protocol: string
  readonly host: string
  readonly ip: string
}

type Published = { config: { publicUrl: string | null } }

/** Who calls over HTTP, and about which tenant. Throws `rate_limited`, `invalid_token`. */
export async function httpCaller(
  parts: Credentials & Published & Pick<Parts, 'limiter'>,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Caller> {
  const { headers } = request
  const standing = isProbe(request.url) ? null : await parts.limiter.take([addressBucket(request.ip)])
  const actor = await identify(parts, headers.authorization)
  return {
    actor,
    tenantId: 'tenantId' in actor ? actor.tenantId : null,
    requestId: request.id,
    signal,
    idempotencyKey: headers['idempotency-key']?.toString() ?? null,
    web: { ...readWeb(parts, request), standing },
  }
}

/** Whoever watches over a process asks as often as they like. */
export const isProbe = (url: string) => url.startsWith('/api/health')

/** What a request over HTTP tells beside its credential. A header that was sent twice reads as one odd value. */
export function readWeb({ config }: Published, { method, headers, protocol, host, ip }: HttpRequest): Web {
  const called = readOrigin(`${protocol}://${host}`)
  const published = config.publicUrl === null ? null : readOrigin(config.publicUrl)
  return {
    method,
    origin: headers.origin,
    // behind a proxy the published address is what a browser knows us by
    self: [called?.origin, published?.origin].filter((origin) => origin !== undefined),
    host: called?.hostname ?? null,
    address: ip,
    standing: null,
    cookies: parseCookie(headers.cookie ?? ''),
    fetchSite: headers['sec-fetch-site']?.toString(),
    csrfToken: headers['x-csrf-token']?.toString(),
    widgetKey: headers['x-widget-key']?.toString(),
    visitorToken: headers['x-visitor-token']?.toString(),
  }
}

/** The longest name that DNS carries. Source: RFC 1035. */
const maxHostLength = 253

/** An address that a client wrote may be anything; one that is no address is none. */
function readOrigin(address: string): URL | null {
  const url = URL.parse(address)
  return url && url.hostname !== '' && url.hostname.length <= maxHostLength ? url : null
}
