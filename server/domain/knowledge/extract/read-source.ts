import type { Call } from '../../../call.ts'
import type { Progress } from './apart.ts'
import { extract } from './extract.ts'
import { fetchPage } from './fetch-page.ts'
import { createRobots } from './robots.ts'

/** A source as its owner gave it. */
export type Original = {
  readonly kind: 'text' | 'faq' | 'url' | 'file'
  readonly title: string
  readonly titleGiven: boolean
  readonly language: string
  readonly languageGiven: boolean
  readonly url: string | null
  readonly body: string
  readonly fileName: string | null
  readonly original: Uint8Array | null
}

/** What a source says, as Markdown. Throws `Unreadable`; anything else that is thrown may pass. */
export async function readSource(
  call: Pick<Call, 'dialler'>,
  source: Original,
  onProgress: (progress: Progress) => void,
): Promise<{ title: string; language: string; markdown: string }> {
  const { kind, title, language, body } = source
  if (kind === 'text' || kind === 'faq') return { title, language, markdown: body }
  const read = await extract(await documentOf(call, source), onProgress)
  return {
    title: (source.titleGiven ? null : read.title?.trim().slice(0, 200)) || title,
    language: (source.languageGiven ? null : read.language) || language,
    markdown: read.markdown,
  }
}

async function documentOf({ dialler }: Pick<Call, 'dialler'>, { kind, url, original, fileName }: Original) {
  const nothing = { bytes: original ?? new Uint8Array(), type: null, charset: null, name: fileName }
  if (kind === 'file') return nothing
  const page = await fetchPage({ dialler, robots: createRobots(dialler) }, url ?? '')
  return { ...nothing, ...page, name: null }
}
