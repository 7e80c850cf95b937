import type { Caller } from '../call.ts'
import { Failure } from '../failure.ts'
import { findUuid } from '../platform/ids.ts'
import { type Actor, speaksFor } from './actor.ts'
import { type Credentials, identify } from './credentials.ts'
import { recallPeer } from './service-credentials.ts'

type ServiceRequest = {
  readonly authorization: string | undefined
  /** The name in the certificate that the connection was opened with, if one we trust was. */
  readonly peerName: string | null
  readonly idempotencyKey: string | undefined
  readonly requestId: string
  /** The tenant that the request is about: `tenant_…`; undefined where an RPC names none. */
  readonly tenantId: string | undefined
  readonly signal: AbortSignal
}

/**
 * An internal service and the tenant it speaks for. Where a token is sent it says who calls, else the certificate does.
 * Throws `unauthenticated`, `invalid_token`, `permission_denied`, `tenant_not_found`.
 */
export async function serviceCaller(parts: Credentials, request: ServiceRequest): Promise<Caller> {
  const actor = await identifyService(parts, request)
  return {
    actor,
    tenantId: tenantFor(actor, request.tenantId),
    requestId: request.requestId,
    signal: request.signal,
    idempotencyKey: request.idempotencyKey ?? null,
    web: null,
  }
}

async function identifyService(parts: Credentials, request: ServiceRequest): Promise<Actor> {
  const { authorization, peerName } = request
  const actor =
    authorization || peerName === null
      ? await identify(parts, authorization)
      : await recallPeer(parts, peerName)
  if (actor === null)
    throw new Failure('unauthenticated', 'No service is admitted under the name in this certificate.')
  if (actor.kind === 'visitor')
    throw new Failure('unauthenticated', 'Send a service token as authorization metadata.')
  if (actor.kind !== 'service') throw new Failure('permission_denied', 'Only service tokens may call here.')
  return actor
}

function tenantFor(actor: Actor, asked: string | undefined): string | null {
  if (asked === undefined) return null
  const tenantId = findUuid('tenant', asked)
  if (tenantId === null)
    throw new Failure('tenant_not_found', 'tenant_id must be the id of an active business.')
  if (!speaksFor(actor, tenantId))
    throw new Failure('permission_denied', 'This credential is not for that business.')
  return tenantId
}
