import { z } from 'zod'
import { id, page, pageInput, Time } from '../contract.ts'
import { eventNames } from '../events/contract.ts'

const event = z.enum(eventNames)

export const deliveryStatuses = [
  'pending',
  'delivering',
  'retrying',
  'held',
  'delivered',
  'dead_letter',
  'cancelled',
] as const

const errors = [
  'status',
  'url_not_allowed',
  'dns',
  'connect',
  'tls',
  'timeout',
  'reset',
  'protocol',
  'internal',
] as const

const error = z.enum(errors).nullable().meta({
  description: 'What went wrong; status: another status than 2xx came; internal: our own fault',
})

const httpStatus = z
  .int()
  .nullable()
  .meta({ description: 'null: no answer came', examples: [200] })

export const Delivery = z
  .object({
    id: id('whdel'),
    subscriptionId: id('whsub'),
    eventId: id('evt').meta({ description: 'The webhook-id of every attempt, and of every replay' }),
    event,
    status: z.enum(deliveryStatuses),
    attempts: z.int().meta({ description: 'Attempts that were made' }),
    lastStatus: httpStatus,
    lastError: error,
    nextAttemptAt: Time.nullable(),
    createdAt: Time,
    finishedAt: Time.nullable(),
    replayOf: id('whdel').nullable().meta({ description: 'The delivery that this one sends again' }),
    deadLetter: z
      .object({
        reason: z.enum(['attempts_exhausted', 'gone', 'poison']).meta({
          description: 'gone: the endpoint answered 410; poison: it could not be sent through our own fault',
        }),
        at: Time,
      })
      .nullable(),
  })
  .meta({ id: 'WebhookDelivery' })

const filter = {
  event: event.optional(),
  subscriptionId: id('whsub').optional(),
  from: Time.optional().meta({ description: 'Made then or later' }),
  to: Time.optional().meta({ description: 'Made before' }),
}

export const DeliveryQuery = z.strictObject({
  ...pageInput,
  status: z.enum(deliveryStatuses).optional(),
  ...filter,
})
export const DeliveryPage = page(Delivery)
export const DeliveryRef = z.strictObject({ id: id('whdel') })

const ms = z.number().nullable()

export const DeliveryDetail = Delivery.extend({
  url: z.string().nullable().meta({ description: 'Where it goes now; null: the subscription is gone' }),
  payload: z.record(z.string(), z.unknown()).nullable().meta({ description: 'The body that is sent' }),
  attemptLog: z.array(
    z.object({
      number: z.int(),
      startedAt: Time,
      status: httpStatus,
      error,
      address: z.string().nullable().meta({ description: 'The address that was dialled' }),
      timings: z
        .object({ dnsMs: ms, connectMs: ms, tlsMs: ms, firstByteMs: ms, totalMs: z.number() })
        .meta({ description: 'Milliseconds; null: it did not happen, as on a connection that was open' }),
      response: z.string().nullable().meta({ description: 'The first 1 KiB of the answer' }),
    }),
  ),
})

export const NewReplay = z
  .strictObject({
    status: z.enum(['dead_letter', 'delivered', 'cancelled']).default('dead_letter'),
    ...filter,
  })
  .meta({ description: 'Which deliveries are sent again: those that exist now' })

export const Replay = z
  .object({
    id: id('whrep'),
    status: z.enum(['running', 'completed', 'cancelled']),
    filter: NewReplay,
    replayed: z.int().meta({ description: 'Deliveries that are sent again so far' }),
    skipped: z.int().meta({ description: 'Of subscriptions that are gone, paused or disabled' }),
    createdAt: Time,
    finishedAt: Time.nullable(),
  })
  .meta({ id: 'WebhookReplay' })

export const ReplayRef = z.strictObject({ id: id('whrep') })
export const ReplayQuery = z.strictObject(pageInput)
export const ReplayPage = page(Replay)
