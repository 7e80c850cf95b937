import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import { mostFileBytes, NewSource, Nothing, Source, SourceId, SourcePage, SourceQuery } from './contract.ts'
import { queueReading } from './queue.ts'
import { columns, type SourceRow, sourceOf } from './source-rows.ts'

/** Throws `url_not_allowed` for a page that leads into a private network. */
export const createSource = operation({
  name: 'knowledge.createSource',
  summary: 'Add something Bob may quote',
  permission: 'knowledge.manage',
  idempotency: 'transaction',
  input: NewSource,
  output: Source,
  async check(call, source) {
    refuseMisfit(source)
    if ((source.kind === 'url' || source.kind === 'site') && source.url)
      await refusePrivatePage(call, source.url)
  },
  run: (call, input) => call.tenant((tx) => insertSource(tx, call, input)),
})

/** Adds a source in the caller's transaction. Throws `payload_too_large`. */
export async function insertSource(
  tx: Tx,
  call: Call,
  input: z.output<typeof NewSource>,
): Promise<z.infer<typeof Source>> {
  const id = newUuid()
  const { kind, url = null, file } = input
  const named = kind === 'site' && url ? new URL(url).host : url
  const title = input.title ?? file?.name ?? named ?? ''
  const original = file ? Buffer.from(file.data, 'base64') : null
  if (original && original.length > mostFileBytes)
    throw new Failure('payload_too_large', `A file may have ${mostFileBytes / 1e6} MB.`)
  const [row] = await tx<SourceRow[]>`
    insert into knowledge_sources (
      tenant_id, id, kind, title, title_given, language, language_given, url, body, file_name, original,
      created_at, updated_at)
    select t.id, ${id}, ${kind}, ${title}, ${input.title !== undefined},
           coalesce(${input.language ?? null}, t.languages[1]), ${input.language !== undefined}, ${url},
           ${bodyOf(input)}, ${file?.name ?? null}, ${original}, ${call.now}, ${call.now}
    from tenants t where t.id = ${tenantOf(call)}
    returning ${tx(columns)}`
  if (!row) throw new Failure('tenant_not_found')
  await queueReading(tx, call, row)
  const source = sourceOf(row)
  await audit(tx, call, tenantOf(call), {
    action: 'knowledge.createSource',
    subject: source.id,
    details: { kind, title },
  })
  return source
}

export const listSources = operation({
  name: 'knowledge.listSources',
  summary: 'List what Bob may quote',
  permission: 'knowledge.manage',
  input: SourceQuery,
  output: SourcePage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<SourceRow[]>`
        select ${tx(columns)}
        from knowledge_sources
        where tenant_id = ${tenantOf(call)} ${before ? tx`and id < ${before}` : tx``}
        order by id desc limit ${limit + 1}`,
    )
    return paged(rows, limit, sourceOf, (row) => [row.id])
  },
})

export const getSource = operation({
  name: 'knowledge.getSource',
  summary: 'Read one source',
  permission: 'knowledge.manage',
  input: SourceId,
  output: Source,
  async run(call, input) {
    const [row] = await call.tenant(
      (tx) => tx<SourceRow[]>`
        select ${tx(columns)}
        from knowledge_sources where tenant_id = ${tenantOf(call)} and id = ${uuidOf('ksrc', input.id)}`,
    )
    if (!row) throw new Failure('not_found')
    return sourceOf(row)
  },
})

/** A page or a site is read again, anything else cut again; what Bob may quote stays until then. Throws `not_found`. */
export const refreshSource = operation({
  name: 'knowledge.refreshSource',
  summary: 'Read a source again',
  permission: 'knowledge.manage',
  input: SourceId,
  output: Source,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const sourceId = uuidOf('ksrc', id)
      const [row] = await tx<SourceRow[]>`
        update knowledge_sources
        set status = 'queued', failure = null, failure_code = null, outages = 0, progress_done = null,
            progress_total = null, progress_failed = null, updated_at = ${call.now}
        where tenant_id = ${tenantId} and id = ${sourceId}
        returning ${tx(columns)}`
      if (!row) throw new Failure('not_found')
      await queueReading(tx, call, row)
      await audit(tx, call, tenantId, { action: 'knowledge.refreshSource', subject: id })
      return sourceOf(row)
    }),
})

/** Bob quotes nothing of it from the next turn on. Throws `not_found`. */
export const deleteSource = operation({
  name: 'knowledge.deleteSource',
  summary: 'Delete a source with all that was made of it',
  permission: 'knowledge.manage',
  input: SourceId,
  output: Nothing,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const gone = await tx`
        delete from knowledge_sources where tenant_id = ${tenantId} and id = ${uuidOf('ksrc', id)}`
      if (gone.count === 0) throw new Failure('not_found')
      await tx`update tenants set knowledge_version = knowledge_version + 1 where id = ${tenantId}`
      await audit(tx, call, tenantId, { action: 'knowledge.deleteSource', subject: id })
      return {}
    }),
})

async function refusePrivatePage({ outbound }: Pick<Call, 'outbound'>, url: string): Promise<void> {
  if ((await outbound.find(new URL(url).hostname)).state !== 'forbidden') return
  const fault = 'must lead to a host on the public internet'
  throw new Failure('url_not_allowed', `url: ${fault}`, {
    errors: [{ path: 'url', code: 'url_not_allowed', message: fault }],
  })
}

/** Throws `invalid_input` for what a kind lacks, or has of another. */
function refuseMisfit(source: z.output<typeof NewSource>): void {
  const { kind, title } = source
  const part = kind === 'site' ? 'url' : kind
  const lacks = (path: string) => ({ path, code: 'required', message: `is needed for the kind ${kind}` })
  const errors = [
    ...(source[part] === undefined ? [lacks(part)] : []),
    ...(title === undefined && (kind === 'text' || kind === 'faq') ? [lacks('title')] : []),
    ...(['text', 'faq', 'file'] as const)
      .filter((other) => other !== kind && source[other] !== undefined)
      .map((path) => ({ path, code: 'misfit', message: `does not go with the kind ${kind}` })),
  ]
  const [first] = errors
  if (first) throw new Failure('invalid_input', `${first.path}: ${first.message}`, { errors })
}

/** What is cut into passages; a page, a site and a file have to be read first. */
function bodyOf({ text, faq }: z.output<typeof NewSource>): string {
  if (faq)
    return faq.map(({ question, answer }) => `## ${question.replace(/\s+/g, ' ')}\n\n${answer}`).join('\n\n')
  return text ?? ''
}
