import { z } from 'zod'
import { id, page, pageInput, Time, text } from '../contract.ts'
import { eventNames } from '../events/contract.ts'

const events = z
  .array(z.enum([...eventNames, '*']))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'must name each event once')
  .meta({ description: '`*` stands for all', examples: [['lead.created', 'conversation.escalated']] })

export const Subscription = z
  .object({
    id: id('whsub'),
    url: z.string(),
    events,
    description: z.string().nullable(),
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
})

export const NewSubscriptionMade = Subscription.extend({
  secret: z
    .string()
    .nullable()
    .meta({
      description: 'Signs what is sent (Standard Webhooks). Shown once: a replay of this answer has null',
      examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    }),
})

export const SubscriptionChange = z
  .strictObject({
    id: id('whsub'),
    url: url.optional(),
    events: events.optional(),
    description: text(300).nullable().optional(),
  })
  .meta({ description: 'What is not named stays as it is; null takes the description away' })

export const Nothing = z.object({})
