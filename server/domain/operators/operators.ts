import type { z } from 'zod'
import type { OperatorRole } from '../../access/permissions.ts'
import { Failure } from '../../failure.ts'
import { newUuid, publicId } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import type { Operator } from './contract.ts'

/** An operator as they are kept. */
export type OperatorRow = {
  id: string
  email: string
  name: string
  role: OperatorRole
  status: 'active' | 'disabled'
  passwordHash: string
  /** Sealed. */
  totpSecret: string | null
  totpConfirmedAt: Date | null
  recoveryCodesLeft: number
  createdAt: Date
}

export type NewOperator = { email: string; name: string; role: OperatorRole; passwordHash: string }

/** The one way an address is kept and looked up. */
export const emailOf = (given: string): string => given.toLowerCase()

/** Every function here works in a transaction that sees the tenant of the platform. */
export const columns = (sql: Sql | Tx) => sql`
  o.id, o.email, o.name, o.role, o.status, o.password_hash as "passwordHash", o.totp_secret as "totpSecret",
  o.totp_confirmed_at as "totpConfirmedAt", cardinality(o.recovery_hashes) as "recoveryCodesLeft",
  o.created_at as "createdAt"`

export async function findOperatorByEmail(tx: Tx, email: string): Promise<OperatorRow | null> {
  const [row] = await tx<OperatorRow[]>`
    select ${columns(tx)} from operators o where o.tenant_id = ${platformTenantId} and o.email = ${emailOf(email)}`
  return row ?? null
}

/** Throws `not_found`. */
export async function getOperator(tx: Tx, id: string): Promise<OperatorRow> {
  const [row] = await tx<OperatorRow[]>`
    select ${columns(tx)} from operators o where o.tenant_id = ${platformTenantId} and o.id = ${id}`
  if (!row) throw new Failure('not_found')
  return row
}

/** Returns the UUID. Throws `email_taken`. */
export async function insertOperator(tx: Tx, operator: NewOperator, now: Date): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into operators (tenant_id, id, email, name, role, password_hash, created_at, password_changed_at)
    values (${platformTenantId}, ${newUuid()}, ${emailOf(operator.email)}, ${operator.name}, ${operator.role},
            ${operator.passwordHash}, ${now}, ${now})
    on conflict (email) do nothing
    returning id`
  if (!row) throw new Failure('email_taken', 'Use another e-mail address.')
  return row.id
}

/** What others see of an operator. */
export const shown = (row: OperatorRow): z.input<typeof Operator> => ({
  id: publicId('oper', row.id),
  email: row.email,
  name: row.name,
  role: row.role,
  status: row.status,
  totp: row.totpConfirmedAt !== null,
  recoveryCodesLeft: row.recoveryCodesLeft,
  createdAt: row.createdAt.toISOString(),
})
