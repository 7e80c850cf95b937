import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { paged, readCursor } from '../paging.ts'
import { bodyOf } from './attempt.ts'
import {
  type Delivery,
  DeliveryDetail,
  DeliveryPage,
  DeliveryQuery,
  DeliveryRef,
  type deliveryStatuses,
} from './delivery-contract.ts'

export const listDeliveries = operation({
  name: 'webhooks.listDeliveries',
  summary: 'List what was sent, is being sent, or could not be delivered',
  permission: 'webhooks.read',
  input: DeliveryQuery,
  output: DeliveryPage,
  async run(call, { limit, cursor, ...filter }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<DeliveryRow[]>`
        select ${deliveryColumns(tx)}
        from webhook_deliveries d
        left join webhook_dead_letters l on l.tenant_id = d.tenant_id and l.delivery_id = d.id
        where ${matching(tx, call, filter)} ${before === undefined ? tx`` : tx`and d.id < ${before}`}
        order by d.id desc
        limit ${limit + 1}`,
    )
    return paged(
      rows,
      limit,
      (row) => deliveryOf(row, call.now),
      ({ id }) => [id],
    )
  },
})

/** Throws `not_found`. */
export const getDelivery = operation({
  name: 'webhooks.getDelivery',
  summary: 'Look at a delivery with every attempt',
  permission: 'webhooks.read',
  input: DeliveryRef,
  output: DeliveryDetail,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const deliveryId = uuidOf('whdel', id)
      const [row] = await tx<(DeliveryRow & EventRow)[]>`
        select ${deliveryColumns(tx)}, s.url, e.data, e.conversation_id, e.created_at as happened_at
        from webhook_deliveries d
        left join webhook_dead_letters l on l.tenant_id = d.tenant_id and l.delivery_id = d.id
        left join webhook_subscriptions s on s.tenant_id = d.tenant_id and s.id = d.subscription_id
        left join events e on e.tenant_id = d.tenant_id and e.id = d.event_id
        where d.tenant_id = ${tenantId} and d.id = ${deliveryId}`
      if (!row) throw new Failure('not_found')
      const attempts = await tx<AttemptRow[]>`
        select number, started_at, status, error, address, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms, response
        from webhook_attempts where tenant_id = ${tenantId} and delivery_id = ${deliveryId} order by id`
      return {
        ...deliveryOf(row, call.now),
        url: row.url,
        payload: payloadOf(tenantId, row),
        attemptLog: attempts.map(attemptOf),
      }
    }),
})

type Filter = Pick<z.output<typeof DeliveryQuery>, 'status' | 'event' | 'subscriptionId' | 'from' | 'to'>

/** Only what stands in the text of a query lets a partial index serve it. */
const stateIs = (tx: Tx, status: (typeof deliveryStatuses)[number], now: Date) =>
  ({
    pending: () => tx`d.state = 'pending' and (d.leased_until is null or d.leased_until <= ${now})`,
    delivering: () => tx`d.state in ('pending', 'retrying') and d.leased_until > ${now}`,
    retrying: () => tx`d.state = 'retrying' and (d.leased_until is null or d.leased_until <= ${now})`,
    held: () => tx`d.state = 'held'`,
    delivered: () => tx`d.state = 'delivered'`,
    dead_letter: () => tx`d.state = 'dead_letter'`,
    cancelled: () => tx`d.state = 'cancelled'`,
  })[status]()

/** The condition of a filter; ids carry the time that a delivery was made. Throws `not_found`. */
export function matching(tx: Tx, call: Call, { status, event, subscriptionId, from, to }: Filter) {
  return tx`
    d.tenant_id = ${tenantOf(call)}
    ${status ? tx`and ${stateIs(tx, status, call.now)}` : tx``}
    ${event ? tx`and d.event = ${event}` : tx``}
    ${subscriptionId ? tx`and d.subscription_id = ${uuidOf('whsub', subscriptionId)}` : tx``}
    ${from ? tx`and d.id >= uuid_floor(${from})` : tx``}
    ${to ? tx`and d.id < uuid_floor(${to})` : tx``}`
}

type DeliveryRow = {
  id: string
  subscription_id: string
  event_id: string
  event: z.infer<typeof Delivery>['event']
  state: 'pending' | 'retrying' | 'held' | 'delivered' | 'dead_letter' | 'cancelled'
  leased_until: Date | null
  attempts: number
  last_status: number | null
  last_error: z.infer<typeof Delivery>['lastError']
  due_at: Date | null
  created_at: Date
  finished_at: Date | null
  replay_of: string | null
  reason: NonNullable<z.infer<typeof Delivery>['deadLetter']>['reason'] | null
  buried_at: Date | null
}

const deliveryColumns = (tx: Tx) => tx`
  d.id, d.subscription_id, d.event_id, d.event, d.state, d.leased_until, d.attempts, d.last_status, d.last_error,
  d.due_at, d.created_at, d.finished_at, d.replay_of, l.reason, l.created_at as buried_at`

const deliveryOf = (row: DeliveryRow, now: Date): z.infer<typeof Delivery> => {
  const isLeased = row.leased_until !== null && row.leased_until > now
  return {
    id: publicId('whdel', row.id),
    subscriptionId: publicId('whsub', row.subscription_id),
    eventId: publicId('evt', row.event_id),
    event: row.event,
    status: isLeased ? 'delivering' : row.state,
    attempts: row.attempts,
    lastStatus: row.last_status,
    lastError: row.last_error,
    nextAttemptAt: isLeased ? null : (row.due_at?.toISOString() ?? null),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    replayOf: row.replay_of && publicId('whdel', row.replay_of),
    deadLetter: row.reason && row.buried_at && { reason: row.reason, at: row.buried_at.toISOString() },
  }
}

/** The delivery as a list shows it. Throws `not_found`. */
export async function findDelivery(tx: Tx, call: Call, id: string): Promise<z.infer<typeof Delivery>> {
  const [row] = await tx<DeliveryRow[]>`
    select ${deliveryColumns(tx)}
    from webhook_deliveries d
    left join webhook_dead_letters l on l.tenant_id = d.tenant_id and l.delivery_id = d.id
    where d.tenant_id = ${tenantOf(call)} and d.id = ${id}`
  if (!row) throw new Failure('not_found')
  return deliveryOf(row, call.now)
}

type EventRow = {
  url: string | null
  data: object | null
  conversation_id: string | null
  happened_at: Date | null
}

function payloadOf(tenantId: string, row: DeliveryRow & EventRow): Record<string, unknown> | null {
  const { event_id: eventId, event, conversation_id: conversationId, data, happened_at: createdAt } = row
  if (!data || !createdAt) return null
  return JSON.parse(bodyOf({ eventId, event, tenantId, conversationId, createdAt, data }))
}

type AttemptRow = {
  number: number
  started_at: Date
  status: number | null
  error: z.infer<typeof Delivery>['lastError']
  address: string | null
  dns_ms: number | null
  connect_ms: number | null
  tls_ms: number | null
  first_byte_ms: number | null
  total_ms: number
  response: string | null
}

const attemptOf = (row: AttemptRow): z.infer<typeof DeliveryDetail>['attemptLog'][number] => ({
  number: row.number,
  startedAt: row.started_at.toISOString(),
  status: row.status,
  error: row.error,
  address: row.address,
  timings: {
    dnsMs: row.dns_ms,
    connectMs: row.connect_ms,
    tlsMs: row.tls_ms,
    firstByteMs: row.first_byte_ms,
    totalMs: row.total_ms,
  },
  response: row.response,
})
