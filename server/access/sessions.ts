import type { Parts } from '../call.ts'
import type { Memory } from '../platform/memory.ts'
import type { Tx } from '../platform/postgres.ts'
import type { User } from './actor.ts'
import type { Role } from './permissions.ts'

/** Somebody who is signed in, as the database knows them now. */
export type LiveSession = {
  userId: string
  email: string
  name: string
  role: Role
  tenantSlug: string
  tenantName: string
}

/** Logout, disabling and a new password take effect within 5 s; a second of them is left for the look-up itself. */
const maxAgeMs = 4_000
const sizeBytes = 200

/** Who a session belongs to, or null once it was revoked, ran out, its user was disabled or has a newer password, or the tenant is suspended. */
export async function findLiveSession(
  tx: Tx,
  tenantId: string,
  sessionId: string,
  now: Date,
): Promise<LiveSession | null> {
  const [row] = await tx<LiveSession[]>`
    select u.id as "userId", u.email, u.name, u.role, t.slug as "tenantSlug", t.name as "tenantName"
    from sessions s
    join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
    join tenants t on t.id = s.tenant_id
    where s.tenant_id = ${tenantId} and s.id = ${sessionId}
      and s.revoked_at is null and s.expires_at > ${now}
      and u.status = 'active' and t.status = 'active' and u.password_changed_at <= s.created_at`
  return row ?? null
}

/** The user with the role they have now, or null when their session is over. Asks the database at most every 4 s. */
export async function recallUser(
  { memory, database }: Pick<Parts, 'memory' | 'database'>,
  user: User,
): Promise<User | null> {
  const { role } = await memory.recall(
    keyOf(user.sessionId),
    async () => {
      const live = await database.tenant(user.tenantId, (tx) =>
        findLiveSession(tx, user.tenantId, user.sessionId, new Date()),
      )
      return { value: { role: live?.userId === user.id ? live.role : null }, sizeBytes }
    },
    maxAgeMs,
  )
  return role && { ...user, role }
}

/** Makes the end of a session known to this process at once; other processes notice within 5 s. */
export const forgetSession = (memory: Memory, sessionId: string): void => memory.forget(keyOf(sessionId))

const keyOf = (sessionId: string) => `session ${sessionId}`
