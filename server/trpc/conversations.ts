import { getHistory } from '../domain/conversations/history.ts'
import { sendMessage, streamTurn } from '../domain/conversations/turn.ts'
import { mutation, query, router, streamed } from './init.ts'

export const conversations = router({
  send: mutation(sendMessage),
  stream: streamed(streamTurn),
  history: query(getHistory),
})
