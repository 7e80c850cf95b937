import type { z } from 'zod'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import { paged, readCursor } from '../paging.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { TenantPage, TenantQuery, TenantRef, TenantSummary } from './contract.ts'

export const listTenants = operation({
  name: 'operators.listTenants',
  summary: 'Read which businesses there are, newest first',
  permission: 'platform.tenants.read',
  input: TenantQuery,
  output: TenantPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.database.query(
      (sql) => sql<TenantRow[]>`
        select ${columns(sql)} from tenants
        where id <> ${platformTenantId} ${before === undefined ? sql`` : sql`and id < ${before}`}
        order by id desc
        limit ${limit + 1}`,
    )
    return paged(rows, limit, shown, ({ id }) => [id])
  },
})

export const getTenant = operation({
  name: 'operators.getTenant',
  summary: 'Read one business',
  permission: 'platform.tenants.read',
  input: TenantRef,
  output: TenantSummary,
  run: async (call, { id }) =>
    shown(await call.database.query((sql) => getTenantRow(sql, uuidOf('tenant', id)))),
})

type TenantRow = {
  id: string
  slug: string
  name: string
  status: 'active' | 'suspended'
  plan: string
  createdAt: Date
}

/** A business, active or not; the platform itself is none. Throws `tenant_not_found`. */
export async function getTenantRow(sql: Sql | Tx, id: string): Promise<TenantRow> {
  const [row] = await sql<TenantRow[]>`
    select ${columns(sql)} from tenants where id = ${id} and id <> ${platformTenantId}`
  if (!row) throw new Failure('tenant_not_found')
  return row
}

const columns = (sql: Sql | Tx) => sql`id, slug, name, status, plan, created_at as "createdAt"`

const shown = (row: TenantRow): z.input<typeof TenantSummary> => ({
  id: publicId('tenant', row.id),
  slug: row.slug,
  name: row.name,
  status: row.status,
  plan: row.plan,
  createdAt: row.createdAt.toISOString(),
})
