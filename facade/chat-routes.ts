import { getHistory } from '../server/domain/conversations/history.ts'
import {
  followMessages,
  followWidgetMessages,
  readMessages,
  readWidgetMessages,
  waitForMessages,
  waitForWidgetMessages,
} from '../server/domain/conversations/news.ts'
import { sendMessage, streamTurn } from '../server/domain/conversations/turn.ts'
import { sendWidgetMessage, streamWidgetTurn } from '../server/domain/conversations/widget-turn.ts'
import { getConversation, listConversations, listMessages } from '../server/domain/inbox/conversations.ts'
import { listEscalations, resolveEscalation } from '../server/domain/inbox/escalations.ts'
import { openSession, sayTyping, sendStaffMessage } from '../server/domain/inbox/speak.ts'
import { release, takeOver } from '../server/domain/inbox/takeover.ts'
import { mostAudioBytes } from '../server/domain/speech/contract.ts'
import { transcribe } from '../server/domain/speech/transcribe.ts'
import { replayTrace } from '../server/domain/traces/replay.ts'
import {
  getTrace,
  listReviewed,
  listTraces,
  promoteCorrection,
  reviewTrace,
} from '../server/domain/traces/traces.ts'
import { findAsker, findReader } from '../server/domain/widgets/admission.ts'
import { chatBodyLimitBytes, get, post } from './route.ts'

const audioTypes = 'audio/webm, audio/ogg, audio/mp4, audio/mpeg, audio/wav'

/** What visitors and those who speak to them call. */
export const chatRoutes = [
  post('/api/chat', sendMessage, {
    tag: 'Chat',
    stream: streamTurn,
    bodyLimitBytes: chatBodyLimitBytes,
    fails: ['tenant_not_found'],
  }),
  post('/api/widget/chat', sendWidgetMessage, {
    tag: 'Chat',
    stream: streamWidgetTurn,
    bodyLimitBytes: chatBodyLimitBytes,
    cors: { findAsker, findReader },
    fails: ['unauthenticated', 'invalid_widget_key', 'origin_not_allowed', 'tenant_not_found'],
  }),
  post('/api/widget/chat/audio', transcribe, {
    tag: 'Chat',
    file: { field: 'audio', mostBytes: mostAudioBytes, types: audioTypes },
    cors: { findAsker, findReader },
    fails: [
      'unauthenticated',
      'invalid_widget_key',
      'origin_not_allowed',
      'plan_limit_reached',
      'tenant_not_found',
      'speech_unavailable',
    ],
  }),
  get('/api/chat/messages', readMessages, { tag: 'Chat', fails: ['tenant_not_found', 'not_found'] }),
  get('/api/chat/events', waitForMessages, {
    tag: 'Chat',
    stream: followMessages,
    fails: ['tenant_not_found', 'not_found'],
  }),
  get('/api/widget/messages', readWidgetMessages, {
    tag: 'Chat',
    cors: { findAsker, findReader },
    fails: ['unauthenticated', 'invalid_widget_key', 'origin_not_allowed', 'not_found'],
  }),
  get('/api/widget/events', waitForWidgetMessages, {
    tag: 'Chat',
    stream: followWidgetMessages,
    cors: { findAsker, findReader },
    fails: ['unauthenticated', 'invalid_widget_key', 'origin_not_allowed', 'not_found'],
  }),
  post('/api/chat/session', openSession, { tag: 'Chat', status: 201, fails: ['tenant_not_found'] }),
  post('/api/chat/message', sendStaffMessage, {
    tag: 'Chat',
    bodyLimitBytes: chatBodyLimitBytes,
    fails: ['not_found', 'not_in_control'],
  }),
  get('/api/chat/history/{session_id}', getHistory, { tag: 'Chat', fails: ['not_found'] }),

  get('/api/conversations', listConversations, { tag: 'Conversations' }),
  get('/api/conversations/{id}', getConversation, { tag: 'Conversations', fails: ['not_found'] }),
  get('/api/conversations/{id}/messages', listMessages, { tag: 'Conversations', fails: ['not_found'] }),
  post('/api/conversations/{id}/takeover', takeOver, {
    tag: 'Conversations',
    fails: ['not_found', 'already_in_control'],
  }),
  post('/api/conversations/{id}/release', release, {
    tag: 'Conversations',
    fails: ['not_found', 'not_in_control'],
  }),
  post('/api/conversations/{id}/typing', sayTyping, {
    tag: 'Conversations',
    status: 204,
    fails: ['not_found', 'not_in_control'],
  }),
  get('/api/conversations/{id}/traces', listTraces, { tag: 'Conversations', fails: ['not_found'] }),
  get('/api/reviews', listReviewed, { tag: 'Conversations' }),
  get('/api/traces/{id}', getTrace, { tag: 'Conversations', fails: ['not_found'] }),
  get('/api/traces/{id}/replay', replayTrace, { tag: 'Conversations', fails: ['not_found'] }),
  post('/api/traces/{id}/review', reviewTrace, { tag: 'Conversations', fails: ['not_found'] }),
  post('/api/traces/{id}/promote', promoteCorrection, { tag: 'Conversations', fails: ['not_found'] }),
  get('/api/escalations', listEscalations, { tag: 'Conversations' }),
  post('/api/escalations/{id}/resolve', resolveEscalation, {
    tag: 'Conversations',
    status: 204,
    fails: ['not_found'],
  }),
]
