import { glob, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

const EXAMPLES = join(import.meta.dirname, '../../examples/businesses')

const Line = z.string().trim().min(1).max(200)
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'is not a language tag such as en or pt-BR')

const KnowledgeFile = z.strictObject({
  title: Line,
  file: z
    .string()
    .regex(/^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:md|txt)$/, 'is not a .md or .txt file below the business'),
  language: Language,
  url: z.url({ protocol: /^https$/ }),
})

const BusinessFile = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not a slug'),
  name: Line,
  kind: Line,
  tagline: Line,
  languages: z.array(Language).min(1),
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
  domain: z.hostname(),
  greeting: z.string().trim().min(1).max(500),
  suggestions: z.array(Line).length(4),
  site: z.strictObject({
    accent: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'is not a colour such as #0B6E4F'),
    headline: Line,
    intro: z.string().trim().min(1).max(1000),
    sections: z.array(z.strictObject({ heading: Line, body: z.string().trim().min(1).max(1000) })).min(1),
    facts: z.array(z.strictObject({ label: Line, value: z.string().trim().min(1).max(400) })).min(1),
  }),
  knowledge: z.array(KnowledgeFile).min(1),
})

/** A demo business as its folder describes it, each knowledge file with its text. */
export type DemoBusiness = Omit<z.infer<typeof BusinessFile>, 'knowledge'> & {
  knowledge: (z.infer<typeof KnowledgeFile> & { text: string })[]
}

/** Every demo business under `examples/businesses`, by slug. Throws with the file's name where one is not valid. */
export async function readDemoBusinesses(): Promise<DemoBusiness[]> {
  const paths = await Array.fromAsync(glob('*/business.json', { cwd: EXAMPLES }))
  return Promise.all(paths.sort().map((path) => readBusiness(join(EXAMPLES, path))))
}

async function readBusiness(path: string): Promise<DemoBusiness> {
  const folder = dirname(path)
  const parsed = BusinessFile.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
  const business = parsed.data
  if (business.slug !== basename(folder)) throw new Error(`${path}: slug must be the folder's name`)
  const knowledge = await Promise.all(
    business.knowledge.map(async (source) => ({
      ...source,
      text: await readFile(join(folder, source.file), 'utf8'),
    })),
  )
  return { ...business, knowledge }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
