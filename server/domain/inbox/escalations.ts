import type { z } from 'zod'
import { actorName } from '../../access/actor.ts'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { tellChange } from '../conversations/tell.ts'
import { paged, readCursor } from '../paging.ts'
import { EscalationId, EscalationPage, EscalationQuery, Nothing } from './contract.ts'

export const listEscalations = operation({
  name: 'escalations.list',
  summary: 'List where a person is needed',
  permission: 'chat.read',
  input: EscalationQuery,
  output: EscalationPage,
  async run(call, { limit, cursor, kind, status }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<EscalationRow[]>`
        select id, conversation_id, reason, kind, department, status, created_at, resolved_at, resolved_by
        from escalations
        where tenant_id = ${tenantOf(call)} and status = ${status}
          ${kind === undefined ? tx`` : tx`and kind = ${kind}`}
          ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc limit ${limit + 1}`,
    )
    return paged(rows, limit, escalationOf, ({ id }) => [id])
  },
})

/** A handoff goes back to Bob, unless somebody has taken over. Throws `not_found`; one that is resolved stays so. */
export const resolveEscalation = operation({
  name: 'escalations.resolve',
  summary: 'Say that what a person was needed for is dealt with',
  permission: 'chat.manage',
  input: EscalationId,
  output: Nothing,
  async run(call, { id }) {
    const tenantId = tenantOf(call)
    const conversationId = await call.tenant(async (tx) => {
      const [row] = await tx<{ conversation_id: string; kind: string; status: string }[]>`
        select conversation_id, kind, status from escalations
        where tenant_id = ${tenantId} and id = ${uuidOf('esc', id)}`
      if (!row) throw new Failure('not_found')
      // the conversation before its escalations, as everybody locks them
      await tx`
        update conversations set controller = 'bob', updated_at = ${call.now}
        where tenant_id = ${tenantId} and id = ${row.conversation_id} and controller = 'queue'
          and ${row.kind === 'handoff' && row.status === 'open'}`
      const resolved = await tx`
        update escalations set status = 'resolved', resolved_at = ${call.now}, resolved_by = ${actorName(call.actor)}
        where tenant_id = ${tenantId} and id = ${uuidOf('esc', id)} and status = 'open'`
      if (resolved.count > 0) await audit(tx, call, tenantId, { action: 'escalations.resolve', subject: id })
      return row.conversation_id
    })
    tellChange(call, tenantId, conversationId)
    return {}
  },
})

type EscalationRow = {
  id: string
  conversation_id: string
  reason: string
  kind: 'handoff' | 'task'
  department: string | null
  status: 'open' | 'resolved'
  created_at: Date
  resolved_at: Date | null
  resolved_by: string | null
}

const escalationOf = (row: EscalationRow): z.input<typeof EscalationPage>['data'][number] => ({
  id: publicId('esc', row.id),
  conversationId: publicId('conv', row.conversation_id),
  reason: row.reason,
  kind: row.kind,
  department: row.department,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  resolvedAt: row.resolved_at?.toISOString() ?? null,
  resolvedBy: row.resolved_by,
})
