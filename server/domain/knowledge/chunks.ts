import { createHash } from 'node:crypto'
import { newUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type Chunk, chunkMarkdown } from './chunk-markdown.ts'

/** Of what the chunks are: a source, or a page of it. */
export type Whose = {
  readonly tenantId: string
  readonly sourceId: string
  readonly pageId: string | null
  readonly language: string
}

// a statement has 10 s, and a busy machine takes a second for these
const mostRows = 200

/** Cuts Markdown into chunks and puts them in the place of those that were. Returns how many there are. */
export async function storeChunks(tx: Tx, whose: Whose, markdown: string): Promise<number> {
  const { tenantId, sourceId, pageId } = whose
  await tx`
    delete from knowledge_chunks
    where tenant_id = ${tenantId} and source_id = ${sourceId} and page_id is not distinct from ${pageId}`
  const chunks = chunkMarkdown(markdown)
  for (let at = 0; at < chunks.length; at += mostRows)
    await insertChunks(tx, whose, chunks.slice(at, at + mostRows))
  return chunks.length
}

async function insertChunks(tx: Tx, { tenantId, sourceId, pageId, language }: Whose, chunks: Chunk[]) {
  const rows = chunks.map(({ ordinal, headings, text, start, end }) => {
    // a cut may leave half a character, which JSON in PostgreSQL refuses
    const whole = headings.map((heading) => heading.toWellFormed())
    const searched = [...whole, text.toWellFormed()].join('\n')
    const hash = `\\x${createHash('sha256').update(searched).digest('hex')}`
    return { id: newUuid(), ordinal, headings: whole, body: text.toWellFormed(), start, end, searched, hash }
  })
  await tx`
    insert into knowledge_chunks (
      tenant_id, id, source_id, page_id, ordinal, headings, body, start_offset, end_offset, language, hash, search)
    select ${tenantId}, id, ${sourceId}, ${pageId}, ordinal, headings, body, start, "end", ${language}, hash,
           to_tsvector(search_configuration(${language}), searched)
    from jsonb_to_recordset(${tx.json(rows)}) as chunk(
      id uuid, ordinal integer, headings text[], body text, start integer, "end" integer, searched text, hash bytea)`
}
