import { type Call, tenantOf } from '../../call.ts'
import type { Claim } from '../../idempotency.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Reply } from '../bob/answer.ts'

/** What the first write of a turn tells. */
export type OpenTurn = {
  state: 'open' | 'running' | 'reused'
  conversationId: string
  messageId: string
  /** `bob`, `queue` or `human:<user>`. */
  controller: string
  controlEpoch: number
  escalated: boolean
  /** Bob's last reply offered to ask the team. */
  offered: boolean
  knowledgeVersion: bigint
}

/** A turn that an earlier call with the same key has answered. */
export type AnsweredTurn<A> = { state: 'answered'; answer: A }

type NewMessage = { message: string; session_id: string; known: string | null; claim: Claim | null }

/** Keeps the visitor's message: one call of one function, so one round trip and one commit (migrations, open_turn). */
export async function openTurn<A>(call: Call, input: NewMessage): Promise<OpenTurn | AnsweredTurn<A>> {
  const { claim } = input
  const [row] = await call.database.query(
    (sql) => sql<(OpenTurn | AnsweredTurn<A>)[]>`
      select state, answer, conversation_id as "conversationId", message_id as "messageId", controller,
             control_epoch as "controlEpoch", escalated, offered, knowledge_version as "knowledgeVersion"
      from open_turn(
        ${tenantOf(call)}, ${input.session_id}, ${input.known}, ${isUnguessable(input.session_id)},
        ${newUuid()}, ${newUuid()}, ${input.message}, ${call.now},
        ${claim?.scope ?? null}, ${claim?.key ?? null}, ${claim?.fingerprint ?? null})`,
  )
  if (!row) throw new Error('open_turn answered nothing')
  return row
}

type Commit = { replyId: string; reply: Reply; claim: Claim | null; answer: object }

/** Keeps Bob's reply with its trace and effects. False: somebody took over meanwhile, and nothing was written. */
export async function commitTurn(call: Call, opened: OpenTurn, commit: Commit): Promise<boolean> {
  const { reply, claim } = commit
  const [row] = await call.database.query(
    (sql) => sql<{ committed: boolean }[]>`
      select commit_turn(
        ${tenantOf(call)}, ${opened.conversationId}, ${opened.controlEpoch}, ${opened.messageId},
        ${commit.replyId}, ${reply.text}, ${sql.json(reply.citations)},
        ${newUuid()}, ${sql.json(reply.decision)}, ${reply.offersHandoff},
        ${reply.escalation && newUuid()}, ${reply.escalation}, ${new Date()},
        ${claim?.scope ?? null}, ${claim?.key ?? null}, ${claim && sql.json(commit.answer as never)}) as committed`,
  )
  return row?.committed ?? false
}

/** Whether a session id is a capability by itself: a UUID, or 20 or more characters. Source: contract §3. */
const isUnguessable = (sessionId: string): boolean => sessionId.length >= 20
