import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Subscription } from './contract.ts'

export type SubscriptionRow = {
  id: string
  url: string
  events: z.infer<typeof Subscription>['events']
  description: string | null
  status: z.infer<typeof Subscription>['status']
  status_reason: 'gone' | 'failing' | null
  status_since: Date | null
  header_names: string[]
  rate_limit: number | null
  previous_secret_until: Date | null
  created_at: Date
}

/** The columns of a `SubscriptionRow`. */
export const columns = [
  'id',
  'url',
  'events',
  'description',
  'status',
  'status_reason',
  'status_since',
  'header_names',
  'rate_limit',
  'previous_secret_until',
  'created_at',
]

/** Throws `not_found`; `lock`: as it is until the transaction ends. */
export async function getSubscriptionRow(
  tx: Tx,
  call: Call,
  id: string,
  { lock } = { lock: false },
): Promise<SubscriptionRow> {
  const [row] = await tx<SubscriptionRow[]>`
    select ${tx(columns)} from webhook_subscriptions
    where tenant_id = ${tenantOf(call)} and id = ${uuidOf('whsub', id)} ${lock ? tx`for update` : tx``}`
  if (!row) throw new Failure('not_found')
  return row
}

export const subscriptionOf = (row: SubscriptionRow, now: Date): z.infer<typeof Subscription> => ({
  id: publicId('whsub', row.id),
  url: row.url,
  events: row.events,
  description: row.description,
  status: row.status,
  statusReason: row.status_reason,
  statusSince: row.status_since?.toISOString() ?? null,
  headers: row.header_names,
  rateLimit: row.rate_limit,
  previousSecretUntil:
    row.previous_secret_until && row.previous_secret_until > now
      ? row.previous_secret_until.toISOString()
      : null,
  createdAt: row.created_at.toISOString(),
})
