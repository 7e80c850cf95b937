import {
  impersonation,
  type OperatorRole,
  operatorRoles,
  type Permission,
  type Role,
  roles,
} from './permissions.ts'

/** Someone of a tenant's own people who has signed in. */
export type User = {
  readonly kind: 'user'
  readonly id: string
  readonly tenantId: string
  readonly role: Role
  /** The sign-in that the access token came from. */
  readonly sessionId: string
}

/** An internal service: our own work, or a caller of gRPC. */
export type Service = {
  readonly kind: 'service'
  readonly id: string
  readonly scopes: readonly Permission[]
  /** UUIDs of the tenants that it may speak for when it calls from outside; none without it. */
  readonly tenants?: '*' | readonly string[]
  /** The id of the token that it came with. */
  readonly tokenId?: string
}

/** Someone who runs the platform, by the cookie of their session. `tenantId` is the platform's own. */
export type Operator = {
  readonly kind: 'operator'
  readonly id: string
  readonly tenantId: string
  readonly role: OperatorRole
  readonly sessionId: string
}

/** An operator in a tenant's account; `id` is the operator's. */
export type Impersonator = {
  readonly kind: 'impersonation'
  readonly id: string
  readonly tenantId: string
  readonly impersonationId: string
}

/** Who is calling. A visitor has no credential. */
export type Actor = { readonly kind: 'visitor' } | User | Operator | Impersonator | Service

export const visitor: Actor = { kind: 'visitor' }

/** Whether `actor` holds `permission`. */
export function may(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'visitor':
      return false
    case 'user':
      return (roles[actor.role] as readonly Permission[]).includes(permission)
    case 'operator':
      return (operatorRoles[actor.role] as readonly Permission[]).includes(permission)
    case 'impersonation':
      return (impersonation as readonly Permission[]).includes(permission)
    case 'service':
      return actor.scopes.includes(permission)
  }
}

/** Whether `actor` may speak for a tenant, or with null for every one. What it may do there is for `may` to say. */
export const speaksFor = (actor: Actor, tenantId: string | null): boolean =>
  actor.kind !== 'service' ||
  actor.tenants === '*' ||
  (tenantId !== null && (actor.tenants?.includes(tenantId) ?? false))

/** A stable name of the actor for logs, audit and idempotency scopes. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'visitor') return 'visitor'
  return `${actor.kind === 'impersonation' ? 'operator' : actor.kind}:${actor.id}`
}
