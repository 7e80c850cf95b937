import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KnowledgeIndex } from '../../server/domain/bob/local/knowledge-index.ts'
import { buildIndex } from '../../server/domain/bob/local/knowledge-index.ts'
import type { Passage } from '../../server/domain/bob/local/passages.ts'
import { chunkMarkdown } from '../../server/domain/knowledge/chunk-markdown.ts'

export type EvalQuestion = {
  question: string
  language: string
  kind: string
  expect: string[]
  section?: string
}
export type EvalSet = { name: string; business: Business; questions: EvalQuestion[] }
export type Business = { slug: string; name: string; index: KnowledgeIndex }

const HERE = import.meta.dirname
const BUSINESSES = join(HERE, '../../examples/businesses')

/** The question sets below test/eval that have a business, each with the index of that business. */
export function readSets(names: readonly string[]): EvalSet[] {
  const businesses = new Map<string, Business>()
  return names.flatMap((name) => {
    const folder = join(HERE, name)
    if (!existsSync(folder)) return []
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .toSorted()
    return files.map((file) => {
      const slug = file.slice(0, -'.json'.length)
      const business = businesses.get(slug) ?? readBusiness(slug)
      businesses.set(slug, business)
      return { name, business, questions: readJson<EvalQuestion[]>(join(folder, file)) }
    })
  })
}

type Described = {
  name: string
  languages: string[]
  knowledge: { title: string; file: string; language: string; url?: string }[]
}

function readBusiness(slug: string): Business {
  const folder = join(BUSINESSES, slug)
  const described = readJson<Described>(join(folder, 'business.json'))
  const passages = described.knowledge
    .filter(({ file }) => existsSync(join(folder, file)))
    .flatMap(({ title, file, language, url }) =>
      chunkMarkdown(readFileSync(join(folder, file), 'utf8')).map(
        (chunk): Passage => ({
          chunkId: `${file}#${chunk.ordinal}`,
          sourceTitle: title,
          url: url ?? null,
          headings: chunk.headings,
          text: chunk.text,
          language,
        }),
      ),
    )
  const language = described.languages[0] ?? 'en'
  return {
    slug,
    name: described.name,
    index: buildIndex(passages, { businessName: described.name, language }),
  }
}

function readJson<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(file, 'utf8'))
}
