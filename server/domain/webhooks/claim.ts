import type { Parts } from '../../call.ts'
import { newUuid } from '../../platform/ids.ts'
import { deliverWebhook, leaseMs } from '../events/jobs.ts'

/** A delivery whose job has come. */
export type DueDelivery = { readonly id: string; readonly tenantId: string; readonly subscriptionId: string }

/** A delivery that is ours to attempt until its lease ends. */
export type LeasedDelivery = DueDelivery & {
  readonly lease: string
  /** Of the attempt that is to be made, from 1. */
  readonly number: number
  readonly url: string
  /** Sealed; the one before it while both sign. */
  readonly secret: string
  readonly previousSecret: string | null
  /** Sealed. */
  readonly headers: string | null
  readonly eventId: string
  readonly event: string
  readonly conversationId: string | null
  readonly data: object
  readonly traceparent: string | null
  readonly createdAt: Date
}

export type Claim = {
  readonly leased: readonly LeasedDelivery[]
  /** Not leased: to be claimed one by one, while nothing else is sent. */
  readonly suspects: readonly DueDelivery[]
  /** When those that have to wait are due again. */
  readonly waits: readonly Date[]
}

/**
 * Leases deliveries whose jobs were taken, and settles the jobs of all that are not to be attempted now: paused, over their
 * rate limit, behind an open breaker, ended meanwhile (migrations, claim_deliveries). Whoever is cut off in between leaves
 * jobs that come again, and find that they are early or have nothing to do.
 */
export async function claimDeliveries(
  { database, jobs }: Pick<Parts, 'database' | 'jobs'>,
  due: readonly DueDelivery[],
  now: Date,
  { alone } = { alone: false },
): Promise<Claim> {
  if (due.length === 0) return { leased: [], suspects: [], waits: [] }
  const lease = newUuid()
  const rows = due.map(({ id, tenantId, subscriptionId }) => ({
    tenant: tenantId,
    subscription: subscriptionId,
    delivery: id,
  }))
  const lines = await database.query(
    (sql) => sql<Line[]>`
      select delivery_id as id, verdict, due_at as due, tenant_id as "tenantId", subscription_id as "subscriptionId",
             attempt as number, url, secret, previous_secret as "previousSecret", headers, event_id as "eventId", event,
             conversation_id as "conversationId", data, traceparent, created_at as "createdAt"
      from claim_deliveries(
        ${sql.json(rows)}, ${lease}, ${now}, ${new Date(now.getTime() + leaseMs)}, ${alone})`,
  )
  const by = Map.groupBy(lines, ({ verdict }) => verdict)
  const waiting = by.get('wait') ?? []
  const ended = [...waiting, ...(by.get('drop') ?? [])].map(({ id }) => id)
  if (ended.length > 0)
    await database.query((sql) =>
      sql.begin(async (tx) => {
        await jobs.remove(tx, deliverWebhook, ended)
        await jobs.sendAll(tx, deliverWebhook, waiting.map(jobOf))
      }),
    )
  return {
    leased: (by.get('send') ?? []).map((line) => ({ ...line, lease })),
    suspects: by.get('alone') ?? [],
    waits: waiting.flatMap(({ due }) => due ?? []),
  }
}

/** The job of a delivery that is due at a moment; null: at once. */
export const jobOf = ({ id, tenantId, subscriptionId, due }: DueDelivery & { due: Date | null }) => ({
  id,
  payload: { tenantId, subscriptionId },
  group: subscriptionId,
  due,
})

type Line = Omit<LeasedDelivery, 'lease'> & {
  verdict: 'send' | 'wait' | 'drop' | 'alone'
  due: Date | null
}
