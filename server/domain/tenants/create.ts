import { speaksFor } from '../../access/actor.ts'
import { aboutTenant, type Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { NewTenant, Tenant } from './contract.ts'
import { platformTenantId } from './platform-tenant.ts'
import { getTenantRow, tenantOfRow } from './rows.ts'
import { insertTenant } from './tenants.ts'

export const createTenant = operation({
  name: 'tenants.create',
  summary: 'Add a business on Starter, with its first widget keys and credits',
  permission: 'platform.tenants.manage',
  idempotency: 'transaction',
  // there is no tenant yet: its idempotency key is kept with the platform's own
  admit: async (call) => aboutTenant(call, platformTenantId),
  input: NewTenant,
  output: Tenant,
  async run(call, { name, slug, languages, timeZone }) {
    if (!speaksFor(call.actor, null))
      throw new Failure('permission_denied', 'This credential is for some businesses only.')
    return call.tenant(async (tx) => {
      const tenant = { name, slug, languages, timeZone, domain: null, greeting: null }
      const id = await insertUnlessTaken(tx, tenant, call)
      const added = tenantOfRow(await getTenantRow(tx, id))
      await tx`select set_config('app.tenant', ${id}, true)`
      await audit(tx, call, id, { action: 'tenants.create', subject: publicId('tenant', id) })
      await tx`select set_config('app.tenant', ${platformTenantId}, true)`
      call.signal.throwIfAborted()
      return added
    })
  },
})

async function insertUnlessTaken(
  tx: Tx,
  tenant: Parameters<typeof insertTenant>[1],
  { now }: Call,
): Promise<string> {
  try {
    return await tx.savepoint((inner) => insertTenant(inner, tenant, now))
  } catch (error) {
    if (error instanceof Error && 'constraint_name' in error && error.constraint_name === 'tenants_slug_key')
      throw new Failure('slug_taken', 'Choose another slug.')
    throw error
  }
}
