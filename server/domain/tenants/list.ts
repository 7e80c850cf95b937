import { operation } from '../../operation.ts'
import { paged, readCursor } from '../paging.ts'
import { TenantPage, TenantQuery } from './contract.ts'
import { platformTenantId } from './platform-tenant.ts'
import { type TenantRow, tenantColumns, tenantOfRow } from './rows.ts'

export const listTenants = operation({
  name: 'tenants.list',
  summary: 'List the businesses, newest first',
  permission: 'platform.tenants.read',
  input: TenantQuery,
  output: TenantPage,
  async run({ actor, database }, { limit, cursor, status }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    // who may speak for some tenants only sees no others
    const mine = actor.kind === 'service' && actor.tenants !== '*' ? [...(actor.tenants ?? [])] : null
    const rows = await database.query(
      (sql) => sql<TenantRow[]>`
        select ${tenantColumns(sql)} from tenants
        where id <> ${platformTenantId}
          ${mine === null ? sql`` : sql`and id = any(${mine}::uuid[])`}
          ${status === undefined ? sql`` : sql`and status = ${status}`}
          ${before === undefined ? sql`` : sql`and id < ${before}`}
        order by id desc
        limit ${limit + 1}`,
    )
    return paged(rows, limit, tenantOfRow, ({ id }) => [id])
  },
})
