import { type Call, type Parts, tenantOf } from '../../call.ts'
import type { Claim } from '../../idempotency.ts'
import { createBatch } from '../../platform/batch.ts'
import { newUuid, publicId } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import { bookHeld } from '../appointments/hold.ts'
import { creditsFor, creditsForTokens } from '../billing/pricebook.ts'
import { leadOf } from '../bob/lead/capture.ts'
import type { Memo } from '../bob/memo.ts'
import { type EscalationReason, priorityOf } from '../bob/policy/decide.ts'
import type { Reply } from '../bob/reply.ts'
import { publishAll } from '../events/publish.ts'
import { keepLead } from '../leads/leads.ts'

/** What the first write of a turn tells. */
export type OpenTurn = {
  state: 'open' | 'running' | 'reused'
  conversationId: string
  messageId: string
  /** `bob`, `queue` or `human:<user>`. */
  controller: string
  controlEpoch: number
  /** What is open, a handoff before a task. */
  escalated: 'handoff' | 'task' | null
  memo: Memo
  knowledgeVersion: bigint
  briefVersion: bigint
  /** What was said before, in order, as much as a model is to know; nothing where none is asked. */
  before: { author: string; text: string }[]
  /** Reserved for Bob's answer; 0 when it is free, or none are left for it. */
  credits: number
  /** The business has too few credits for an answer. */
  exhausted: boolean
  /** The business tries it out. */
  test: boolean
  /** Names this run of the turn: only it may answer for the idempotency key, and what it costs is reserved for it. */
  runner: string
}

/** A turn that an earlier call with the same key has answered. */
export type AnsweredTurn<A> = { state: 'answered'; answer: A }

type NewMessage = {
  message: string
  session_id: string
  known: string | null
  claim: Claim | null
  test: boolean
}

/** Keeps the visitor's message, durable before Bob thinks, and reserves what his answer costs (migrations, open_turns). */
export async function openTurn<A>(call: Call, input: NewMessage): Promise<OpenTurn | AnsweredTurn<A>> {
  const runner = newUuid()
  const row = await writesOf(call).open({
    tenant: tenantOf(call),
    session: input.session_id,
    known: input.known,
    unguessable: isUnguessable(input.session_id),
    conversation: newUuid(),
    message: runner,
    body: input.message,
    test: input.test,
    now: call.now,
    ...claimColumns(input.claim),
    fingerprint: input.claim?.fingerprint.toString('hex'),
  })
  return { ...row, runner, test: input.test } as OpenTurn | AnsweredTurn<A>
}

type Commit = { sessionId: string; replyId: string; reply: Reply; claim: Claim | null; answer: object }

/** What became of a commit: only `committed` has written anything. */
export type Outcome = 'committed' | 'taken_over' | 'superseded'

/** Keeps Bob's reply with its trace, effects and events, and charges for it (migrations, commit_turns). */
export async function commitTurn(call: Call, opened: OpenTurn, commit: Commit): Promise<Outcome> {
  const { reply, claim } = commit
  const { outcome } = await writesOf(call).commit({
    tenant: tenantOf(call),
    session: commit.sessionId,
    conversation: opened.conversationId,
    epoch: opened.controlEpoch,
    question: opened.messageId,
    reply: commit.replyId,
    body: reply.text,
    citations: reply.citations,
    trace: newUuid(),
    decision: reply.decision,
    memo: reply.memo,
    lead: opened.test ? null : reply.lead,
    booking: reply.booking,
    escalation: reply.escalation && newUuid(),
    reason: reply.escalation?.reason ?? null,
    kind: reply.escalation?.kind ?? null,
    department: reply.escalation?.department ?? null,
    test: opened.test,
    now: new Date(),
    ...claimColumns(claim),
    runner: opened.runner,
    credits: opened.credits,
    charge: reply.tokens ? creditsForTokens(reply.tokens) : creditsFor('local_answer'),
    answer: claim && commit.answer,
  })
  return outcome
}

/** Keeps the answer of a turn that wrote no reply, because a person is in control: a retry hears the same. */
export const settleTurn = (call: Call, claim: Claim, answer: object): Promise<unknown> =>
  call.tenant(
    (tx) =>
      tx`select settle_idempotency(${tenantOf(call)}, ${claim.scope}, ${claim.key}, ${tx.json(answer as never)})`,
  )

/** Gives back what was reserved for a turn that has failed here, and lets a retry take it up at once. */
export const releaseTurn = (call: Call, { runner }: OpenTurn, claim: Claim | null): Promise<unknown> =>
  call.database.query(
    (sql) => sql`
      select release_turn(${tenantOf(call)}, ${claim?.scope ?? null}, ${claim?.key ?? null}, ${runner}, ${new Date()})`,
  )

type Writes = {
  open(turn: object): Promise<OpenTurn | AnsweredTurn<unknown>>
  commit(turn: CommitRow): Promise<{ outcome: Outcome }>
}

type CommitRow = {
  tenant: string
  session: string
  conversation: string
  escalation: string | null
  reason: EscalationReason | null
  kind: 'handoff' | 'task' | null
  department: string | null
  lead: Reply['lead']
  booking: Reply['booking']
  test: boolean
  now: Date
  /** The rest is read by the function alone. */
  [column: string]: unknown
}

/** As many batches as keep the database busy while the next one gathers; measured. */
const batching = { most: 100, inFlight: 2, queue: 1_000, waitMs: 1_800 }
/** So many messages before it a model is told. */
const remembered = 10
const writes = new WeakMap<Parts['database'], Writes>()

/** The turns of one process and moment share their commits. */
function writesOf(parts: Pick<Parts, 'database' | 'jobs' | 'metrics' | 'models'>): Writes {
  const { database } = parts
  const found = writes.get(database)
  if (found) return found
  const most =
    parts.models.length > 0
      ? { credits: creditsFor('model_answer_most'), remembered }
      : { credits: creditsFor('local_answer'), remembered: 0 }
  const made: Writes = {
    open: createBatch(
      (turns: readonly object[]) =>
        database.query(async (sql) =>
          inOrder(
            await sql<(At & (OpenTurn | AnsweredTurn<unknown>))[]>`
              select at, state, answer, conversation_id as "conversationId", message_id as "messageId", controller,
                     control_epoch as "controlEpoch", escalated, memo, knowledge_version as "knowledgeVersion",
                     brief_version as "briefVersion", before, credits, exhausted
              from open_turns(${sql.json(numbered(turns) as never)}, ${most.credits}, ${most.remembered})`,
          ),
        ),
      batching,
    ),
    commit: createBatch(
      (turns: readonly CommitRow[]) =>
        database.query((sql) =>
          turns.some(({ escalation, lead, booking }) => escalation || lead || booking)
            ? (sql.begin(async (tx) => {
                const outcomes = await commitAll(tx, turns)
                await publishAll(tx, parts, escalationsOf(turns, outcomes))
                await keepLeads(tx, parts, turns, outcomes)
                await keepBookings(tx, parts, turns, outcomes)
                return outcomes
              }) as Promise<Committed[]>)
            : commitAll(sql, turns),
        ),
      batching,
    ),
  }
  writes.set(database, made)
  return made
}

type At = { at: number }
type Committed = At & { outcome: Outcome; escalated: boolean }

const commitAll = async (sql: Sql | Tx, turns: readonly CommitRow[]): Promise<Committed[]> =>
  inOrder(
    await sql<Committed[]>`
      select at, outcome, escalated from commit_turns(${sql.json(numbered(turns) as never)})`,
  )

const escalationsOf = (turns: readonly CommitRow[], outcomes: readonly Committed[]) =>
  turns.flatMap(({ tenant, conversation, escalation, reason, kind, department, test, now }, at) =>
    escalation && reason && kind && outcomes[at]?.escalated
      ? {
          tenantId: tenant,
          event: 'conversation.escalated' as const,
          conversationId: conversation,
          data: {
            escalationId: publicId('esc', escalation),
            reason,
            kind,
            department,
            priority: priorityOf(reason),
            test,
          },
          now,
        }
      : [],
  )

async function keepLeads(
  tx: Tx,
  parts: Pick<Parts, 'jobs' | 'metrics'>,
  turns: readonly CommitRow[],
  outcomes: readonly Committed[],
): Promise<void> {
  // by tenant, as whoever keeps several of them takes their locks
  const kept = turns.filter(({ lead }, at) => lead !== null && outcomes[at]?.outcome === 'committed')
  for (const { tenant, conversation, lead, now } of kept.toSorted((a, b) => a.tenant.localeCompare(b.tenant)))
    if (lead)
      await keepLead(tx, parts, { ...leadOf(lead), tenantId: tenant, conversationId: conversation }, now)
}

async function keepBookings(
  tx: Tx,
  parts: Pick<Parts, 'jobs' | 'metrics'>,
  turns: readonly CommitRow[],
  outcomes: readonly Committed[],
): Promise<void> {
  const kept = turns.filter((_, at) => outcomes[at]?.outcome === 'committed')
  for (const { tenant, booking, now } of kept.toSorted((a, b) => a.tenant.localeCompare(b.tenant)))
    if (booking) await bookHeld(tx, parts, tenant, booking, now)
}

const numbered = (turns: readonly object[]) => turns.map((turn, at) => ({ at, ...turn }))
const inOrder = <R extends At>(rows: readonly R[]): R[] => rows.toSorted((a, b) => a.at - b.at)

const claimColumns = (claim: Claim | null) => ({ scope: claim?.scope, key: claim?.key })

/** Whether a session id or key is a capability by itself: a UUID, or 20 or more characters. Source: contract §3. */
export const isUnguessable = (text: string): boolean => text.length >= 20
