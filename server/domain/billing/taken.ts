import type { Tx } from '../../platform/postgres.ts'

/** How many a tenant has of the things that a plan limits. */
export type Taken = { seats: number; integrations: number }

/**
 * Counts what a tenant has of everything that a plan limits. Whoever adds one of these, or changes the plan, must hold the
 * tenant's row (`for no key update`) from before it counts until it commits.
 */
export const countTaken = async (tx: Tx, tenantId: string): Promise<Taken> => ({
  seats: await countPeople(tx, tenantId),
  integrations: 0,
})

async function countPeople(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx<{ people: number }[]>`
    select count(*)::int as people from users where tenant_id = ${tenantId} and status = 'active'`
  return row?.people ?? 0
}
