import { z } from 'zod'
import { id, page, pageInput, Time, text } from '../contract.ts'

const Rung = z.object({
  model: z.string(),
  outcome: z
    .enum(['answered', 'failed', 'open'])
    .meta({ description: 'open: it was left alone, because it has failed' }),
  ms: z.int(),
  tokens: z.object({ prompt: z.int(), completion: z.int() }).nullable(),
})

const Model = z.object({
  promptVersion: z.string(),
  promptHash: z.string().meta({ description: 'SHA-256 of what the model was sent, in hex' }),
  rungs: z.array(Rung),
  output: z.string().nullable().meta({ description: 'What it wrote, before anything was taken out' }),
  tools: z.array(z.object({ name: z.string(), outcome: z.enum(['used', 'refused']) })),
  verdictHash: z
    .string()
    .nullable()
    .meta({ description: 'Of what became of its answer; null: none was whole' }),
  dropped: z.array(z.string()).meta({ description: 'Sentences that nothing supported' }),
})

const Review = z.object({
  rating: z.enum(['good', 'bad']),
  correction: z.string().nullable(),
  reviewedBy: z.string(),
  reviewedAt: Time,
  sourceId: id('ksrc').nullable().meta({ description: 'The knowledge that the correction became' }),
  golden: z.boolean().meta({ description: 'The correction is a golden question' }),
})

export const Trace = z
  .object({
    id: id('trace'),
    conversationId: id('conv'),
    messageId: id('msg').meta({ description: "Bob's reply" }),
    question: z.string(),
    reply: z.string(),
    engine: z.enum(['local', 'model']),
    versions: z.object({
      engine: z.string(),
      policy: z.string(),
      knowledge: z.int(),
      persona: z.object({ id: id('persona'), version: z.int() }).nullable(),
    }),
    language: z.string(),
    intent: z.string(),
    verdict: z.string(),
    reasons: z.array(z.string()),
    evidence: z.array(z.object({ chunkId: z.string(), hash: z.string(), score: z.number() })),
    model: Model.nullable(),
    durationMs: z.number(),
    review: Review.nullable(),
    createdAt: Time,
  })
  .meta({ id: 'Trace', description: 'Why Bob said what he said' })

export const TraceQuery = z.strictObject({ id: id('conv'), ...pageInput })
export const TraceId = z.strictObject({ id: id('trace') })
export const TracePage = page(Trace)

export const Replay = z
  .object({
    state: z.enum(['replayed', 'evidence_gone', 'no_answer']).meta({
      description: 'evidence_gone: a passage has changed since; no_answer: no model gave a whole one',
    }),
    verdictHash: z.string().nullable(),
    identical: z.boolean().meta({ description: 'The verdict is what it was' }),
  })
  .meta({ id: 'Replay', description: 'What the rules say now to what a model said then' })

export const ReviewQueue = z.strictObject({
  ...pageInput,
  rating: z.enum(['good', 'bad']).optional(),
})

export const NewReview = z.strictObject({
  id: id('trace'),
  rating: z.enum(['good', 'bad']),
  correction: text(5_000).nullable().default(null).meta({ description: 'What Bob should have said' }),
})

export const Promotion = z.strictObject({
  id: id('trace'),
  as: z.enum(['knowledge', 'golden_question']).meta({
    description:
      'knowledge: Bob may quote the correction; golden_question: it must hold before a persona is published',
  }),
})
