import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import { NewSource, Source, SourceId, SourcePage, SourceQuery } from './contract.ts'
import { ingestSource } from './jobs.ts'

export const createSource = operation({
  name: 'knowledge.createSource',
  summary: 'Add something Bob may quote',
  permission: 'knowledge.manage',
  idempotency: 'transaction',
  input: NewSource,
  output: Source,
  async run(call, input) {
    const id = newUuid()
    return call.tenant(async (tx) => {
      const [row] = await tx<SourceRow[]>`
        insert into knowledge_sources (tenant_id, id, kind, title, language, url, body, created_at, updated_at)
        select t.id, ${id}, ${input.kind}, ${input.title}, coalesce(${input.language ?? null}, t.languages[1]),
               ${input.url ?? null}, ${input.text}, ${call.now}, ${call.now}
        from tenants t where t.id = ${tenantOf(call)}
        returning ${tx(columns)}`
      if (!row) throw new Failure('tenant_not_found')
      await call.jobs.send(tx, ingestSource, { tenantId: tenantOf(call), sourceId: id })
      const source = sourceOf(row)
      await audit(tx, call, tenantOf(call), {
        action: 'knowledge.createSource',
        subject: source.id,
        details: { kind: input.kind, title: input.title },
      })
      return source
    })
  },
})

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

const columns = [
  'id',
  'kind',
  'title',
  'language',
  'url',
  'status',
  'failure',
  'chunk_count',
  'created_at',
  'updated_at',
]

type SourceRow = {
  id: string
  kind: 'text'
  title: string
  language: string
  url: string | null
  status: z.infer<typeof Source>['status']
  failure: string | null
  chunk_count: number
  created_at: Date
  updated_at: Date
}

const sourceOf = ({
  id,
  chunk_count,
  created_at,
  updated_at,
  ...same
}: SourceRow): z.infer<typeof Source> => ({
  ...same,
  id: publicId('ksrc', id),
  chunkCount: chunk_count,
  createdAt: created_at.toISOString(),
  updatedAt: updated_at.toISOString(),
})
