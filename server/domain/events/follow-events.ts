import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { stream } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import { cursorOf, readCursor } from '../paging.ts'
import type { EventName } from './contract.ts'
import { EventFilter, StreamedEvent } from './stream-contract.ts'

const lookEveryMs = 250
const pageSize = 100

/**
 * Every event of a tenant from a cursor on, in the order in which their transactions began to write: none is passed over,
 * because none is read before all that could come before it have committed.
 */
export const followEvents = stream({
  name: 'events.follow',
  summary: 'Hear of events as they happen',
  permission: 'events.read',
  input: EventFilter,
  output: StreamedEvent,
  async *run(call, { events, after }) {
    let place: Place = readCursor(after, 'long', 'uuid') ?? (await placeNow(call))
    while (!call.signal.aborted) {
      const rows = await readAfter(call, place, events)
      for (const row of rows) {
        place = [Number(row.xid), row.id]
        yield { event: eventOf(tenantOf(call), row), cursor: cursorOf(...place) }
      }
      if (rows.length === pageSize) continue
      await sleep(lookEveryMs, undefined, { signal: call.signal }).catch(() => {})
    }
  },
})

/** The transaction that wrote an event, and its id. */
type Place = readonly [number, string]

const firstId = '00000000-0000-0000-0000-000000000000'

async function placeNow(call: Call): Promise<Place> {
  const [row] = await call.database.query(
    (sql) => sql<{ xid: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
  )
  return [Number(row?.xid), firstId]
}

const readAfter = (call: Call, [xid, id]: Place, events: readonly EventName[]) =>
  call.tenant(
    (tx) => tx<EventRow[]>`
      select id, event, conversation_id, data, xid::text as xid, created_at from events
      where tenant_id = ${tenantOf(call)} and (xid, id) > (${String(xid)}::text::xid8, ${id}::uuid)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
        ${events.length > 0 ? tx`and event = any(${[...events]})` : tx``}
      order by xid, id limit ${pageSize}`,
  )

type EventRow = {
  id: string
  event: EventName
  conversation_id: string | null
  data: Record<string, unknown>
  xid: string
  created_at: Date
}

const eventOf = (tenantId: string, row: EventRow): z.input<typeof StreamedEvent>['event'] => ({
  id: publicId('evt', row.id),
  event: row.event,
  tenantId: publicId('tenant', tenantId),
  conversationId: row.conversation_id && publicId('conv', row.conversation_id),
  createdAt: row.created_at.toISOString(),
  data: row.data,
})
