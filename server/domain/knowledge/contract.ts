import { z } from 'zod'
import { file, id, Language, page, pageInput, Time, text } from '../contract.ts'

const kind = z.enum(['text', 'faq', 'url', 'file', 'site'])

export const FailureCode = z.enum([
  'empty',
  'not_found',
  'elsewhere',
  'forbidden',
  'robots',
  'too_large',
  'not_text',
  'encrypted',
  'unreadable',
  'unreachable',
  'retrying',
])

/** The largest file, and page, in bytes. */
export const mostFileBytes = 10_000_000
export const mostPageBytes = 2 * 1_024 * 1_024

export const Source = z
  .object({
    id: id('ksrc'),
    kind,
    title: z.string(),
    language: z.string(),
    url: z.string().nullable(),
    status: z.enum(['queued', 'processing', 'ready', 'failed']),
    failure: z.string().nullable().meta({ description: 'Why it failed, for the owner to mend' }),
    failureCode: FailureCode.nullable(),
    progress: z.object({ done: z.int(), total: z.int(), failed: z.int() }).nullable().meta({
      description:
        'While it is read: pages of a site or of a PDF, those that failed among the done. Null: it is not read now, or has nothing to count',
    }),
    pages: z
      .object({
        ready: z.int(),
        failed: z.int().meta({ description: 'Why: see its pages' }),
        elsewhere: z.int().meta({ description: 'Named by the sitemap, but on another host: not read' }),
        leftOut: z.int().meta({ description: 'Named by the sitemap beyond the 500 that are read' }),
      })
      .nullable()
      .meta({ description: 'Of a site' }),
    fileName: z.string().nullable(),
    fetchedAt: Time.nullable().meta({ description: 'When the page or the site was read last' }),
    chunkCount: z.int(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'KnowledgeSource', description: 'Something Bob may quote' })

const Faq = z.strictObject({ question: text(500), answer: text(5_000) })

export const NewSource = z
  .strictObject({
    kind: kind.meta({
      description:
        'text: text or Markdown; faq: questions with their answers; url: a page; site: the pages that a site names in its sitemap; file: PDF, DOCX, HTML, Markdown or text, as multipart/form-data with the fields file, title and language',
    }),
    title: text(200)
      .optional()
      .meta({ description: 'A page, a site or a file may do without: it is called as it calls itself' }),
    text: text(200_000).optional().meta({ description: 'Markdown; headings and tables are understood' }),
    faq: z.array(Faq).min(1).max(200).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional()
      .meta({
        description:
          'The page; for a site its address, or that of its sitemap, and only pages below it are read; of another kind, where a visitor can read it',
      }),
    file: file(mostFileBytes).optional(),
    language: Language.optional().meta({
      description: "Without it: that of the page, or the tenant's first language",
    }),
  })
  .meta({ examples: [{ kind: 'text', title: 'Parking', text: 'Two spaces behind the house.' }] })

export const Nothing = z.object({})

export const SourceId = z.strictObject({ id: id('ksrc') })
export const SourceQuery = z.strictObject(pageInput)
export const SourcePage = page(Source)

const pageStatus = z.enum(['queued', 'ready', 'failed'])

export const SitePage = z
  .object({
    url: z.string(),
    title: z.string().nullable(),
    status: pageStatus,
    failure: z.string().nullable().meta({ description: 'Why it failed, for the owner to mend' }),
    failureCode: FailureCode.nullable(),
    chunkCount: z.int().meta({ description: 'Over 0 though it failed: Bob may quote what was read before' }),
    fetchedAt: Time.nullable(),
  })
  .meta({ id: 'KnowledgePage', description: 'A page of a site, or a sitemap of it that could not be read' })

export const SitePageQuery = z.strictObject({ ...pageInput, id: id('ksrc'), status: pageStatus.optional() })
export const SitePagePage = page(SitePage)

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
