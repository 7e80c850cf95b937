import { type Call, tenantOf } from '../../call.ts'
import { storeChunks } from './chunks.ts'
import type { Progress } from './extract/apart.ts'
import { type Original, readSource } from './extract/read-source.ts'
import { Unreadable } from './extract/unreadable.ts'
import { ingestSource } from './jobs.ts'
import { queueEmbedding } from './queue.ts'

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
      where tenant_id = ${tenantId} and id = ${sourceId} and kind <> 'site'
      returning kind, title, title_given as "titleGiven", language, language_given as "languageGiven", url, body,
                file_name as "fileName", original`,
  )
  if (!source) return
  const progress = teller(call, sourceId)
  try {
    const read = await readSource(call, source, progress.tell)
    await progress.told()
    await replaceChunks(call, sourceId, read)
  } catch (error) {
    await progress.told()
    if (error instanceof Unreadable) return replaceChunks(call, sourceId, { ...source, markdown: '' }, error)
    if (await putOff(call, sourceId)) throw error
  }
}

/** Says that it is tried again, or after the last time that it is not. Returns whether it is. */
async function putOff(call: Call, sourceId: string): Promise<boolean> {
  const most = ingestSource.options.retryLimit ?? 0
  const [source] = await call.tenant(
    (tx) => tx<{ outages: number }[]>`
      update knowledge_sources
      set status = 'failed', outages = outages + 1, updated_at = ${call.now}, progress_done = null,
          progress_total = null, progress_failed = null,
          failure_code = case when outages < ${most} then 'retrying' else 'unreachable' end,
          failure = case
            when outages < ${most} then 'It could not be read just now; it is tried again.'
            else 'It could not be read, and is not tried again by itself: refresh it.' end
      where tenant_id = ${tenantOf(call)} and id = ${sourceId}
      returning outages`,
  )
  return source !== undefined && source.outages <= most
}

/** Writes down how far it is, one time after the other; what is overtaken is not written. */
function teller(call: Call, sourceId: string): { tell(progress: Progress): void; told(): Promise<void> } {
  let latest: Progress | null = null
  let writing = Promise.resolve()
  const write = async () => {
    if (latest === null) return
    const { done, total } = latest
    latest = null
    await call.tenant(
      (tx) => tx`
        update knowledge_sources
        set progress_done = ${done}, progress_total = ${total}, progress_failed = 0, updated_at = ${new Date()}
        where tenant_id = ${tenantOf(call)} and id = ${sourceId} and status = 'processing'`,
    )
  }
  return {
    tell(progress) {
      latest = progress
      writing = writing.then(write).catch((error) => call.log.warn({ err: error }, 'progress is not told'))
    },
    told: () => writing,
  }
}

type Read = { title: string; language: string; markdown: string }

async function replaceChunks(
  call: Call,
  sourceId: string,
  { title, language, markdown }: Read,
  why?: Unreadable,
): Promise<void> {
  const tenantId = tenantOf(call)
  await call.tenant(async (tx) => {
    const [held] = await tx`
      select id from knowledge_sources where tenant_id = ${tenantId} and id = ${sourceId} for update`
    if (!held) return
    const count = await storeChunks(tx, { tenantId, sourceId, pageId: null, language }, markdown)
    const fault = why ?? (count === 0 ? new Unreadable('empty', 'There is no text in it.') : null)
    await tx`
      update knowledge_sources
      set status = ${fault ? 'failed' : 'ready'}, failure = ${fault?.message ?? null},
          failure_code = ${fault?.code ?? null}, chunk_count = ${count}, title = ${title},
          language = ${language}, fetched_at = case when kind = 'url' then ${call.now}::timestamptz end,
          outages = 0, progress_done = null, progress_total = null, progress_failed = null,
          updated_at = ${call.now}
      where tenant_id = ${tenantId} and id = ${sourceId}`
    await tx`update tenants set knowledge_version = knowledge_version + 1 where id = ${tenantId}`
    await queueEmbedding(tx, call, sourceId)
  })
}
