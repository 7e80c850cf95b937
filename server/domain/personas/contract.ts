import { z } from 'zod'
import { id, Language, page, pageInput, Time, text } from '../contract.ts'

/** How many a business may have, and how long its lists may be. */
export const mostPersonas = 20
const mostTopics = 50
const mostDepartments = 30

const unique = (list: readonly string[]) =>
  new Set(list.map((item) => item.toLowerCase())).size === list.length

const topics = z
  .array(text(100))
  .max(mostTopics)
  .refine(unique, 'must name each topic once')
  .meta({ description: 'A topic is met when all its words are', examples: [['medical advice', 'discounts']] })

const Escalation = z.strictObject({
  triggers: z
    .array(z.enum(['frustration', 'repeated_failure', 'topic', 'outside_hours']))
    .refine(unique, 'must name each trigger once')
    .default(['frustration'])
    .meta({
      description:
        'When Bob asks for a person by himself. frustration: the visitor complains; repeated_failure: he did not know, `failures` times in a row; topic: one of `topics` came up; outside_hours: he does not know and the business is closed. Whoever asks for a person is always heard',
    }),
  topics: topics.default([]),
  failures: z.int().min(1).max(10).default(2),
  action: z.enum(['handoff', 'task', 'lead_form']).default('handoff').meta({
    description:
      'handoff: the visitor waits for a person, while the business is closed it becomes a task; task: somebody looks at it later; lead_form: Bob asks how the visitor can be reached',
  }),
})

const Topics = z.strictObject({
  approved: topics.default([]).meta({ description: 'Empty: whatever the knowledge holds' }),
  blocked: topics.default([]).meta({ description: 'Bob refuses these, whatever the knowledge holds' }),
  refusal: text(500)
    .nullable()
    .default(null)
    .meta({ description: 'What Bob then says; null: his own words' }),
})

const Department = z.strictObject({ name: text(100), topics: topics.default([]) })

const Workflow = z.strictObject({
  departments: z
    .array(Department)
    .max(mostDepartments)
    .refine((list) => unique(list.map(({ name }) => name)), 'must name each department once')
    .default([])
    .meta({ description: 'The first with a topic that came up is asked' }),
  defaultDepartment: text(100).nullable().default(null).meta({ description: 'Who is asked otherwise' }),
})

const parts = {
  name: text(80).meta({ description: 'What Bob calls himself' }),
  tone: text(200)
    .nullable()
    .meta({ examples: ['warm and brief'] }),
  formality: z.enum(['formal', 'informal']),
  greeting: text(500).nullable().meta({ description: "null: the widget's greeting, or Bob's own words" }),
  signOff: text(200).nullable().meta({ description: "null: Bob's own words" }),
  languages: z.array(Language).max(10).refine(unique, 'must name each language once').meta({
    description: 'What Bob speaks, the first to whoever writes another; empty: as the visitor writes',
  }),
  systemPrompt: text(8_000).nullable().meta({
    description: 'For a model provider. It cannot lift a boundary: those are rules, not words',
  }),
  escalation: Escalation,
  topics: Topics,
  workflow: Workflow,
}

const defaults = {
  tone: parts.tone.default(null),
  formality: parts.formality.default('formal'),
  greeting: parts.greeting.default(null),
  signOff: parts.signOff.default(null),
  languages: parts.languages.default([]),
  systemPrompt: parts.systemPrompt.default(null),
  escalation: Escalation.prefault({}),
  topics: Topics.prefault({}),
  workflow: Workflow.prefault({}),
}

export const PersonaQuery = z.strictObject(pageInput)
export const PersonaId = z.strictObject({ id: id('persona') })

export const NewPersona = z.strictObject({ name: parts.name, ...defaults }).meta({
  examples: [
    {
      name: 'Bob',
      tone: 'warm and brief',
      systemPrompt: 'You speak for a dental practice. Never diagnose.',
      topics: { blocked: ['diagnosis'], refusal: 'Only a dentist can tell you that.' },
    },
  ],
})

const revision = z
  .int()
  .min(1)
  .meta({ description: 'Counts the changes of the draft. Sent along, it must be the one that stands' })

export const PersonaChange = z
  .strictObject(parts)
  .partial()
  .extend({ id: id('persona'), revision: revision.optional() })
  .meta({ description: 'What is left out stays as it is; what is sent takes the place of what was there' })

export const PersonaFields = z.object(parts)

export const Persona = z
  .object({
    id: id('persona'),
    ...parts,
    status: z.enum(['draft', 'published', 'modified']).meta({
      description: 'draft: never published; modified: changed since it was',
    }),
    live: z.boolean().meta({ description: 'The one that Bob speaks as' }),
    version: z.int().nullable().meta({ description: 'Of what was published last' }),
    revision,
    publishedAt: Time.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Persona', description: 'How Bob represents a business: what is being worked on' })

export const PersonaPage = page(Persona)

export const VersionQuery = z.strictObject({ id: id('persona'), ...pageInput })
export const VersionRef = z.strictObject({ id: id('persona'), version: z.int().min(1) })

export const PersonaVersion = z
  .object({
    version: z.int(),
    ...parts,
    restoredFrom: z.int().nullable().meta({ description: 'The version that was taken up again' }),
    publishedAt: Time,
    publishedBy: z.string(),
  })
  .meta({ id: 'PersonaVersion', description: 'What was published; it never changes' })

export const VersionPage = page(PersonaVersion)
export const Nothing = z.object({})
