import type { z } from 'zod'
import { Failure } from '../../failure.ts'
import { publicId } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import { type EscalationReason, priorityOf } from '../bob/policy/decide.ts'
import { controlOf } from '../conversations/messages.ts'
import type { Conversation } from './contract.ts'

export type ConversationRow = {
  id: string
  session_id: string
  controller: string
  control_epoch: number
  user_name: string | null
  test: boolean
  console: boolean
  last_seq: number
  author: 'visitor' | 'bob' | 'human' | null
  said: string | null
  said_at: Date | null
  escalations: {
    id: string
    reason: EscalationReason
    kind: 'handoff' | 'task'
    department: string | null
    at: string
  }[]
  created_at: Date
  updated_at: Date
}

/** Conversations with what the team should see of each; `where` narrows the rows `c`. */
export const selectConversations = (tx: Tx, where: ReturnType<Sql>) => tx<ConversationRow[]>`
  select c.id, c.session_id, c.controller, c.control_epoch, u.name as user_name, c.test, c.console, c.last_seq,
         m.author, left(m.body, 200) as said, m.created_at as said_at, c.created_at, c.updated_at,
         (select coalesce(jsonb_agg(jsonb_build_object(
            'id', e.id, 'reason', e.reason, 'kind', e.kind, 'department', e.department, 'at', e.created_at)
            order by e.created_at), '[]')
          from escalations e
          where e.tenant_id = c.tenant_id and e.conversation_id = c.id and e.status = 'open') as escalations
  from conversations c
  left join users u on u.tenant_id = c.tenant_id and c.controller = 'human:' || u.id
  left join messages m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.seq = c.last_seq
  ${where}`

/** Throws `not_found`. */
export async function readConversation(tx: Tx, tenantId: string, uuid: string): Promise<ConversationRow> {
  const [row] = await selectConversations(tx, tx`where c.tenant_id = ${tenantId} and c.id = ${uuid}`)
  if (!row) throw new Failure('not_found')
  return row
}

export const conversationOf = (row: ConversationRow): z.input<typeof Conversation> => ({
  id: publicId('conv', row.id),
  session_id: row.session_id,
  control: controlOf(row.controller),
  user: personIn(row),
  test: row.test,
  messages: row.last_seq,
  last:
    row.author && row.said !== null && row.said_at
      ? { author: row.author, text: row.said, createdAt: row.said_at.toISOString() }
      : null,
  escalations: row.escalations.map(({ id, at, ...same }) => ({
    ...same,
    priority: priorityOf(same.reason),
    id: publicId('esc', id),
    createdAt: new Date(at).toISOString(),
  })),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** The UUID of the person in control. */
export const userIn = (controller: string): string | null =>
  controller.startsWith('human:') ? controller.slice('human:'.length) : null

function personIn({ controller, user_name }: ConversationRow): z.input<typeof Conversation>['user'] {
  const id = userIn(controller)
  return id === null ? null : { id: publicId('user', id), name: user_name }
}
