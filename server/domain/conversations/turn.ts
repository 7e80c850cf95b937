import type { z } from 'zod'
import { chatBuckets } from '../../access/quotas.ts'
import { visitorCookie } from '../../access/visitor-cookie.ts'
import { aboutTenant, type Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { type Claim, claimOf, refuseClaim } from '../../idempotency.ts'
import { operation, stream } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import { answer, answerWithoutCredits } from '../bob/answer.ts'
import type { Asked, Reply } from '../bob/reply.ts'
import { type Brief, recallBrief } from '../personas/brief.ts'
import { getPublicTenant, type Tenant } from '../tenants/tenants.ts'
import { NewTurn, Turn, TurnEvent } from './contract.ts'
import { channelOf, tellChange } from './tell.ts'
import { commitTurn, isUnguessable, type OpenTurn, openTurn, releaseTurn, settleTurn } from './turn-writes.ts'
import { knownConversation } from './visitor.ts'

type Input = { message: string; session_id: string; visitor_token?: string | undefined }
type Answer = Omit<z.input<typeof Turn>, 'visitorToken'>

/** Whose visitor asks, and under which name keys are claimed; `test`: the business tries it out; `keepsCookie`: public chat. */
type Visit = { tenant: Tenant; name: string; test: boolean; keepsCookie: boolean }

export type Event = z.input<typeof TurnEvent>

/** The name that both forms of a turn share, so that an idempotency key holds across them. */
const name = 'conversations.sendMessage'

export const sendMessage = operation({
  name,
  summary: 'Ask Bob',
  permission: 'anyone',
  origin: 'same',
  limits: chatBuckets,
  idempotency: 'own',
  input: NewTurn,
  output: Turn,
  run: (call, input) => finalOf(takePublicTurn(call, input)),
})

export const streamTurn = stream({
  name: 'conversations.streamTurn',
  summary: 'Ask Bob, and read the answer as it comes',
  permission: 'anyone',
  origin: 'same',
  limits: chatBuckets,
  input: NewTurn,
  output: TurnEvent,
  run: takePublicTurn,
})

async function* takePublicTurn(call: Call, input: z.output<typeof NewTurn>): AsyncGenerator<Event> {
  const tenant = await getPublicTenant(call, input.business_id)
  yield* takeTurn(aboutTenant(call, tenant.id), input, { tenant, name, test: false, keepsCookie: true })
}

/** The turn at the end of its events. */
export async function finalOf(events: AsyncIterable<Event>): Promise<z.input<typeof Turn>> {
  for await (const event of events) if (event.event === 'final') return event.data
  throw new Failure('internal')
}

/**
 * A turn: the visitor's message is kept first, then answered. Sentences of a model are shown as they are judged; the reply that is kept,
 * which `final` brings, stands instead of them.
 */
export async function* takeTurn(call: Call, input: Input, visit: Visit): AsyncGenerator<Event> {
  const { tenant, name, test } = visit
  const visitor_token = input.visitor_token ?? call.web?.visitorToken
  const known = knownConversation(call, {
    tenantId: tenant.id,
    sessionId: input.session_id,
    given: visitor_token,
    keepsCookie: visit.keepsCookie,
  })
  const claim = claimOf(call, `${name} ${input.session_id}`, { ...input, visitor_token })
  refuseGuessableKey(claim, input.session_id, known)
  const opened = await openTurn<Answer>(call, { ...input, known, claim, test })
  if (opened.state === 'answered') {
    call.outcome.replayed = true
    if (visit.keepsCookie) giveCookie(call, tenant.id, uuidOf('conv', opened.answer.conversationId))
    yield final(call, tenant, opened.answer)
    return
  }
  refuseClaim(opened.state)
  tellChange(call, tenant.id, opened.conversationId)
  if (visit.keepsCookie) giveCookie(call, tenant.id, opened.conversationId)

  const { words, show, close } = openWords()
  const turn = { call, tenant, input, claim, opened, show, replyId: newUuid() }
  // begun before anything is shown: a visitor who leaves now still finds the reply when they come back
  const answering = answerTurn(turn).finally(close)
  answering.catch(() => {})
  const { conversationId } = opened
  yield {
    event: 'start',
    data: { conversationId: publicId('conv', conversationId), messageId: publicId('msg', turn.replyId) },
  }
  let shown = ''
  for await (const text of words) {
    shown += text
    yield { event: 'delta', data: { text } }
  }
  const answered = await answering
  const rest = answered.reply?.startsWith(shown) ? answered.reply.slice(shown.length) : ''
  for (const text of deltasOf(rest)) yield { event: 'delta', data: { text } }
  yield final(call, tenant, answered)
}

type Open = {
  call: Call
  tenant: Tenant
  input: Input
  claim: Claim | null
  opened: OpenTurn
  show: (words: string) => void
  replyId: string
}

/** Answers an open turn and keeps the answer. When that fails, a retry may take the turn up at once. */
async function answerTurn(turn: Open): Promise<Answer> {
  const { call, claim, opened } = turn
  try {
    const answered = opened.controller.startsWith('human') ? null : await replyTo(turn)
    if (answered) return answered
    const unanswered = waiting({ ...opened, sessionId: turn.input.session_id })
    if (claim) await settleTurn(call, claim, unanswered)
    return unanswered
  } catch (error) {
    // superseded: another run has the key now, and the commit gave back what this one held
    const superseded = error instanceof Failure && error.code === 'idempotency_in_progress'
    if (!superseded && (claim || opened.credits > 0)) await releaseTurn(call, opened, claim).catch(() => {})
    throw error
  }
}

/** Bob's answer, kept; null when somebody took over meanwhile. */
async function replyTo({ call, tenant, input, claim, opened, show, replyId }: Open): Promise<Answer | null> {
  const asked = { ...opened, question: input.message }
  const brief = await recallBrief(call, opened.briefVersion)
  const reply = opened.exhausted
    ? answerWithoutCredits(tenant, brief, asked, call.now)
    : await answerUnlessTaken(call, tenant, brief, asked, show)
  const answered: Answer = {
    session_id: input.session_id,
    conversationId: publicId('conv', opened.conversationId),
    messageId: publicId('msg', replyId),
    reply: reply.text,
    citations: reply.citations,
    control: opened.controller === 'queue' || reply.escalation?.kind === 'handoff' ? 'queue' : 'bob',
    actions: reply.actions,
    degraded: opened.exhausted || reply.degraded,
  }
  const commit = { sessionId: input.session_id, replyId, reply, claim, answer: answered }
  const outcome = await commitTurn(call, opened, commit)
  if (outcome === 'superseded') refuseClaim('running')
  tellChange(call, tenant.id, opened.conversationId)
  return outcome === 'committed' ? answered : null
}

/** Bob's answer; a takeover ends whatever a model is still writing. A visitor who leaves does not. */
async function answerUnlessTaken(
  call: Call,
  tenant: Tenant,
  brief: Brief,
  asked: Asked & Pick<OpenTurn, 'before' | 'controlEpoch'>,
  show: (words: string) => void,
): Promise<Reply> {
  const taken = new AbortController()
  const leave = call.bus.listen(channelOf(asked.conversationId), ({ kind }) => {
    if (kind === 'control') taken.abort()
  })
  try {
    return await answer({ ...call, signal: taken.signal }, tenant, brief, asked, {
      before: asked.before,
      show,
      onAsk() {
        // somebody may have taken over before the channel was heard
        isTaken(call, tenant.id, asked).then(
          (is) => is && taken.abort(),
          (err) => call.log.warn({ err }, 'a takeover may not be heard'),
        )
      },
    })
  } finally {
    leave()
  }
}

/** Whether control has moved since a turn was opened. */
async function isTaken(
  call: Call,
  tenantId: string,
  { conversationId, controlEpoch }: Pick<OpenTurn, 'conversationId' | 'controlEpoch'>,
): Promise<boolean> {
  const [row] = await call.tenant(
    (tx) => tx<{ epoch: number }[]>`
      select control_epoch as epoch from conversations where tenant_id = ${tenantId} and id = ${conversationId}`,
  )
  return row?.epoch !== controlEpoch
}

function giveCookie(call: Call, tenantId: string, conversationId: string): void {
  const cookie =
    call.web && visitorCookie(call.web, tenantId, call.visitorTokens.issue(tenantId, conversationId))
  if (cookie) call.outcome.cookies.push(cookie)
}

/** A replay hands out the visitor's token, so what asks for it must be a secret of theirs: session id, token or key. */
function refuseGuessableKey(claim: Claim | null, sessionId: string, known: string | null): void {
  if (!claim || known || isUnguessable(sessionId) || isUnguessable(claim.key)) return
  throw new Failure(
    'invalid_input',
    'Idempotency-Key: with a short session_id, use a UUID or 20 or more characters.',
  )
}

/** The answer while a person is in control: a message of the visitor waits for them; one of theirs has been said. */
export const waiting = (said: { sessionId: string; conversationId: string; messageId: string }): Answer => ({
  session_id: said.sessionId,
  conversationId: publicId('conv', said.conversationId),
  messageId: publicId('msg', said.messageId),
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

/** Words on their way to a visitor, who may leave before they come. */
function openWords() {
  const { readable, writable } = new TransformStream<string, string>({}, undefined, { highWaterMark: 1_000 })
  const writer = writable.getWriter()
  const leave = () => {}
  return {
    words: readable,
    show: (words: string) => void writer.write(words).catch(leave),
    close: () => void writer.close().catch(leave),
  }
}

/** A finished text in pieces of a few words, for clients that show it as it comes. */
const deltasOf = (text: string): string[] => text.match(/\s*(?:\S+\s*){1,6}/g) ?? []
