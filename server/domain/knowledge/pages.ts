import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { uuidOf } from '../../platform/ids.ts'
import { paged, readCursor } from '../paging.ts'
import { type SitePage, SitePagePage, SitePageQuery } from './contract.ts'

/** In the order in which the site names them. Throws `not_found`. */
export const listPages = operation({
  name: 'knowledge.listPages',
  summary: 'List the pages of a site, with what is wrong with them',
  permission: 'knowledge.manage',
  input: SitePageQuery,
  output: SitePagePage,
  async run(call, { id, status, limit, cursor }) {
    const sourceId = uuidOf('ksrc', id)
    const [after] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(async (tx) => {
      const [source] = await tx`
        select from knowledge_sources where tenant_id = ${tenantOf(call)} and id = ${sourceId}`
      if (!source) throw new Failure('not_found')
      return tx<PageRow[]>`
        select id, url, title, status, failure, failure_code as "failureCode", chunk_count as "chunkCount",
               fetched_at as "fetchedAt"
        from knowledge_pages
        where tenant_id = ${tenantOf(call)} and source_id = ${sourceId}
          ${status ? tx`and status = ${status}` : tx``} ${after ? tx`and id > ${after}` : tx``}
        order by id limit ${limit + 1}`
    })
    return paged(rows, limit, pageOf, (row) => [row.id])
  },
})

type Shown = z.infer<typeof SitePage>
type PageRow = Omit<Shown, 'fetchedAt'> & { id: string; fetchedAt: Date | null }

const pageOf = ({ id: _, fetchedAt, ...same }: PageRow): Shown => ({
  ...same,
  fetchedAt: fetchedAt?.toISOString() ?? null,
})
