import type { z } from 'zod'
import type * as contract from '../domain/conversations/contract.ts'
import { getHistory } from '../domain/conversations/history.ts'
import { sendMessage, streamTurn } from '../domain/conversations/turn.ts'
import type * as inbox from '../domain/inbox/contract.ts'
import { followOne } from '../domain/inbox/conversations.ts'
import { release, takeOver } from '../domain/inbox/takeover.ts'
import type * as traces from '../domain/traces/contract.ts'
import { listTraces } from '../domain/traces/traces.ts'
import {
  Author,
  type Citation,
  Control,
  type Conversation,
  type ConversationServiceServer,
  type Message,
  type SendMessageRequest,
  type StreamReplyResponse,
  type Trace,
  type Turn,
  type WatchEventsResponse,
} from '../gen/office16852/v1/conversation_service.ts'
import type { GrpcFace } from './face.ts'

export function conversationService({ unary, serverStream }: GrpcFace): ConversationServiceServer {
  return {
    sendMessage: unary(sendMessage, newTurn, (turn) => ({ turn: turnOf(turn) })),
    streamReply: serverStream(streamTurn, newTurn, eventOf),
    takeOver: unary(
      takeOver,
      ({ conversationId, userId, force }) => ({ id: conversationId, userId, force }),
      (conversation) => ({ conversation: conversationOf(conversation) }),
    ),
    release: unary(
      release,
      ({ conversationId }) => ({ id: conversationId }),
      (conversation) => ({ conversation: conversationOf(conversation) }),
    ),
    watchEvents: serverStream(
      followOne,
      ({ conversationId, since }) => ({ id: conversationId, since }),
      newsOf,
    ),
    listTraces: unary(
      listTraces,
      ({ conversationId, limit, cursor }) => ({ id: conversationId, limit, cursor }),
      ({ data, nextCursor }) => ({ data: data.map(traceOf), nextCursor: nextCursor ?? undefined }),
    ),
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

function newsOf(item: z.output<typeof contract.NewsEvent>): WatchEventsResponse {
  switch (item.event) {
    case 'control': {
      const { control, name } = item.data
      return { event: { $case: 'control', value: { control: controls[control], name: name ?? undefined } } }
    }
    case 'message':
      return { event: { $case: 'message', value: messageOf(item.data) } }
    case 'typing':
      return { event: { $case: 'typing', value: { name: item.data.name ?? undefined } } }
  }
}

const traceOf = ({ versions, model, evidence, ...same }: z.output<typeof traces.Trace>): Trace => ({
  ...same,
  engineVersion: versions.engine,
  policyVersion: versions.policy,
  knowledgeVersion: versions.knowledge,
  personaId: versions.persona?.id,
  personaVersion: versions.persona?.version,
  evidence,
  rungs: model?.rungs.map(({ model, outcome, ms }) => ({ model, outcome, ms })) ?? [],
  dropped: model?.dropped ?? [],
})

const conversationOf = ({
  id,
  session_id,
  control,
  user,
  test,
  messages,
  createdAt,
  updatedAt,
}: z.output<typeof inbox.Conversation>): Conversation => ({
  id,
  sessionId: session_id,
  control: controls[control],
  userId: user?.id,
  test,
  messages,
  createdAt,
  updatedAt,
})

const messageOf = ({ author, citations, name, ...same }: z.output<typeof contract.Message>): Message => ({
  ...same,
  name: name ?? undefined,
  author: authors[author],
  citations: citations.map(citationOf),
})

const citationOf = ({ title, url, quote }: z.output<typeof contract.Citation>): Citation => ({
  title,
  url: url ?? undefined,
  quote,
})
