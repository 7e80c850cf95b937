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
  parts: Credentials,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Caller> {
  const { headers } = request
  const actor = await identify(parts, headers.authorization)
  return {
    actor,
    tenantId: actor.kind === 'user' ? actor.tenantId : null,
    requestId: request.id,
    signal,
    idempotencyKey: headers['idempotency-key']?.toString() ?? null,
    web: { origin: headers.origin, self: `${request.protocol}://${request.host}` },
  }
}
