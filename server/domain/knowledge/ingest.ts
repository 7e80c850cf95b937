import { createHash } from 'node:crypto'
import { type Call, tenantOf } from '../../call.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type Chunk, chunkMarkdown } from './chunk-markdown.ts'

type Body = { body: string; language: string }

/**
 * Cuts a source into passages, replacing those of an earlier run. Running it twice changes nothing; a source that
 * was deleted meanwhile is left alone. A source that cannot be cut becomes `failed`, with the reason for its owner.
 */
export async function ingest(call: Call, sourceId: string): Promise<void> {
  const tenantId = tenantOf(call)
  const [source] = await call.tenant(
    (tx) => tx<Body[]>`
      update knowledge_sources set status = 'processing', updated_at = ${call.now}
      where tenant_id = ${tenantId} and id = ${sourceId}
      returning body, language`,
  )
  if (!source) return
  try {
    await replaceChunks(call, sourceId, source)
  } catch (error) {
    await call.tenant(
      (tx) => tx`
        update knowledge_sources
        set status = 'failed', failure = 'It could not be read just now; it is tried again.', updated_at = ${call.now}
        where tenant_id = ${tenantId} and id = ${sourceId}`,
    )
    throw error
  }
}

async function replaceChunks(call: Call, sourceId: string, source: Body): Promise<void> {
  const tenantId = tenantOf(call)
  const chunks = chunkMarkdown(source.body)
  await call.tenant(async (tx) => {
    const [held] = await tx`
      select id from knowledge_sources where tenant_id = ${tenantId} and id = ${sourceId} for update`
    if (!held) return
    await tx`delete from knowledge_chunks where tenant_id = ${tenantId} and source_id = ${sourceId}`
    await insertChunks(tx, tenantId, sourceId, source.language, chunks)
    const failure = chunks.length === 0 ? 'There is no text in it.' : null
    await tx`
      update knowledge_sources
      set status = ${failure ? 'failed' : 'ready'}, failure = ${failure}, chunk_count = ${chunks.length},
          updated_at = ${call.now}
      where tenant_id = ${tenantId} and id = ${sourceId}`
    await tx`update tenants set knowledge_version = knowledge_version + 1 where id = ${tenantId}`
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
