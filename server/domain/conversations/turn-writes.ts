import { type Call, type Parts, tenantOf } from '../../call.ts'
import type { Claim } from '../../idempotency.ts'
import { createBatch } from '../../platform/batch.ts'
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

/** Keeps the visitor's message, durable before Bob thinks (migrations, open_turn). */
export async function openTurn<A>(call: Call, input: NewMessage): Promise<OpenTurn | AnsweredTurn<A>> {
  const row = await writesOf(call.database).open({
    tenant: tenantOf(call),
    session: input.session_id,
    known: input.known,
    unguessable: isUnguessable(input.session_id),
    conversation: newUuid(),
    message: newUuid(),
    body: input.message,
    now: call.now,
    ...claimColumns(input.claim),
    fingerprint: input.claim?.fingerprint.toString('hex'),
  })
  return row as OpenTurn | AnsweredTurn<A>
}

type Commit = { replyId: string; reply: Reply; claim: Claim | null; answer: object }

/** Keeps Bob's reply with its trace and effects. False: somebody took over meanwhile, and nothing was written. */
export async function commitTurn(call: Call, opened: OpenTurn, commit: Commit): Promise<boolean> {
  const { reply, claim } = commit
  const { committed } = await writesOf(call.database).commit({
    tenant: tenantOf(call),
    conversation: opened.conversationId,
    epoch: opened.controlEpoch,
    question: opened.messageId,
    reply: commit.replyId,
    body: reply.text,
    citations: reply.citations,
    trace: newUuid(),
    decision: reply.decision,
    offers: reply.offersHandoff,
    escalation: reply.escalation && newUuid(),
    reason: reply.escalation,
    now: new Date(),
    ...claimColumns(claim),
    answer: claim && commit.answer,
  })
  return committed
}

type Writes = {
  open(turn: object): Promise<OpenTurn | AnsweredTurn<unknown>>
  commit(turn: object): Promise<{ committed: boolean }>
}

/** As many batches as keep the database busy while the next one gathers; measured. */
const batching = { most: 100, inFlight: 2 }
const writes = new WeakMap<Parts['database'], Writes>()

/** The turns of one process and moment share their commits. */
function writesOf(database: Parts['database']): Writes {
  const found = writes.get(database)
  if (found) return found
  const made: Writes = {
    open: createBatch(
      (turns: readonly object[]) =>
        database.query(async (sql) =>
          inOrder(
            await sql<(At & (OpenTurn | AnsweredTurn<unknown>))[]>`
              select at, state, answer, conversation_id as "conversationId", message_id as "messageId", controller,
                     control_epoch as "controlEpoch", escalated, offered, knowledge_version as "knowledgeVersion"
              from open_turns(${sql.json(numbered(turns) as never)})`,
          ),
        ),
      batching,
    ),
    commit: createBatch(
      (turns: readonly object[]) =>
        database.query(async (sql) =>
          inOrder(
            await sql<(At & { committed: boolean })[]>`
              select at, committed from commit_turns(${sql.json(numbered(turns) as never)})`,
          ),
        ),
      batching,
    ),
  }
  writes.set(database, made)
  return made
}

type At = { at: number }

const numbered = (turns: readonly object[]) => turns.map((turn, at) => ({ at, ...turn }))
const inOrder = <R extends At>(rows: readonly R[]): R[] => rows.toSorted((a, b) => a.at - b.at)

const claimColumns = (claim: Claim | null) => ({ scope: claim?.scope, key: claim?.key })

/** Whether a session id is a capability by itself: a UUID, or 20 or more characters. Source: contract §3. */
const isUnguessable = (sessionId: string): boolean => sessionId.length >= 20
