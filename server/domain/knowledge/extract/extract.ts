import { apart, type Progress } from './apart.ts'
import { type Format, formatOf } from './format.ts'
import { Unreadable } from './unreadable.ts'

/** What was read; `title` and `language` as the document calls them. */
export type Extracted = { title: string | null; language: string | null; markdown: string }

/** A document as it came, with what its sender says of it. */
export type Document = {
  readonly bytes: Uint8Array
  readonly type: string | null
  readonly charset: string | null
  readonly name: string | null
}

/** Makes Markdown of a document, in a thread; of a PDF it tells how many pages are read. Throws `Unreadable`. */
export async function extract(
  { bytes, type, charset, name }: Document,
  onProgress?: (progress: Progress) => void,
): Promise<Extracted> {
  const format: Format | null = formatOf(bytes, { type, name })
  if (format === null) throw new Unreadable('not_text', `It is no text${type ? `, but ${type}` : ''}.`)
  return apart(new URL('extract-thread.ts', import.meta.url), { format, bytes, charset }, onProgress)
}
