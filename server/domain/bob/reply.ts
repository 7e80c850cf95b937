import type { HeldBooking } from '../appointments/hold.ts'
import type { Brief } from '../personas/brief.ts'
import { isOpenAt } from '../profile/hours.ts'
import type { Tenant } from '../tenants/tenants.ts'
import { acceptsOffer } from './accepts-offer.ts'
import type { Decision } from './decision.ts'
import { captureLead, type LeadDraft, needIn, type Step } from './lead/capture.ts'
import { canBeReached, contactIn, nameIn } from './lead/contact.ts'
import { type Finding, findAnswer } from './local/find-answer.ts'
import type { KnowledgeIndex } from './local/knowledge-index.ts'
import { type Memo, memoOf } from './memo.ts'
import { decide, type EscalationReason, type Facts, policyVersion, type Verdict } from './policy/decide.ts'
import type { Evidence } from './retrieve.ts'
import { sayReply, sayStep, type Voice, voiceOf } from './say.ts'
import { citationsOf, evidenceOf, offers, quotesShown } from './shown.ts'

export type Asked = {
  readonly question: string
  readonly knowledgeVersion: bigint
  /** What is open already. */
  readonly escalated: 'handoff' | 'task' | null
  readonly memo: Memo
  readonly conversationId: string
  /** The business tries it out: nothing that outlasts it is done. */
  readonly test: boolean
}

export type Citation = { title: string; url: string | null; quote: string }
type Action = {
  type:
    | 'handoff_offered'
    | 'escalated'
    | 'lead_form'
    | 'lead_created'
    | 'appointment_booked'
    | 'refused'
    | 'credits_exhausted'
  reason: string | null
}

/** That a person is asked for, in the commit of the reply that says so. */
export type Escalation = {
  readonly reason: EscalationReason
  readonly kind: 'handoff' | 'task'
  readonly department: string | null
}

/** What Bob says to one message, and everything that must be kept with it. */
export type Reply = {
  text: string
  citations: Citation[]
  actions: Action[]
  escalation: Escalation | null
  /** Somebody who wants to be reached, kept with the reply that says so. */
  lead: Omit<LeadDraft, 'asking' | 'language'> | null
  /** What is held, booked with the reply that says so. */
  booking: HeldBooking | null
  memo: Memo
  /** Less than the configured engine has answered. */
  degraded: boolean
  /** What the models read and wrote; null: none answered. */
  tokens: { prompt: number; completion: number } | null
  decision: Decision
}

/** Moves with every change of what the local engine would answer. */
export const engineVersion = '1'

/** What is known of a question before anything is said to it. */
export type Seen = {
  readonly tenant: Tenant
  readonly brief: Brief
  readonly asked: Asked
  readonly evidence: Evidence
  readonly finding: Finding
  readonly facts: Facts
  readonly voice: Voice
  readonly exhausted: boolean
  readonly startedMs: number
}

export function see({
  now,
  ...given
}: Pick<Seen, 'tenant' | 'brief' | 'asked' | 'evidence' | 'exhausted'> & { now: Date }): Seen {
  const { tenant, brief, asked, evidence } = given
  const startedMs = performance.now()
  return {
    ...given,
    startedMs,
    finding: understand(evidence.index, tenant, asked),
    voice: voiceOf(tenant, brief.fields),
    facts: {
      fields: brief.fields,
      question: asked.question,
      escalated: asked.escalated,
      misses: asked.memo.misses ?? 0,
      isOpen: isOpenAt(brief.hours, now),
    },
  }
}

export const stepOf = ({ asked, brief, finding, exhausted }: Seen): Step | null =>
  captureLead(asked.memo.lead ?? null, {
    message: asked.question,
    country: brief.country,
    language: finding.language,
    proposal: { intent: finding.intent, tier: exhausted ? 'none' : finding.tier },
  })

type Said = Pick<Reply, 'text' | 'decision'> &
  Partial<Omit<Reply, 'memo'>> & { readonly memo: Partial<Parameters<typeof memoOf>[0]> }

/** A reply that does nothing but what it names, and remembers what was remembered. */
export const reply = ({ asked }: Seen, { memo, ...said }: Said): Reply => ({
  citations: [],
  actions: [],
  escalation: null,
  lead: null,
  booking: null,
  degraded: false,
  tokens: null,
  ...said,
  memo: memoOf({
    offered: false,
    misses: asked.memo.misses ?? 0,
    lead: asked.memo.lead ?? null,
    booking: asked.memo.booking ?? null,
    ...memo,
  }),
})

export function replyToLead(seen: Seen, step: Step): Reply {
  return reply(seen, {
    text: sayStep(step, seen.voice),
    actions: [
      ...spent(seen),
      ...(step.state === 'keep' ? [{ type: 'lead_created' as const, reason: null }] : []),
    ],
    lead: step.state === 'keep' ? step.draft : null,
    memo: { lead: step.state === 'ask' ? step.draft : null },
    decision: traceOf(seen, {
      verdict: 'none',
      reasons: [step.state === 'ask' ? `lead_${step.draft.asking}` : `lead_${step.state}`],
    }),
  })
}

/** `asking`: the models that were asked in vain; `failed`: because none gave a whole answer. */
export function replyLocally(seen: Seen, asking: Decision['model'] = null, failed = false): Reply {
  const { brief, evidence, exhausted, facts, finding, voice } = seen
  const verdict = decide(
    facts,
    exhausted
      ? { ...finding, tier: 'none', evidence: [] }
      : { ...finding, evidence: finding.quotes.flatMap(({ text, headings }) => [...headings, text]) },
  )
  const quotes = quotesShown(finding, verdict)
  const lead = leadBeside(seen)
  const offersHandoff = offers(finding, verdict, exhausted, brief.fields.topics.refusal !== null)
  return reply(seen, {
    text: sayReply(finding, verdict, voice, exhausted),
    citations: citationsOf(quotes, evidence),
    actions: [
      ...spent(seen),
      ...actionsOf(verdict),
      ...(lead ? [{ type: 'lead_created' as const, reason: null }] : []),
      ...(offersHandoff ? [{ type: 'handoff_offered' as const, reason: null }] : []),
    ],
    escalation: escalationOf(verdict),
    lead,
    memo: { offered: offersHandoff, misses: verdict.misses },
    degraded: failed,
    decision: traceOf(seen, {
      verdict: verdict.outcome === 'refuse' ? 'refused' : exhausted ? 'none' : finding.tier,
      reasons: [...verdict.reasons, ...finding.reasons],
      evidence: evidenceOf(quotes, evidence),
      model: asking,
    }),
  })
}

/** Whoever asks for a person and says how they can be reached is kept at once: the person needs it. */
function leadBeside({ asked, brief, finding }: Seen): Reply['lead'] {
  if (finding.intent !== 'human' && finding.intent !== 'complaint') return null
  const contact = contactIn(asked.question, brief.country)
  return canBeReached(contact)
    ? { ...contact, name: nameIn(asked.question), need: needIn(asked.question) }
    : null
}

const spent = ({ exhausted }: Seen): Action[] =>
  exhausted ? [{ type: 'credits_exhausted', reason: null }] : []

export function traceOf(
  { brief, asked, finding, exhausted, startedMs }: Seen,
  said: Pick<Decision, 'verdict' | 'reasons'> & Partial<Pick<Decision, 'evidence' | 'model'>>,
): Decision {
  return {
    engine: 'local',
    engineVersion,
    policyVersion,
    personaId: brief.persona?.id ?? null,
    personaVersion: brief.persona?.version ?? null,
    knowledgeVersion: String(asked.knowledgeVersion),
    language: finding.language,
    intent: finding.intent,
    evidence: [],
    model: null,
    ...said,
    reasons: [...(exhausted ? ['credits_exhausted'] : []), ...said.reasons],
    durationUs: Math.round((performance.now() - startedMs) * 1_000),
  }
}

/** What the local engine finds; a plain "yes" after an offer to ask the team asks for the team. */
function understand(index: KnowledgeIndex, tenant: Tenant, { question, memo }: Asked): Finding {
  const finding = findAnswer(index, question)
  const language = memo.offered ? acceptsOffer(question, tenant.language) : null
  if (language === null) return finding
  return {
    ...finding,
    language,
    intent: 'human',
    tier: 'none',
    quotes: [],
    confidence: 1,
    reasons: ['offer_accepted'],
  }
}

export function actionsOf({ outcome, kind, reasons }: Verdict): Action[] {
  const reason = reasons[0] ?? null
  if (outcome === 'refuse') return [{ type: 'refused', reason }]
  if (outcome !== 'escalate') return []
  return [{ type: kind === 'lead_form' ? 'lead_form' : 'escalated', reason }]
}

export const escalationOf = ({ outcome, kind, reasons: [reason], department }: Verdict): Escalation | null =>
  outcome === 'escalate' && reason && kind && kind !== 'lead_form'
    ? { reason: reason as EscalationReason, kind, department }
    : null
