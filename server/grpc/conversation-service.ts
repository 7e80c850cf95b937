import type { z } from 'zod'
import type * as contract from '../domain/conversations/contract.ts'
import { getHistory } from '../domain/conversations/history.ts'
import { sendMessage, streamTurn } from '../domain/conversations/turn.ts'
import {
  Author,
  type Citation,
  Control,
  type ConversationServiceServer,
  type Message,
  type SendMessageRequest,
  type StreamReplyResponse,
  type Turn,
} from '../gen/office16852/v1/conversation_service.ts'
import type { GrpcFace } from './face.ts'

export function conversationService({ unary, serverStream }: GrpcFace): ConversationServiceServer {
  return {
    sendMessage: unary(sendMessage, newTurn, (turn) => ({ turn: turnOf(turn) })),
    streamReply: serverStream(streamTurn, newTurn, eventOf),
    getHistory: unary(
      getHistory,
      ({ sessionId, limit, cursor }) => ({ session_id: sessionId, limit, cursor }),
      ({ data, nextCursor }) => ({ data: data.map(messageOf), nextCursor: nextCursor ?? undefined }),
    ),
  }
}

const controls = { bob: Control.BOB, queue: Control.QUEUE, human: Control.HUMAN }
const authors = { visitor: Author.VISITOR, bob: Author.BOB, human: Author.HUMAN }

const newTurn = ({ tenantId, sessionId, message, visitorToken }: SendMessageRequest) => ({
  business_id: tenantId,
  session_id: sessionId,
  message,
  visitor_token: visitorToken,
})

const turnOf = ({
  session_id,
  reply,
  citations,
  control,
  actions,
  ...same
}: z.output<typeof contract.Turn>): Turn => ({
  ...same,
  sessionId: session_id,
  reply: reply ?? undefined,
  citations: citations.map(citationOf),
  control: controls[control],
  actions: actions.map(({ type, reason }) => ({ type, reason: reason ?? undefined })),
})

function eventOf(item: z.output<typeof contract.TurnEvent>): StreamReplyResponse {
  switch (item.event) {
    case 'start':
      return { event: { $case: 'start', value: item.data } }
    case 'delta':
      return { event: { $case: 'delta', value: item.data } }
    case 'final':
      return { event: { $case: 'final', value: turnOf(item.data) } }
  }
}

const messageOf = ({ author, citations, ...same }: z.output<typeof contract.Message>): Message => ({
  ...same,
  author: authors[author],
  citations: citations.map(citationOf),
})

const citationOf = ({ title, url, quote }: z.output<typeof contract.Citation>): Citation => ({
  title,
  url: url ?? undefined,
  quote,
})
