import type { Tx } from '../../platform/postgres.ts'

/** How many a tenant has of the things that a plan limits. */
export type Taken = { seats: number; integrations: number }

/**
 * Counts what a tenant has of everything that a plan limits. Whoever adds one of these, or changes the plan, must hold the
 * tenant's row (`for no key update`) from before it counts until it commits.
 */
export const countTaken = async (tx: Tx, tenantId: string): Promise<Taken> => ({
  seats: await countPeople(tx, tenantId),
  integrations: await countSubscriptions(tx, tenantId),
})

/** Who can log in, and who was asked to join and may still come. */
async function countPeople(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx<{ people: number }[]>`
    select (
      (select count(*) from users where tenant_id = ${tenantId} and status = 'active') +
      (select count(*) from invitations where tenant_id = ${tenantId} and expires_at > now())
    )::int as people`
  return row?.people ?? 0
}

async function countSubscriptions(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx<{ subscriptions: number }[]>`
    select count(*)::int as subscriptions from webhook_subscriptions where tenant_id = ${tenantId}`
  return row?.subscriptions ?? 0
}
