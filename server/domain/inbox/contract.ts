import { z } from 'zod'
import { id, page, pageInput, Time } from '../contract.ts'
import { Control, Message, NewsQuery, NewTurn, Turn } from '../conversations/contract.ts'

const Escalation = z.object({
  id: id('esc'),
  reason: z.string(),
  kind: z.enum(['handoff', 'task']),
  department: z.string().nullable(),
  priority: z.enum(['high', 'normal', 'low']).meta({
    description: 'high: a complaint, or a topic that the business has listed; low: nobody was there to ask',
  }),
  createdAt: Time,
})

const Summary = z
  .object({
    asked: z
      .array(
        z.object({
          text: z.string().meta({ description: 'At most 200 characters' }),
          answer: z.string().nullable().meta({
            description:
              "Bob's verdict: confident, closest, unknown, refused or none (nothing was asked of the knowledge); null: he has not answered",
          }),
        }),
      )
      .meta({ description: 'What the visitor said: the last eight messages, in order' }),
    earlier: z.int().meta({ description: 'How many messages of theirs came before those' }),
    contact: z
      .object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() })
      .nullable()
      .meta({ description: 'How they can be reached, as far as they have said it' }),
    language: z.string().nullable().meta({ description: 'Of their last message that Bob has answered' }),
  })
  .meta({ description: 'The conversation as it is now' })

export const Conversation = z
  .object({
    id: id('conv'),
    session_id: z.string(),
    control: Control,
    user: z
      .object({ id: id('user'), name: z.string().nullable() })
      .nullable()
      .meta({ description: 'Who is in control; the name is null once they have left the team' }),
    test: z.boolean(),
    messages: z.int().meta({ description: 'How many were said: the seq of the last' }),
    last: z
      .object({ author: Message.shape.author, text: z.string(), createdAt: Time })
      .nullable()
      .meta({ description: 'Its beginning: at most 200 characters' }),
    escalations: z.array(Escalation).meta({ description: 'Those that nobody has dealt with' }),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Conversation', description: 'A conversation, as the team sees it' })

export const ConversationQuery = z.strictObject({
  ...pageInput,
  control: Control.optional().meta({ description: 'queue: a visitor waits for a person' }),
})

export const ConversationPage = page(Conversation).meta({ description: 'By the last message, newest first' })

export const ConversationId = z.strictObject({ id: id('conv') })

export const ConversationNews = z.strictObject({ id: id('conv'), since: NewsQuery.shape.since })

export const Takeover = z.strictObject({
  id: id('conv'),
  force: z.boolean().default(false).meta({ description: 'Also from somebody else of the team' }),
  userId: id('user')
    .optional()
    .meta({ description: 'For services: who of the team takes over. A person takes over themselves' }),
})

export const Release = z.strictObject({ id: id('conv') })

export const Typing = z.strictObject({ id: id('conv') })

export const NewSession = z.strictObject({
  business_id: NewTurn.shape.business_id,
  session_id: NewTurn.shape.session_id.optional(),
})

export const Session = z.object({ session_id: z.string(), conversationId: id('conv') }).meta({
  id: 'Session',
  description: 'A conversation in which staff try Bob out: it costs and counts nothing',
})

export const NewMessage = z
  .strictObject({ session_id: NewTurn.shape.session_id, message: NewTurn.shape.message })
  .meta({
    examples: [{ session_id: '3f0e8a52-6b1e-4a53-9f0c-52d7a2b8a5d1', message: 'Dana here. I can help.' }],
  })

export const ConsoleTurn = Turn.omit({ visitorToken: true }).meta({
  id: 'ConsoleTurn',
  description:
    "Bob's answer in a session of the console; in a visitor's, what was said to them, without a reply",
})

export const EscalationId = z.strictObject({ id: id('esc') })

export const EscalationQuery = z.strictObject({
  ...pageInput,
  kind: z.enum(['handoff', 'task']).optional(),
  priority: Escalation.shape.priority.optional(),
  status: z.enum(['open', 'resolved']).default('open'),
})

export const EscalationPage = page(
  z
    .object({
      ...Escalation.shape,
      conversationId: id('conv'),
      summary: Summary,
      status: z.enum(['open', 'resolved']),
      resolvedAt: Time.nullable(),
      resolvedBy: z.string().nullable(),
    })
    .meta({ id: 'Escalation', description: 'That a person is needed' }),
)

export const InboxQuery = z.strictObject({
  since: z.iso
    .datetime({ precision: 3 })
    .optional()
    .meta({ description: 'The updatedAt of the last one that came; without it, from now on' }),
})

export const InboxEvent = z
  .object({ event: z.literal('conversation'), data: Conversation })
  .meta({ id: 'InboxEvent', description: 'A conversation that has changed, as it is now' })

export const Nothing = z.object({})
