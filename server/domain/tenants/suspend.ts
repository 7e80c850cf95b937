import { operation } from '../../operation.ts'
import { audit } from '../audit/append.ts'
import { Suspension, Tenant, TenantId } from './contract.ts'
import { changeTenant, getTenantRow, tenantOfRow } from './rows.ts'

/** Its people, keys and visitors are out within 5 s, in every process; nothing of it is deleted. */
export const suspendTenant = operation({
  name: 'tenants.suspend',
  summary: 'Close a business, and keep everything of it',
  permission: 'platform.tenants.manage',
  input: Suspension,
  output: Tenant,
  run: (call, { tenantId, reason }) =>
    changeTenant(call, tenantId, async (tx, row) => {
      if (row.status === 'suspended') return tenantOfRow(row)
      await tx`
        update tenants set status = 'suspended', suspended_at = ${call.now}, suspended_because = ${reason}
        where id = ${row.id}`
      const suspended = tenantOfRow(await getTenantRow(tx, row.id))
      await audit(tx, call, row.id, { action: 'tenants.suspend', subject: tenantId, details: { reason } })
      return suspended
    }),
})

export const activateTenant = operation({
  name: 'tenants.activate',
  summary: 'Open a suspended business again',
  permission: 'platform.tenants.manage',
  input: TenantId,
  output: Tenant,
  run: (call, { tenantId }) =>
    changeTenant(call, tenantId, async (tx, row) => {
      if (row.status === 'active') return tenantOfRow(row)
      await tx`
        update tenants set status = 'active', suspended_at = null, suspended_because = null
        where id = ${row.id}`
      const active = tenantOfRow(await getTenantRow(tx, row.id))
      await audit(tx, call, row.id, { action: 'tenants.activate', subject: tenantId })
      return active
    }),
})
