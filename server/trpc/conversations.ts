import { getHistory } from '../domain/conversations/history.ts'
import { sendMessage, streamTurn } from '../domain/conversations/turn.ts'
import {
  followInbox,
  followOne,
  getConversation,
  listConversations,
  listMessages,
} from '../domain/inbox/conversations.ts'
import { listEscalations, resolveEscalation } from '../domain/inbox/escalations.ts'
import { openSession, sayTyping, sendStaffMessage } from '../domain/inbox/speak.ts'
import { release, takeOver } from '../domain/inbox/takeover.ts'
import { mutation, query, router, streamed, subscription } from './init.ts'

export const conversations = router({
  send: mutation(sendMessage),
  stream: streamed(streamTurn),
  history: query(getHistory),
  list: query(listConversations),
  get: query(getConversation),
  messages: query(listMessages),
  takeOver: mutation(takeOver),
  release: mutation(release),
  openSession: mutation(openSession),
  say: mutation(sendStaffMessage),
  typing: mutation(sayTyping),
  follow: subscription(followOne, (item) => (item.event === 'message' ? { since: item.data.seq } : null)),
  followAll: subscription(followInbox, ({ data }) => ({ since: data.updatedAt })),
  escalations: query(listEscalations),
  resolveEscalation: mutation(resolveEscalation),
})
