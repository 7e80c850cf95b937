import { actorPlaces } from '../../access/quotas.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation, stream } from '../../operation.ts'
import { momentsOf } from '../../platform/bus.ts'
import { uuidOf } from '../../platform/ids.ts'
import { News, NewsEvent } from '../conversations/contract.ts'
import { followConversation } from '../conversations/news.ts'
import { readNews } from '../conversations/read-news.ts'
import { inboxOf } from '../conversations/tell.ts'
import { paged, readCursor } from '../paging.ts'
import {
  Conversation,
  ConversationId,
  ConversationNews,
  ConversationPage,
  ConversationQuery,
  InboxEvent,
  InboxQuery,
} from './contract.ts'
import { type ConversationRow, conversationOf, readConversation, selectConversations } from './rows.ts'

export const listConversations = operation({
  name: 'conversations.list',
  summary: 'List conversations, by their last message',
  permission: 'chat.read',
  input: ConversationQuery,
  output: ConversationPage,
  async run(call, { limit, cursor, control }) {
    const [before, id] = readCursor(cursor, 'long', 'uuid') ?? []
    const rows = await call.tenant((tx) => {
      const held =
        control === undefined
          ? tx``
          : control === 'human'
            ? tx`and c.controller <> 'bob' and c.controller <> 'queue'`
            : // said twice, so that the few that are in hand have an index of their own
              tx`and c.controller = ${control} ${control === 'queue' ? tx`and c.controller <> 'bob'` : tx``}`
      const from =
        before === undefined
          ? tx``
          : tx`and c.active_minute <= ${new Date(before)}
               and (c.updated_at, c.id) < (${new Date(before)}, ${id ?? ''})`
      return selectConversations(
        tx,
        tx`where c.tenant_id = ${tenantOf(call)} ${held} ${from}
           order by c.active_minute desc, c.updated_at desc, c.id desc limit ${limit + 1}`,
      )
    })
    return paged(rows, limit, conversationOf, ({ updated_at, id }) => [updated_at.getTime(), id])
  },
})

/** Throws `not_found`. */
export const getConversation = operation({
  name: 'conversations.get',
  summary: 'Read one conversation, without what was said',
  permission: 'chat.read',
  input: ConversationId,
  output: Conversation,
  run: (call, { id }) =>
    call.tenant(async (tx) => conversationOf(await readConversation(tx, tenantOf(call), uuidOf('conv', id)))),
})

/** Throws `not_found`. */
export const listMessages = operation({
  name: 'conversations.messages',
  summary: 'Read what was said in a conversation since',
  permission: 'chat.read',
  input: ConversationNews,
  output: News,
  async run(call, { id, since }) {
    const news = await readNews(call, {
      tenantId: tenantOf(call),
      conversationId: uuidOf('conv', id),
      since,
    })
    if (!news) throw new Failure('not_found')
    return news
  },
})

/** Throws `not_found`. */
export const followOne = stream({
  name: 'conversations.follow',
  summary: 'Follow a conversation as it goes on',
  permission: 'chat.read',
  input: ConversationNews,
  output: NewsEvent,
  async *run(call, { id, since }) {
    using _ = call.places.hold(actorPlaces(call.actor))
    yield* followConversation(call, uuidOf('conv', id), since)
  },
})

/** A stream looks by itself so often; else it is told. */
const lookEveryMs = 15_000
/** A turn is committed at most so long after the moment that it bears: nothing of that time is passed over. */
const overlapMs = 10_000
const pageSize = 100

/** Every conversation that changes, as it is then; one that changes fast comes at its last state. */
export const followInbox = stream({
  name: 'conversations.followAll',
  summary: 'Follow the conversations of the business as they change',
  permission: 'chat.read',
  input: InboxQuery,
  output: InboxEvent,
  async *run(call, { since }) {
    using _ = call.places.hold(actorPlaces(call.actor))
    const { bus, signal, lifecycle } = call
    let place = since === undefined ? call.now : new Date(since)
    const told = new Map<string, { stamp: string; atMs: number }>()
    if (since === undefined) for (const row of await changedSince(call, place)) remember(told, row)
    for await (const _ of momentsOf({
      bus,
      channel: inboxOf(tenantOf(call)),
      everyMs: lookEveryMs,
      signal,
    })) {
      for (const row of await changedSince(call, place)) {
        // a clock that is ahead of ours moves nothing past what is to come
        if (row.updated_at > place && row.updated_at <= new Date()) place = row.updated_at
        if (remember(told, row)) yield { event: 'conversation' as const, data: conversationOf(row) }
      }
      for (const [id, { atMs }] of told) if (atMs < place.getTime() - 2 * overlapMs) told.delete(id)
      if (lifecycle.stopping) return
    }
  },
})

/** Whether a row says something else than what was told of it. */
function remember(told: Map<string, { stamp: string; atMs: number }>, row: ConversationRow): boolean {
  const stamp = `${row.last_seq} ${row.control_epoch} ${row.controller} ${row.escalations.length}`
  const isNew = told.get(row.id)?.stamp !== stamp
  told.set(row.id, { stamp, atMs: row.updated_at.getTime() })
  return isNew
}

async function changedSince(call: Call, place: Date): Promise<ConversationRow[]> {
  const from = new Date(place.getTime() - overlapMs)
  const rows: ConversationRow[] = []
  for (;;) {
    const last: ConversationRow | undefined = rows.at(-1)
    const page = await call.tenant((tx) =>
      selectConversations(
        tx,
        tx`where c.tenant_id = ${tenantOf(call)}
             and c.active_minute >= ${minuteOf(last?.updated_at ?? from)}
             and ${last ? tx`(c.updated_at, c.id) > (${last.updated_at}, ${last.id})` : tx`c.updated_at >= ${from}`}
           order by c.active_minute, c.updated_at, c.id limit ${pageSize}`,
      ),
    )
    rows.push(...page)
    if (page.length < pageSize) return rows
  }
}

/** The index knows when a conversation moved to the minute (migrations, active_minute). */
const minuteOf = (at: Date): Date => new Date(at.getTime() - (at.getTime() % 60_000))
