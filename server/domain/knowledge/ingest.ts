import { createHash } from 'node:crypto'
import { type Call, tenantOf } from '../../call.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type Chunk, chunkMarkdown } from './chunk-markdown.ts'
import { type Original, readSource } from './extract/read-source.ts'
import { Unreadable } from './extract/unreadable.ts'
import { embedSource } from './jobs.ts'

/**
 * Reads a source and cuts it into passages, replacing those of an earlier run. Running it twice changes nothing; a source that
 * was deleted meanwhile is left alone. One that cannot be read becomes `failed`, with the reason for its owner, and quotes
 * nothing; one that may be read later keeps what it has until then.
 */
export async function ingest(call: Call, sourceId: string): Promise<void> {
  const tenantId = tenantOf(call)
  const [source] = await call.tenant(
    (tx) => tx<Original[]>`
      update knowledge_sources set status = 'processing', updated_at = ${call.now}
      where tenant_id = ${tenantId} and id = ${sourceId}
      returning kind, title, title_given as "titleGiven", language, language_given as "languageGiven", url, body,
                file_name as "fileName", original`,
  )
  if (!source) return
  try {
    await replaceChunks(call, sourceId, await readSource(call, source))
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      await fail(call, sourceId, 'retrying', 'It could not be read just now; it is tried again.')
      throw error
    }
    await replaceChunks(call, sourceId, { ...source, markdown: '' }, error)
  }
}

const fail = (call: Call, sourceId: string, code: Unreadable['code'], failure: string) =>
  call.tenant(
    (tx) => tx`
      update knowledge_sources
      set status = 'failed', failure = ${failure}, failure_code = ${code}, updated_at = ${call.now}
      where tenant_id = ${tenantOf(call)} and id = ${sourceId}`,
  )

type Read = { title: string; language: string; markdown: string }

async function replaceChunks(
  call: Call,
  sourceId: string,
  { title, language, markdown }: Read,
  why?: Unreadable,
): Promise<void> {
  const tenantId = tenantOf(call)
  const chunks = chunkMarkdown(markdown)
  const fault = why ?? (chunks.length === 0 ? new Unreadable('empty', 'There is no text in it.') : null)
  await call.tenant(async (tx) => {
    const [held] = await tx`
      select id from knowledge_sources where tenant_id = ${tenantId} and id = ${sourceId} for update`
    if (!held) return
    await tx`delete from knowledge_chunks where tenant_id = ${tenantId} and source_id = ${sourceId}`
    await insertChunks(tx, tenantId, sourceId, language, chunks)
    await tx`
      update knowledge_sources
      set status = ${fault ? 'failed' : 'ready'}, failure = ${fault?.message ?? null},
          failure_code = ${fault?.code ?? null}, chunk_count = ${chunks.length}, title = ${title},
          language = ${language}, fetched_at = case when kind = 'url' then ${call.now}::timestamptz end,
          updated_at = ${call.now}
      where tenant_id = ${tenantId} and id = ${sourceId}`
    await tx`update tenants set knowledge_version = knowledge_version + 1 where id = ${tenantId}`
    if (call.embedder) await call.jobs.send(tx, embedSource, { tenantId, sourceId })
  })
}

async function insertChunks(tx: Tx, tenantId: string, sourceId: string, language: string, chunks: Chunk[]) {
  for (const chunk of chunks) {
    const searched = [...chunk.headings, chunk.text].join('\n')
    const hash = createHash('sha256').update(searched).digest()
    await tx`
      insert into knowledge_chunks (
        tenant_id, id, source_id, ordinal, headings, body, start_offset, end_offset, language, hash, search)
      values (
        ${tenantId}, ${newUuid()}, ${sourceId}, ${chunk.ordinal}, ${chunk.headings}, ${chunk.text},
        ${chunk.start}, ${chunk.end}, ${language}, ${hash}, to_tsvector(search_configuration(${language}), ${searched}))`
  }
}
