import type { Role } from '../../access/permissions.ts'
import { Failure } from '../../failure.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'

export type NewUser = { tenantId: string; email: string; name: string; role: Role; passwordHash: string }

/** Who a login may be about; everybody of a suspended tenant is disabled. */
export type Candidate = {
  tenantId: string
  tenantSlug: string
  tenantName: string
  id: string
  email: string
  name: string
  role: Role
  passwordHash: string
  status: 'active' | 'disabled'
}

/** The one way an address is kept and looked up. */
export const emailOf = (given: string): string => given.toLowerCase()

/** Adds a user in a transaction that sees their tenant, and returns their UUID. Throws `email_taken`. */
export async function insertUser(tx: Tx, user: NewUser, now: Date): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into users (tenant_id, id, email, name, role, password_hash, created_at, password_changed_at)
    values (${user.tenantId}, ${newUuid()}, ${emailOf(user.email)}, ${user.name}, ${user.role},
            ${user.passwordHash}, ${now}, ${now})
    on conflict (email) do nothing
    returning id`
  if (!row) throw new Failure('email_taken', 'Log in, or sign up with another e-mail address.')
  return row.id
}

/** The user that an address belongs to, in whichever tenant, or null: row-level security shows this row alone. */
export async function findUserByEmail(sql: Sql, email: string): Promise<Candidate | null> {
  return sql.begin(async (tx) => {
    await tx`select set_config('app.login_email', ${emailOf(email)}, true)`
    const [row] = await tx<Candidate[]>`
      select u.tenant_id as "tenantId", t.slug as "tenantSlug", t.name as "tenantName", u.id, u.email, u.name,
             u.role, u.password_hash as "passwordHash",
             case t.status when 'active' then u.status else 'disabled' end as status
      from users u join tenants t on t.id = u.tenant_id
      where u.email = ${emailOf(email)}`
    return row ?? null
  })
}

/**
 * Gives a user another password, in a transaction that sees their tenant. Every session of theirs is over with it, and so
 * is every link to reset it; returns the ids of those sessions, for this process to forget.
 */
export async function setPassword(
  tx: Tx,
  { tenantId, id, passwordHash }: { tenantId: string; id: string; passwordHash: string },
  now: Date,
): Promise<string[]> {
  await tx`
    update users set password_hash = ${passwordHash}, password_changed_at = ${now}
    where tenant_id = ${tenantId} and id = ${id}`
  await tx`delete from password_resets where tenant_id = ${tenantId} and user_id = ${id}`
  return endSessions(tx, tenantId, id, now)
}

/** Ends every session of a user, and returns their ids, for this process to forget. */
export async function endSessions(tx: Tx, tenantId: string, userId: string, now: Date): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update sessions set revoked_at = ${now}
    where tenant_id = ${tenantId} and user_id = ${userId} and revoked_at is null
    returning id`
  return rows.map(({ id }) => id)
}
