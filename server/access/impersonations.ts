import type { Parts } from '../call.ts'
import type { Memory } from '../platform/memory.ts'
import type { Impersonator } from './actor.ts'
import { isLive } from './operator-sessions.ts'
import { type OperatorRole, operatorRoles } from './permissions.ts'

const maxAgeMs = 4_000
const sizeBytes = 200

/** The operator in a tenant's account, or null once it was ended, ran out, or their own session is over. */
export async function recallImpersonator(
  { memory, database }: Pick<Parts, 'memory' | 'database'>,
  actor: Impersonator,
): Promise<Impersonator | null> {
  const { visit } = await memory.recall(
    keyOf(actor.impersonationId),
    async () => ({ value: { visit: await findOpen(database, actor, new Date()) }, sizeBytes }),
    maxAgeMs,
  )
  return visit?.tenantId === actor.tenantId && visit.operatorId === actor.id ? actor : null
}

/** Makes the end of impersonations known to this process at once; other processes notice within 5 s. */
export function forgetImpersonations(memory: Memory, ids: readonly string[]): void {
  for (const id of ids) memory.forget(keyOf(id))
}

type Visit = { tenantId: string; operatorId: string; role: OperatorRole }

function findOpen(database: Parts['database'], actor: Impersonator, now: Date): Promise<Visit | null> {
  return database.query((sql) =>
    sql.begin(async (tx) => {
      await tx`select set_config('app.tenant', platform_tenant()::text, true)`
      const [row] = await tx<Visit[]>`
        select i.tenant_id as "tenantId", i.operator_id as "operatorId", o.role
        from impersonations i
        join operator_sessions s on s.tenant_id = platform_tenant() and s.id = i.operator_session_id
        join operators o on o.tenant_id = s.tenant_id and o.id = s.operator_id and o.id = i.operator_id
        where i.tenant_id = ${actor.tenantId} and i.id = ${actor.impersonationId}
          and i.ended_at is null and i.expires_at > ${now} and ${isLive(tx, now)}`
      return row && mayImpersonate(row.role) ? row : null
    }),
  )
}

const mayImpersonate = (role: OperatorRole) =>
  (operatorRoles[role] as readonly string[]).includes('platform.impersonate')

const keyOf = (impersonationId: string) => `impersonation ${impersonationId}`
