import type { Tx } from '../../platform/postgres.ts'

/** Lets changes of one tenant's widget happen one after the other, until this transaction ends. */
export async function lockWidget(tx: Tx, tenantId: string): Promise<void> {
  await tx`select from tenants where id = ${tenantId} for no key update`
}
