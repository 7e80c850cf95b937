import type { Call } from '../../call.ts'
import type { Brief } from '../personas/brief.ts'
import { isOpenAt } from '../profile/hours.ts'
import type { Tenant } from '../tenants/tenants.ts'
import { acceptsOffer } from './accepts-offer.ts'
import { captureLead, type LeadDraft } from './lead/capture.ts'
import { type Finding, findAnswer } from './local/find-answer.ts'
import { buildIndex, type KnowledgeIndex } from './local/knowledge-index.ts'
import { type Memo, memoOf } from './memo.ts'
import { decide, type EscalationReason, policyVersion, type Verdict } from './policy/decide.ts'
import { type Evidence, retrieve } from './retrieve.ts'
import { sayReply, sayStep, voiceOf } from './say.ts'

export type Asked = {
  readonly question: string
  readonly knowledgeVersion: bigint
  /** What is open already. */
  readonly escalated: 'handoff' | 'task' | null
  readonly memo: Memo
}

type Citation = { title: string; url: string | null; quote: string }
type Action = {
  type: 'handoff_offered' | 'escalated' | 'lead_form' | 'lead_created' | 'refused' | 'credits_exhausted'
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
  lead: Omit<LeadDraft, 'asking'> | null
  memo: Memo
  decision: Decision
}

/** The trace of one answer: enough to see which knowledge it rests on and why it was said. */
export type Decision = {
  engine: 'local'
  engineVersion: string
  policyVersion: string
  personaId: string | null
  personaVersion: number | null
  /** Decimal. */
  knowledgeVersion: string
  language: string
  intent: string
  verdict: string
  reasons: string[]
  evidence: { chunkId: string; hash: string; score: number }[]
  durationUs: number
}

/** Moves with every change of what the local engine would answer. */
export const engineVersion = '1'

/** Answers from the tenant's own knowledge, inside its rules, or says that it does not know. */
export async function answer(call: Call, tenant: Tenant, brief: Brief, asked: Asked): Promise<Reply> {
  const evidence = await retrieve(call, tenant, asked.knowledgeVersion, asked.question)
  return replyTo({ tenant, brief, asked, evidence, exhausted: false, now: call.now })
}

/**
 * What Bob says while the business has no credits: he takes contacts and asks for the team as ever, and answers nothing
 * else. Source: contract §5.
 */
export function answerWithoutCredits(tenant: Tenant, brief: Brief, asked: Asked, now: Date): Reply {
  const index = buildIndex([], { businessName: tenant.name, language: tenant.language })
  return replyTo({ tenant, brief, asked, evidence: { index, passages: new Map() }, exhausted: true, now })
}

type Asking = {
  tenant: Tenant
  brief: Brief
  asked: Asked
  evidence: Evidence
  exhausted: boolean
  now: Date
}

function replyTo({ tenant, brief, asked, evidence, exhausted, now }: Asking): Reply {
  const startedMs = performance.now()
  const finding = understand(evidence.index, tenant, asked)
  const facts = {
    fields: brief.fields,
    question: asked.question,
    escalated: asked.escalated,
    misses: asked.memo.misses ?? 0,
    isOpen: isOpenAt(brief.hours, now),
  }
  const proposal = exhausted
    ? { ...finding, tier: 'none' as const, evidence: [] }
    : { ...finding, evidence: finding.quotes.flatMap(({ text, headings }) => [...headings, text]) }
  const lead = asked.memo.lead ?? null
  const step = captureLead(lead, {
    message: asked.question,
    country: brief.country,
    language: finding.language,
    proposal,
  })
  const traced = (verdict: string, reasons: readonly string[], quotes: Finding['quotes'] = []): Decision => ({
    engine: 'local',
    engineVersion,
    policyVersion,
    personaId: brief.persona?.id ?? null,
    personaVersion: brief.persona?.version ?? null,
    knowledgeVersion: String(asked.knowledgeVersion),
    language: finding.language,
    intent: finding.intent,
    verdict,
    reasons: [...(exhausted ? ['credits_exhausted'] : []), ...reasons],
    evidence: evidenceOf(quotes, evidence),
    durationUs: Math.round((performance.now() - startedMs) * 1_000),
  })
  const voice = voiceOf(tenant, brief.fields)
  const spent: Action[] = exhausted ? [{ type: 'credits_exhausted', reason: null }] : []
  if (step)
    return {
      text: sayStep(step, finding.language, voice),
      citations: [],
      actions: [
        ...spent,
        ...(step.state === 'keep' ? [{ type: 'lead_created' as const, reason: null }] : []),
      ],
      escalation: null,
      lead: step.state === 'keep' ? step.draft : null,
      memo: memoOf({
        offered: false,
        misses: asked.memo.misses ?? 0,
        lead: step.state === 'ask' ? step.draft : null,
      }),
      decision: traced('none', [step.state === 'ask' ? `lead_${step.draft.asking}` : `lead_${step.state}`]),
    }
  const verdict = decide(facts, proposal)
  const quotes = quotesShown(finding, verdict)
  const offersHandoff = offers(finding, verdict, exhausted, brief.fields.topics.refusal !== null)
  return {
    text: sayReply(finding, verdict, voice, exhausted),
    citations: citationsOf(quotes, evidence),
    actions: [
      ...spent,
      ...actionsOf(verdict),
      ...(offersHandoff ? [{ type: 'handoff_offered' as const, reason: null }] : []),
    ],
    escalation: escalationOf(verdict),
    lead: null,
    memo: memoOf({ offered: offersHandoff, misses: verdict.misses, lead }),
    decision: traced(
      verdict.outcome === 'refuse' ? 'refused' : exhausted ? 'none' : finding.tier,
      [...verdict.reasons, ...finding.reasons],
      quotes,
    ),
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

/** What is not said is not cited either. */
function quotesShown(finding: Finding, { outcome, reasons: [reason, asked] }: Verdict): Finding['quotes'] {
  if (outcome === 'refuse') return []
  if (outcome === 'escalate') return reason === 'repeated_failure' ? finding.quotes : []
  return reason === 'topic' && asked ? [] : finding.quotes
}

function offers(
  finding: Finding,
  { outcome, reasons: [reason] }: Verdict,
  exhausted: boolean,
  ownRefusal: boolean,
): boolean {
  if (outcome === 'escalate') return false
  // who speaks in the business's own words has not offered anything
  if (outcome === 'refuse') return !ownRefusal
  if (reason === 'topic' || ['human', 'contact'].includes(finding.intent)) return false
  if (finding.intent === 'complaint') return reason === undefined
  return exhausted || finding.tier === 'closest' || finding.tier === 'unknown'
}

function actionsOf({ outcome, kind, reasons }: Verdict): Action[] {
  const reason = reasons[0] ?? null
  if (outcome === 'refuse') return [{ type: 'refused', reason }]
  if (outcome !== 'escalate') return []
  return [{ type: kind === 'lead_form' ? 'lead_form' : 'escalated', reason }]
}

const escalationOf = ({ outcome, kind, reasons: [reason], department }: Verdict): Escalation | null =>
  outcome === 'escalate' && reason && kind && kind !== 'lead_form'
    ? { reason: reason as EscalationReason, kind, department }
    : null

/** One citation a passage, however many of its sentences were quoted. */
function citationsOf(shown: Finding['quotes'], { passages }: Evidence): Citation[] {
  const quotes = Map.groupBy(shown, ({ chunkId }) => chunkId)
  return [...quotes].flatMap(([chunkId, sentences]) => {
    const passage = passages.get(chunkId)
    if (!passage) return []
    const title = [passage.sourceTitle, ...passage.headings.slice(-1)].join(' · ')
    return [{ title, url: passage.url, quote: sentences.map(({ text }) => text).join(' ') }]
  })
}

const evidenceOf = (shown: Finding['quotes'], { passages }: Evidence): Decision['evidence'] =>
  shown.map(({ chunkId, score }) => ({
    chunkId,
    hash: passages.get(chunkId)?.hash.toString('hex') ?? '',
    score: Math.round(score * 1_000) / 1_000,
  }))
