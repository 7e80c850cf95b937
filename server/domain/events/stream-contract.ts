import { z } from 'zod'
import { id, Time } from '../contract.ts'
import { catalogue, eventNames } from './contract.ts'

const name = z.enum(eventNames)
const tenantId = id('tenant')
const conversationId = id('conv').nullable()

export const PublishedEvent = z.object({
  id: id('evt'),
  event: name,
  tenantId,
  conversationId,
  createdAt: Time,
  data: z.record(z.string(), z.unknown()),
})

export const NewEvent = z
  .strictObject({
    tenantId,
    key: z
      .string()
      .min(1)
      .max(255)
      .meta({ description: 'Your own name of what happened: the same key publishes once, for 30 days' }),
    event: name.exclude(['webhook.test']),
    conversationId: id('conv').optional(),
    data: z.record(z.string(), z.unknown()),
  })
  .superRefine(({ event, data }, context) => {
    const { error } = catalogue[event].data.safeParse(data)
    for (const issue of error?.issues ?? [])
      context.addIssue({ ...issue, path: ['data', ...issue.path], input: data } as never)
  })

export const EventPublished = z.object({
  eventId: id('evt'),
  published: z.boolean().meta({ description: 'false: this key has published it before' }),
})

export const EventFilter = z.strictObject({
  tenantId,
  events: z.array(name).max(eventNames.length).default([]).meta({ description: 'None: all of them' }),
  after: z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'The cursor of the last event that was read; without it what happens from now on' }),
})

export const StreamedEvent = z.object({
  event: PublishedEvent,
  cursor: z.string().meta({ description: 'Ask after this one to go on' }),
})
