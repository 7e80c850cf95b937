import { type Call, tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { ImpersonationPage, ImpersonationQuery } from './contract.ts'

/** Everybody of a business may know who is in its account. */
export const listImpersonations = operation({
  name: 'operators.impersonations',
  summary: 'Read which operators were in this account and why, newest first',
  permission: 'config.read',
  input: ImpersonationQuery,
  output: ImpersonationPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<Row[]>`
        select id, operator_id as "operatorId", operator_name as "operatorName", reason, started_at as "startedAt",
               expires_at as "expiresAt", ended_at as "endedAt"
        from impersonations
        where tenant_id = ${tenantOf(call)} ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc
        limit ${limit + 1}`,
    )
    return paged(
      rows,
      limit,
      (row) => shown(row, call.now),
      ({ id }) => [id],
    )
  },
})

type Which = { id: string; operatorId?: string } | { operatorId: string } | { sessionIds: readonly string[] }

/**
 * Ends what is open and writes it into the logs of those tenants, in a transaction about the platform. Returns what was
 * ended, to be forgotten when the transaction stands.
 */
export async function endImpersonations(tx: Tx, call: Call, which: Which): Promise<string[]> {
  const ended = await tx<{ id: string; tenantId: string }[]>`
    update impersonations set ended_at = ${call.now}
    where ended_at is null and expires_at > ${call.now} and ${conditionOf(tx, which)}
    returning id, tenant_id as "tenantId"`
  // always in the same order, so that two that end several cannot wait for each other
  for (const { id, tenantId } of ended.toSorted((a, b) => (a.tenantId < b.tenantId ? -1 : 1))) {
    await tx`select set_config('app.tenant', ${tenantId}, true)`
    await audit(tx, call, tenantId, { action: 'operators.endImpersonation', subject: publicId('imp', id) })
  }
  await tx`select set_config('app.tenant', ${platformTenantId}, true)`
  return ended.map(({ id }) => id)
}

function conditionOf(tx: Tx, which: Which) {
  if ('sessionIds' in which) return tx`operator_session_id = any(${[...which.sessionIds]}::uuid[])`
  const byOperator = which.operatorId === undefined ? tx`true` : tx`operator_id = ${which.operatorId}`
  return 'id' in which ? tx`id = ${which.id} and ${byOperator}` : byOperator
}

type Row = {
  id: string
  operatorId: string
  operatorName: string
  reason: string
  startedAt: Date
  expiresAt: Date
  endedAt: Date | null
}

const shown = (row: Row, now: Date) => ({
  id: publicId('imp', row.id),
  operator: { id: publicId('oper', row.operatorId), name: row.operatorName },
  reason: row.reason,
  startedAt: row.startedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  active: row.endedAt === null && row.expiresAt > now,
})
