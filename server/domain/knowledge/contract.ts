import { z } from 'zod'
import { id, Language, page, pageInput, Time, text } from '../contract.ts'

export const Source = z
  .object({
    id: id('ksrc'),
    kind: z.enum(['text']),
    title: z.string(),
    language: z.string(),
    url: z.string().nullable(),
    status: z.enum(['queued', 'processing', 'ready', 'failed']),
    failure: z.string().nullable().meta({ description: 'Why it failed, for the owner to mend' }),
    chunkCount: z.int(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'KnowledgeSource', description: 'Something Bob may quote' })

export const NewSource = z.strictObject({
  kind: z.enum(['text']).meta({ description: 'Plain text or Markdown' }),
  title: text(200),
  text: text(200_000).meta({ description: 'Markdown; headings and tables are understood' }),
  language: Language.optional().meta({ description: "Without it: the tenant's first language" }),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional()
    .meta({ description: 'Where a visitor can read it' }),
})

export const SourceId = z.strictObject({ id: id('ksrc') })
export const SourceQuery = z.strictObject(pageInput)
export const SourcePage = page(Source)

export const KnowledgeQuery = z.strictObject({
  query: text(500),
  limit: z.int().min(1).max(50).default(10),
})

export const KnowledgeHits = z.object({
  data: z.array(
    z.object({
      sourceId: id('ksrc'),
      title: z.string(),
      url: z.string().nullable(),
      headings: z.array(z.string()),
      text: z.string(),
      score: z.number().meta({ description: 'Comparable within one answer only' }),
    }),
  ),
})
