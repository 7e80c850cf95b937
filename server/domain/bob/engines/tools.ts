import { z } from 'zod'
import type { Tool, ToolCall } from '../../../platform/chat-model.ts'

/**
 * What a model would like to be done for the visitor, once its arguments are what they must be. It opens a form or asks for a person:
 * nothing is kept, held or booked on the word of a model.
 */
export type Wish =
  | { readonly tool: string; readonly kind: 'person'; readonly department: string | null }
  | { readonly tool: string; readonly kind: 'lead'; readonly name: string | null }
  | {
      readonly tool: string
      readonly kind: 'appointment'
      readonly service: string | null
      /** ISO 8601. */
      readonly day: string | null
    }

/** What a business has that a tool may name. */
type Offered = { readonly services: readonly string[]; readonly departments: readonly string[] }

const Person = z.strictObject({ department: z.string().max(200).optional() })
const Lead = z.strictObject({ name: z.string().trim().min(1).max(100).optional() })
const Appointment = z.strictObject({ service: z.string().max(200).optional(), date: z.iso.date().optional() })
const Lookup = z.strictObject({ query: z.string().trim().min(1).max(300) })

const object = (properties: Record<string, unknown>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const oneOf = (names: readonly string[]) => ({ type: 'string', enum: names })

/** What a model may ask for; nothing else, whatever it says. */
export const toolsFor = ({ services, departments }: Offered): readonly Tool[] => [
  {
    name: 'escalate',
    description: 'Ask a person of the business to take over. Use it when the visitor asks for one.',
    parameters: object(departments.length > 0 ? { department: oneOf(departments) } : {}),
  },
  {
    name: 'lookup_knowledge',
    description: 'Find more passages of the business for other words.',
    parameters: object({ query: { type: 'string', maxLength: 300 } }, ['query']),
  },
  {
    name: 'create_lead',
    description:
      'Ask the visitor, field by field, how the business can reach them. Use it when they want to be called or written to.',
    parameters: object({ name: { type: 'string', maxLength: 100 } }),
  },
  ...(services.length > 0
    ? [
        {
          name: 'find_slots',
          description: 'Show the visitor when an appointment is free.',
          parameters: object({ service: oneOf(services), date: { type: 'string', format: 'date' } }),
        },
        {
          name: 'book_appointment',
          description: 'Make an appointment with the visitor, step by step. Use it when they want to come.',
          parameters: object({ service: oneOf(services), date: { type: 'string', format: 'date' } }),
        },
      ]
    : []),
]

/** The wish of a tool call; null: the tool is none that fulfils one, or its arguments are not what they must be. Pure. */
export function wishOf({ name: tool, arguments: given }: ToolCall): Wish | null {
  switch (tool) {
    case 'escalate': {
      const asked = parse(Person, given)
      return asked && { tool, kind: 'person', department: asked.department ?? null }
    }
    case 'create_lead': {
      const asked = parse(Lead, given)
      return asked && { tool, kind: 'lead', name: asked.name ?? null }
    }
    case 'find_slots':
    case 'book_appointment': {
      const asked = parse(Appointment, given)
      return asked && { tool, kind: 'appointment', service: asked.service ?? null, day: asked.date ?? null }
    }
    default:
      return null
  }
}

/** The words to look up; null: that is not what was asked for, or not as it must be. Pure. */
export const lookupOf = ({ name, arguments: given }: ToolCall): string | null =>
  name === 'lookup_knowledge' ? (parse(Lookup, given)?.query ?? null) : null

/** Arguments are text of a model: nothing, or JSON of the schema. */
function parse<T>(schema: z.ZodType<T>, given: string): T | null {
  try {
    return schema.safeParse(given.trim() === '' ? {} : JSON.parse(given)).data ?? null
  } catch {
    return null
  }
}
