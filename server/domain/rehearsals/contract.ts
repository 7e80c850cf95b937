import { z } from 'zod'
import { id, text } from '../contract.ts'
import { Citation } from '../conversations/contract.ts'

export const mostGoldenQuestions = 50
export const mostQuestions = 20

const Outcome = z.enum(['answer', 'refusal', 'escalation', 'unknown']).meta({
  description:
    'answer: Bob says what he knows; refusal: a boundary; escalation: a person is asked for; unknown: he says that he does not know',
})

const question = text(1_000)

const GoldenQuestion = z.strictObject({
  question,
  outcome: Outcome,
  contains: z
    .array(text(200))
    .max(10)
    .default([])
    .meta({
      description: 'What the reply must hold, whatever the case of its letters',
      examples: [['£68']],
    }),
})

export const GoldenQuery = z.strictObject({})

export const GoldenChange = z.strictObject({
  questions: z
    .array(GoldenQuestion)
    .max(mostGoldenQuestions)
    .meta({
      description: 'They take the place of those that stand',
      examples: [[{ question: 'How much is a check-up?', outcome: 'answer', contains: ['£68'] }]],
    }),
})

export const GoldenQuestions = z
  .object({ questions: z.array(z.object({ question, outcome: Outcome, contains: z.array(z.string()) })) })
  .meta({ id: 'GoldenQuestions', description: 'What must hold of Bob before a persona is published' })

export const Rehearsal = z.strictObject({
  id: id('persona'),
  questions: z
    .array(question)
    .max(mostQuestions)
    .default([])
    .meta({ description: 'Asked beside the golden questions', examples: [['Do you treat children?']] }),
})

export const RehearsalResult = z
  .object({
    passed: z.boolean().meta({ description: 'Every golden question was answered as it must be' }),
    revision: z.int().meta({ description: 'Of the draft that was tried' }),
    answers: z.array(
      z.object({
        question: z.string(),
        reply: z.string(),
        outcome: Outcome,
        reasons: z.array(z.string()),
        citations: z.array(Citation),
        golden: z
          .object({ outcome: Outcome, contains: z.array(z.string()), passed: z.boolean() })
          .nullable()
          .meta({ description: 'null: it was asked for this time only' }),
      }),
    ),
  })
  .meta({
    id: 'RehearsalResult',
    description: 'What Bob would say; no visitor sees it, and it costs nothing',
  })

export const Publication = z.strictObject({
  id: id('persona'),
  revision: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'What was looked at; another one is not published' }),
})
