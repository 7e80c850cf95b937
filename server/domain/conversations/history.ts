import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { paged, readCursor } from '../paging.ts'
import { HistoryPage, HistoryQuery } from './contract.ts'
import { type MessageRow, messageColumns, messageOf } from './messages.ts'

/** The messages of a session, newest first. Throws `not_found` for a session this tenant has not seen. */
export const getHistory = operation({
  name: 'conversations.getHistory',
  summary: "Read a session's messages",
  permission: 'chat.read',
  input: HistoryQuery,
  output: HistoryPage,
  async run(call, { session_id, limit, cursor }) {
    const [conversation, seq] = readCursor(cursor, 'uuid', 'number') ?? []
    const rows = await call.tenant(
      (tx) => tx<MessageRow[]>`
        select ${tx(messageColumns)}
        from messages m
        join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
        where c.tenant_id = ${tenantOf(call)} and c.session_id = ${session_id}
          ${conversation ? tx`and (m.conversation_id, m.seq) < (${conversation}, ${seq ?? 0})` : tx``}
        order by m.conversation_id desc, m.seq desc
        limit ${limit + 1}`,
    )
    if (rows.length === 0 && !conversation) throw new Failure('not_found')
    return paged(rows, limit, messageOf, (row) => [row.conversation_id, row.seq])
  },
})
