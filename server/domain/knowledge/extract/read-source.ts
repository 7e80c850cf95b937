import type { Call } from '../../../call.ts'
import { extract } from './extract.ts'
import { fetchPage } from './fetch-page.ts'
import { formatOf } from './format.ts'
import { Unreadable } from './unreadable.ts'

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
): Promise<{ title: string; language: string; markdown: string }> {
  const { kind, title, language, body, url, original, fileName } = source
  if (kind === 'text' || kind === 'faq') return { title, language, markdown: body }
  const got =
    kind === 'url'
      ? await fetchPage(call.dialler, url ?? '')
      : { bytes: original ?? new Uint8Array(), type: null, charset: null }
  const format = formatOf(got.bytes, { type: got.type, name: kind === 'file' ? fileName : null })
  if (format === null)
    throw new Unreadable('not_text', `It is no text${got.type ? `, but ${got.type}` : ''}.`)
  const read = await extract(format, got.bytes, got.charset)
  return {
    title: (source.titleGiven ? null : read.title?.trim().slice(0, 200)) || title,
    language: (source.languageGiven ? null : read.language) || language,
    markdown: read.markdown,
  }
}
