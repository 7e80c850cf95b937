import type { z } from 'zod'
import type { Call, Parts } from '../../call.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { inSpan } from '../../platform/tracing.ts'
import { catalogue, type EventName } from './contract.ts'
import { deliverWebhook } from './jobs.ts'

/** Something that happened in a business, as its domain says it. */
export type NewEvent = {
  [N in EventName]: {
    tenantId: string
    event: N
    data: z.input<(typeof catalogue)[N]['data']>
    /** UUID of the conversation that it is about. */
    conversationId?: string | null
    /** UUID of the only subscription that is told. */
    only?: string
    /** What an internal caller calls it; the same key publishes once. */
    key?: { name: string; fingerprint: Buffer }
  }
}[EventName]

/** known: the key has published this before; reused: the key has published something else. */
export type Published = { eventId: string; state: 'published' | 'known' | 'reused'; deliveries: string[] }

/**
 * Keeps an event, a delivery for every subscription that wants it and the jobs of those, in the caller's transaction: they
 * exist exactly when the change does. Locks nothing that is hot. Throws when the data is not what the catalogue says.
 */
export async function publish(
  tx: Tx,
  call: Pick<Parts, 'jobs' | 'metrics'> & Pick<Call, 'now'>,
  event: NewEvent,
): Promise<Published> {
  const [published] = await publishAll(tx, call, [{ ...event, now: call.now }])
  if (!published) throw new Error('An event was not kept.')
  return published
}

/** The same for events of any tenants; afterwards the transaction is about one of them. */
export const publishAll = (
  tx: Tx,
  parts: Pick<Parts, 'jobs' | 'metrics'>,
  events: readonly (NewEvent & { now: Date })[],
): Promise<Published[]> =>
  inSpan(
    'events.publish',
    { kind: 'producer', attributes: { 'office.events': events.length } },
    (traceparent) => keepAll(tx, parts, events, traceparent),
  )

async function keepAll(
  tx: Tx,
  { jobs, metrics }: Pick<Parts, 'jobs' | 'metrics'>,
  events: readonly (NewEvent & { now: Date })[],
  traceparent: string | null,
): Promise<Published[]> {
  const rows = events.map((event, at) => ({
    at,
    tenant: event.tenantId,
    id: newUuid(),
    event: event.event,
    data: JSON.stringify(catalogue[event.event].data.parse(event.data)),
    conversation: event.conversationId,
    now: event.now,
    traceparent,
    target: event.only,
    key: event.key?.name,
    fingerprint: event.key?.fingerprint.toString('hex'),
  }))
  const lines = await tx<Line[]>`
    select at, state, event_id as "eventId", delivery_id as "deliveryId", subscription_id as "subscriptionId"
    from publish_events(${tx.json(rows as never)})`
  const published: Published[] = []
  const due = []
  for (const { at, state, eventId, deliveryId, subscriptionId } of lines) {
    if (!published[at] && state === 'published')
      metrics.eventsPublished.inc({ event: events[at]?.event ?? '' })
    published[at] ??= { eventId, state, deliveries: [] }
    if (!deliveryId || !subscriptionId) continue
    published[at].deliveries.push(deliveryId)
    const tenantId = events[at]?.tenantId ?? ''
    due.push({ id: deliveryId, payload: { tenantId, subscriptionId }, group: subscriptionId, due: null })
  }
  await jobs.sendAll(tx, deliverWebhook, due)
  return published
}

type Line = {
  at: number
  state: Published['state']
  eventId: string
  deliveryId: string | null
  subscriptionId: string | null
}
