import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import { Balance, Nothing } from './contract.ts'

export const getBalance = operation({
  name: 'billing.getBalance',
  summary: 'The AI credits that are left',
  permission: 'billing.read',
  input: Nothing,
  output: Balance,
  async run(call) {
    const [row] = await call.tenant(
      (tx) => tx<{ balance: number }[]>`
        select balance from credit_balances where tenant_id = ${tenantOf(call)}`,
    )
    return { credits: row?.balance ?? 0 }
  },
})

/** Credits of a tenant for one thing, which `reference` names: the same reference moves them once. */
export type Movement = { tenantId: string; reference: string; credits: number }

/** How a reservation stands. Credits are held only while it is `reserved`. */
export type Reservation = 'reserved' | 'settled' | 'released'

/** Adds credits. False: this reference has granted them before. */
export async function grantCredits(
  sql: Sql | Tx,
  { tenantId, reference, credits }: Movement,
  now: Date,
): Promise<boolean> {
  const [row] = await sql<{ granted: boolean }[]>`
    select grant_credits(${tenantId}, ${reference}, ${credits}, ${now}) as granted`
  return row?.granted ?? false
}

/**
 * Takes the most that an answer can cost off the balance. Tells how the reservation of that reference stands, or
 * `exhausted`: too little is left, and nothing was taken. Source: contract §5.
 */
export async function reserveCredits(
  sql: Sql | Tx,
  { tenantId, reference, credits }: Movement,
  now: Date,
): Promise<Reservation | 'exhausted'> {
  const [row] = await sql<{ state: Reservation | 'exhausted' }[]>`
    select reserve_credits(${tenantId}, ${reference}, ${credits}, ${now}) as state`
  return row?.state ?? 'exhausted'
}

/** Charges what an answer cost, at most what was reserved, and gives the rest back. Null: nothing was reserved. */
export const settleCredits = (
  sql: Sql | Tx,
  { tenantId, reference, credits }: Movement,
  now: Date,
): Promise<Reservation | null> => close(sql, { tenantId, reference, kind: 'settle', used: credits }, now)

/** Gives back all that was reserved. Null: nothing was reserved. */
export const releaseCredits = (
  sql: Sql | Tx,
  { tenantId, reference }: Omit<Movement, 'credits'>,
  now: Date,
): Promise<Reservation | null> => close(sql, { tenantId, reference, kind: 'release', used: 0 }, now)

type Close = { tenantId: string; reference: string; kind: 'settle' | 'release'; used: number }

async function close(
  sql: Sql | Tx,
  { tenantId, reference, kind, used }: Close,
  now: Date,
): Promise<Reservation | null> {
  const [row] = await sql<{ state: Reservation | null }[]>`
    select close_reservation(${tenantId}, ${reference}, ${kind}, ${used}, ${now}) as state`
  return row?.state ?? null
}
