import { type Permission, type Role, roles } from './permissions.ts'

/** Someone of a tenant's own people who has signed in. */
export type User = {
  readonly kind: 'user'
  readonly id: string
  readonly tenantId: string
  readonly role: Role
  /** The sign-in that the access token came from. */
  readonly sessionId: string
}

/** Who is calling. A visitor has no credential; a service speaks for whichever tenant it names. */
export type Actor =
  | { readonly kind: 'visitor' }
  | User
  | { readonly kind: 'service'; readonly id: string; readonly scopes: readonly Permission[] }

export const visitor: Actor = { kind: 'visitor' }

/** Whether `actor` holds `permission`. */
export function may(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'visitor':
      return false
    case 'user':
      return (roles[actor.role] as readonly Permission[]).includes(permission)
    case 'service':
      return actor.scopes.includes(permission)
  }
}

/** A stable name of the actor for logs, audit and idempotency scopes. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'visitor' ? 'visitor' : `${actor.kind}:${actor.id}`
