import { actorName } from '../../access/actor.ts'
import type { Call } from '../../call.ts'
import type { Tx } from '../../platform/postgres.ts'

/** What was changed, to what. Never a secret, nor what a visitor wrote. */
export type Change = {
  /** The operation, `noun.verb`. */
  action: string
  /** The public id of what was changed. */
  subject?: string
  details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

/**
 * Writes a change into the tenant's audit log, as the last thing in the transaction that makes the change: the entry
 * exists exactly when the change does. Source: security 8.
 */
export async function audit(
  tx: Tx,
  call: Pick<Call, 'now' | 'actor' | 'requestId'>,
  tenantId: string,
  change: Change,
): Promise<void> {
  await tx`
    insert into audit_log (tenant_id, at, actor, action, subject, details, request_id)
    values (${tenantId}, ${call.now}, ${actorName(call.actor)}, ${change.action}, ${change.subject ?? null},
            ${tx.json(change.details ?? {})}, ${call.requestId})`
}
