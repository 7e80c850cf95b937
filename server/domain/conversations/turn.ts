import type { z } from 'zod'
import { aboutTenant, type Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { claimOf, refuseClaim } from '../../idempotency.ts'
import { operation, stream } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import { answer } from '../bob/answer.ts'
import { getPublicTenant, type Tenant } from '../tenants/tenants.ts'
import { NewTurn, Turn, TurnEvent } from './contract.ts'
import { commitTurn, type OpenTurn, openTurn } from './turn-writes.ts'

type Input = z.output<typeof NewTurn>
type Answer = Omit<z.input<typeof Turn>, 'visitorToken'>
type Event = z.input<typeof TurnEvent>

/** The name that both forms of a turn share, so that an idempotency key holds across them. */
const name = 'conversations.sendMessage'

export const sendMessage = operation({
  name,
  summary: 'Ask Bob',
  permission: 'anyone',
  origin: 'same',
  idempotency: 'own',
  input: NewTurn,
  output: Turn,
  async run(call, input) {
    for await (const event of takeTurn(call, input)) if (event.event === 'final') return event.data
    throw new Failure('internal')
  },
})

export const streamTurn = stream({
  name: 'conversations.streamTurn',
  summary: 'Ask Bob, and read the answer as it comes',
  permission: 'anyone',
  origin: 'same',
  input: NewTurn,
  output: TurnEvent,
  run: takeTurn,
})

/** A turn: the visitor's message is kept first, then answered; the reply is shown once it is kept too. */
async function* takeTurn(anyCall: Call, input: Input): AsyncGenerator<Event> {
  const tenant = await getPublicTenant(anyCall, input.business_id)
  const call = aboutTenant(anyCall, tenant.id)
  const claim = claimOf(call, `${name} ${input.session_id}`, input)
  const known = input.visitor_token ? call.visitorTokens.read(tenant.id, input.visitor_token) : null
  const opened = await openTurn<Answer>(call, { ...input, known, claim })
  if (opened.state === 'answered') {
    call.outcome.replayed = true
    yield final(call, tenant, opened.answer)
    return
  }
  refuseClaim(opened.state)

  const replyId = newUuid()
  const conversationId = publicId('conv', opened.conversationId)
  yield { event: 'start', data: { conversationId, messageId: publicId('msg', replyId) } }

  const reply = opened.controller.startsWith('human')
    ? null
    : await answerAndCommit(call, tenant, opened, replyId)
  if (reply === null) {
    yield final(call, tenant, waiting(opened, input.session_id))
    return
  }
  for (const text of reply.deltas) yield { event: 'delta', data: { text } }
  yield final(call, tenant, reply.answer)

  async function answerAndCommit(call: Call, tenant: Tenant, opened: OpenTurn, replyId: string) {
    const reply = await answer(call, tenant, { ...opened, question: input.message })
    const answered: Answer = {
      session_id: input.session_id,
      conversationId,
      messageId: publicId('msg', replyId),
      reply: reply.text,
      citations: reply.citations,
      control: opened.controller === 'queue' || reply.escalation ? 'queue' : 'bob',
      actions: reply.actions,
      degraded: false,
    }
    const committed = await commitTurn(call, opened, { replyId, reply, claim, answer: answered })
    return committed ? { answer: answered, deltas: deltasOf(reply.text) } : null
  }
}

/** The answer while a person is in control: the message waits for them. */
const waiting = (opened: OpenTurn, sessionId: string): Answer => ({
  session_id: sessionId,
  conversationId: publicId('conv', opened.conversationId),
  messageId: publicId('msg', opened.messageId),
  reply: null,
  citations: [],
  control: 'human',
  actions: [],
  degraded: false,
})

/** The token is made anew, because an answer kept for replay holds no secret. */
const final = (call: Call, tenant: Tenant, answer: Answer): Event => {
  const uuid = uuidOf('conv', answer.conversationId)
  return { event: 'final', data: { ...answer, visitorToken: call.visitorTokens.issue(tenant.id, uuid) } }
}

/** A finished text in pieces of a few words, for clients that show it as it comes. */
const deltasOf = (text: string): string[] => text.match(/(?:\S+\s*){1,6}/g) ?? [text]
