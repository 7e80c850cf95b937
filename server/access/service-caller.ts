import type { Caller } from '../call.ts'
import { Failure } from '../failure.ts'
import { findUuid } from '../platform/ids.ts'
import { type Credentials, identify } from './credentials.ts'

type ServiceRequest = {
  readonly authorization: string | undefined
  readonly idempotencyKey: string | undefined
  readonly requestId: string
  /** The tenant that the request is about: `tenant_…`. */
  readonly tenantId: string
  readonly signal: AbortSignal
}

/** An internal service and the tenant it speaks for. Throws `unauthenticated`, `invalid_token`, `permission_denied`. */
export async function serviceCaller(parts: Credentials, request: ServiceRequest): Promise<Caller> {
  const actor = await identify(parts, request.authorization)
  if (actor.kind === 'visitor')
    throw new Failure('unauthenticated', 'Send a service token as authorization metadata.')
  if (actor.kind !== 'service') throw new Failure('permission_denied', 'Only service tokens may call here.')
  const tenantId = findUuid('tenant', request.tenantId)
  if (tenantId === null)
    throw new Failure('tenant_not_found', 'tenant_id must be the id of an active business.')
  return {
    actor,
    tenantId,
    requestId: request.requestId,
    signal: request.signal,
    idempotencyKey: request.idempotencyKey ?? null,
    web: null,
  }
}
