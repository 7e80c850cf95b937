import { z } from 'zod'
import { id, page, pageInput, Time, text } from '../contract.ts'
import { eventNames } from '../events/contract.ts'

const events = z
  .array(z.enum([...eventNames, '*']))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'must name each event once')
  .meta({ description: '`*` stands for all', examples: [['lead.created', 'conversation.escalated']] })

/** Names that we set, or that say how a message travels. Source: RFC 9110, 7.6.1. */
const reservedHeader =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*|user-agent|webhook-.*|traceparent|tracestate)$/i

const headers = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'must be the name of a header')
      .refine((name) => !reservedHeader.test(name), 'is set by us'),
    z.string().regex(/^[\x20-\x7e]{1,1000}$/, 'must have 1 to 1000 characters of ASCII'),
  )
  .refine((all) => Object.keys(all).length <= 10, 'must have at most 10 headers')
  .refine(
    (all) => new Set(Object.keys(all).map((name) => name.toLowerCase())).size === Object.keys(all).length,
    'must name each header once',
  )
  .meta({
    description: 'Sent with every delivery. Their values are sealed and never shown again',
    examples: [{ 'X-Api-Key': 'k-123' }],
  })

const rateLimit = z
  .int()
  .min(1)
  .max(1_000)
  .meta({ description: 'The most attempts a second; null: as many as there are', examples: [20] })

export const Subscription = z
  .object({
    id: id('whsub'),
    url: z.string(),
    events,
    description: z.string().nullable(),
    status: z.enum(['active', 'paused', 'disabled']).meta({
      description:
        'While it is paused or disabled, deliveries are held for 30 days and sent when it is resumed',
    }),
    statusReason: z
      .enum(['gone', 'failing'])
      .nullable()
      .meta({ description: 'Why it was disabled: its endpoint answered 410, or failed for five days' }),
    statusSince: Time.nullable(),
    headers: z
      .array(z.string())
      .meta({ description: 'Names of the headers that are sent with every delivery' }),
    rateLimit: rateLimit.nullable(),
    previousSecretUntil: Time.nullable().meta({
      description: 'Until then the secret before this one signs too',
    }),
    createdAt: Time,
  })
  .meta({ id: 'WebhookSubscription' })

export const SubscriptionQuery = z.strictObject(pageInput)
export const SubscriptionPage = page(Subscription)
export const SubscriptionRef = z.strictObject({ id: id('whsub') })

const url = z
  .string()
  .max(2_000)
  .meta({ examples: ['https://your-app.com/webhooks/bob'] })

export const NewSubscription = z.strictObject({
  url,
  events,
  description: text(300)
    .optional()
    .meta({ examples: ['CRM intake'] }),
  headers: headers.optional(),
  rateLimit: rateLimit.optional(),
})

const secret = z
  .string()
  .nullable()
  .meta({
    description: 'Signs what is sent (Standard Webhooks). Shown once: a replay of this answer has null',
    examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  })

export const NewSubscriptionMade = Subscription.extend({ secret })

export const SubscriptionChange = z
  .strictObject({
    id: id('whsub'),
    url: url.optional(),
    events: events.optional(),
    description: text(300).nullable().optional(),
    headers: headers.nullable().optional(),
    rateLimit: rateLimit.nullable().optional(),
  })
  .meta({ description: 'What is not named stays as it is; null takes it away' })

export const SecretRotation = z.strictObject({
  id: id('whsub'),
  overlapHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .meta({ description: 'For how long the old secret signs too; 0: not at all' }),
})

export const SecretRotated = Subscription.extend({ secret })

export const TestQueued = z.object({ eventId: id('evt'), deliveryId: id('whdel') })

export const Nothing = z.object({})
