import type { Passwords } from '../access/passwords.ts'
import { insertUser } from '../domain/accounts/users.ts'
import type { Tx } from '../platform/postgres.ts'

/** Who can log in to every demo business; `role` is the first part of their address too. */
const people = [
  { role: 'owner', name: 'Demo owner' },
  { role: 'agent', name: 'Demo agent' },
] as const

/** The address of a demo person. */
export const demoEmail = (role: (typeof people)[number]['role'], slug: string): string =>
  `${role}@${slug}.localhost`

/** Gives a business that has nobody its demo people, in a transaction that sees it. */
export async function seedPeople(
  tx: Tx,
  tenant: { id: string; slug: string },
  { passwords, password }: { passwords: Passwords; password: string },
): Promise<void> {
  const [anybody] = await tx`select from users where tenant_id = ${tenant.id} limit 1`
  if (anybody) return
  for (const { role, name } of people) {
    const passwordHash = await passwords.hash(password)
    await insertUser(
      tx,
      { tenantId: tenant.id, email: demoEmail(role, tenant.slug), name, role, passwordHash },
      new Date(),
    )
  }
}
