import type { z } from 'zod'
import { actorName } from '../../access/actor.ts'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { type EscalationReason, priorityOf, reasonsOf } from '../bob/policy/decide.ts'
import { tellChange } from '../conversations/tell.ts'
import { paged, readCursor } from '../paging.ts'
import { EscalationId, EscalationPage, EscalationQuery, Nothing } from './contract.ts'

export const listEscalations = operation({
  name: 'escalations.list',
  summary: 'List where a person is needed',
  permission: 'chat.read',
  input: EscalationQuery,
  output: EscalationPage,
  async run(call, { limit, cursor, kind, priority, status }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<EscalationRow[]>`
        select e.id, e.conversation_id, e.reason, e.kind, e.department, e.status, e.created_at, e.resolved_at,
               e.resolved_by, s.asked, s.said, s.contact, s.language
        from escalations e
        cross join lateral ${summaryOf(tx)} s
        where e.tenant_id = ${tenantOf(call)} and e.status = ${status}
          ${kind === undefined ? tx`` : tx`and e.kind = ${kind}`}
          ${priority === undefined ? tx`` : tx`and e.reason = any(${reasonsOf(priority)})`}
          ${before === undefined ? tx`` : tx`and e.id < ${before}`}
        order by e.id desc limit ${limit + 1}`,
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

const mostAsked = 8

/** What the visitor of the escalation `e` said, and what became of it. */
const summaryOf = (tx: Tx) => tx`(
  select
    (select coalesce(jsonb_agg(jsonb_build_object('text', left(m.body, 200), 'answer', d.verdict) order by m.seq), '[]')
     from (select * from messages m
           where m.tenant_id = e.tenant_id and m.conversation_id = e.conversation_id and m.author = 'visitor'
           order by m.seq desc limit ${mostAsked}) m
     left join decision_traces d on d.tenant_id = m.tenant_id and d.conversation_id = m.conversation_id and d.question_id = m.id) as asked,
    (select count(*)::int from messages m
     where m.tenant_id = e.tenant_id and m.conversation_id = e.conversation_id and m.author = 'visitor') as said,
    coalesce(
      (select jsonb_build_object('name', l.name, 'email', l.email, 'phone', l.phone) from leads l
       where l.tenant_id = e.tenant_id and l.conversation_id = e.conversation_id order by l.id desc limit 1),
      c.memo -> 'booking', c.memo -> 'lead') as contact,
    (select d.language from decision_traces d
     where d.tenant_id = e.tenant_id and d.conversation_id = e.conversation_id order by d.id desc limit 1) as language
  from conversations c where c.tenant_id = e.tenant_id and c.id = e.conversation_id)`

type EscalationRow = {
  id: string
  conversation_id: string
  reason: EscalationReason
  kind: 'handoff' | 'task'
  department: string | null
  status: 'open' | 'resolved'
  created_at: Date
  resolved_at: Date | null
  resolved_by: string | null
  asked: { text: string; answer: string | null }[]
  said: number
  contact: Contact | null
  language: string | null
}

type Contact = { name: string | null; email: string | null; phone: string | null }

const escalationOf = (row: EscalationRow): z.input<typeof EscalationPage>['data'][number] => ({
  id: publicId('esc', row.id),
  conversationId: publicId('conv', row.conversation_id),
  reason: row.reason,
  kind: row.kind,
  department: row.department,
  priority: priorityOf(row.reason),
  summary: {
    asked: row.asked,
    earlier: row.said - row.asked.length,
    contact: contactOf(row.contact),
    language: row.language,
  },
  status: row.status,
  createdAt: row.created_at.toISOString(),
  resolvedAt: row.resolved_at?.toISOString() ?? null,
  resolvedBy: row.resolved_by,
})

const contactOf = (contact: Contact | null): Contact | null =>
  contact && { name: contact.name || null, email: contact.email, phone: contact.phone }
