import { z } from 'zod'
import { id, page, pageInput, Time, text } from '../contract.ts'

/** The longest message a visitor may send, in characters (code points). */
export const maxMessageLength = 4_000

export const Citation = z
  .object({ title: z.string(), url: z.string().nullable(), quote: z.string() })
  .meta({ id: 'Citation', description: "Where in the business's own knowledge an answer stands" })

export const Control = z.enum(['bob', 'queue', 'human']).meta({
  description: 'Who speaks: Bob, Bob while a person is asked for, or a person',
})

export const Action = z
  .object({
    type: z
      .enum([
        'handoff_offered',
        'escalated',
        'lead_form',
        'lead_created',
        'appointment_booked',
        'refused',
        'credits_exhausted',
      ])
      .meta({
        description:
          'lead_form: ask the visitor how they can be reached; refused: a boundary of the business',
      }),
    reason: z.string().nullable(),
  })
  .meta({
    id: 'Action',
    description: 'Something Bob offered or did in this turn, or why he could not do more',
  })

const sessionId = z
  .string()
  .min(1)
  .max(200)
  .meta({
    description:
      'Chosen by the client. A UUID or 20 or more characters continues its conversation; a shorter one needs the visitorToken',
    examples: ['3f0e8a52-6b1e-4a53-9f0c-52d7a2b8a5d1'],
  })

export const NewTurn = z
  .strictObject({
    message: text(maxMessageLength),
    session_id: sessionId,
    business_id: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Slug or id of the business; without it, the one whose domain was called' }),
    visitor_token: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The visitorToken of an earlier turn' }),
  })
  .meta({
    examples: [
      {
        message: 'How much is a check-up?',
        session_id: '3f0e8a52-6b1e-4a53-9f0c-52d7a2b8a5d1',
        business_id: 'bright-lane-dental',
      },
    ],
  })

/** A turn through the widget: its key says which business. */
export const NewWidgetTurn = NewTurn.omit({ business_id: true }).meta({
  examples: [{ message: 'How much is a check-up?', session_id: '3f0e8a52-6b1e-4a53-9f0c-52d7a2b8a5d1' }],
})

export const Turn = z
  .object({
    session_id: z.string(),
    conversationId: id('conv'),
    messageId: id('msg').meta({
      description: "Bob's reply; the visitor's message while a person is in control",
    }),
    reply: z.string().nullable().meta({ description: 'null while a person is in control' }),
    citations: z.array(Citation),
    control: Control,
    actions: z.array(Action),
    degraded: z.boolean().meta({
      description:
        'Answered by less than the configured engine; without credits, by lead capture and handoff only',
    }),
    visitorToken: z
      .string()
      .meta({ description: 'Continues this conversation; keep it where only the visitor reads' }),
  })
  .meta({ id: 'Turn', description: "A visitor's message and its answer" })

export const TurnEvent = z
  .discriminatedUnion('event', [
    z.object({
      event: z.literal('start'),
      data: z.object({ conversationId: id('conv'), messageId: id('msg') }),
    }),
    z.object({ event: z.literal('delta'), data: z.object({ text: z.string() }) }),
    z.object({ event: z.literal('final'), data: Turn }),
  ])
  .meta({
    id: 'TurnEvent',
    description:
      'A turn as it happens: start, delta, …, final. The words of a model come while it writes; the reply of final is kept, and stands instead of them',
  })

export const Message = z
  .object({
    id: id('msg'),
    conversationId: id('conv'),
    seq: z.int().meta({ description: 'Gapless within its conversation, from 1' }),
    author: z.enum(['visitor', 'bob', 'human']),
    name: z.string().nullable().meta({ description: 'Who of the team wrote it' }),
    text: z.string(),
    citations: z.array(Citation),
    createdAt: Time,
  })
  .meta({ id: 'Message' })

const since = z
  .int()
  .min(0)
  .default(0)
  .meta({ description: 'The seq of the last message that is known; only later ones come' })

const newsQuery = { session_id: sessionId, since }
const business_id = NewTurn.shape.business_id

/** Whoever has the visitorToken sends it as X-Visitor-Token. */
export const NewsQuery = z.strictObject({ ...newsQuery, business_id })
export const WidgetNewsQuery = z.strictObject(newsQuery)

export const News = z
  .object({
    control: Control,
    name: z.string().nullable().meta({ description: 'Who of the team is in control' }),
    messages: z.array(Message).meta({ description: 'In order; at most 100' }),
    since: z.int().meta({ description: 'To ask for the next' }),
  })
  .meta({ id: 'News', description: 'What was said in a conversation since' })

export const NewsEvent = z
  .discriminatedUnion('event', [
    z.object({
      event: z.literal('control'),
      data: z.object({ control: Control, name: z.string().nullable() }),
    }),
    z.object({ event: z.literal('message'), data: Message }),
    z.object({ event: z.literal('typing'), data: z.object({ name: z.string().nullable() }) }),
  ])
  .meta({
    id: 'NewsEvent',
    description: 'A conversation as it goes on: control first, then message, typing, control',
  })

export const HistoryQuery = z.strictObject({ session_id: sessionId, ...pageInput })
export const HistoryPage = page(Message)
