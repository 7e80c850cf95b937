import { operation } from '../../operation.ts'
import { Tenant, TenantId } from './contract.ts'
import { getTenantRow, reachable, tenantOfRow } from './rows.ts'

export const getTenant = operation({
  name: 'tenants.get',
  summary: 'Look a business up, in whatever state',
  permission: 'platform.tenants.read',
  input: TenantId,
  output: Tenant,
  async run(call, { tenantId }) {
    const uuid = reachable(call, tenantId)
    return tenantOfRow(await call.database.query((sql) => getTenantRow(sql, uuid)))
  },
})
