import type { Fields } from '../../personas/rows.ts'
import { mentions, wordsOf } from './mentions.ts'

/** Moves with every change of what `decide` or the claim gate would say. */
export const policyVersion = '2'

/** Why a person is asked for. The event `conversation.escalated` says it too. */
export type EscalationReason =
  | 'human'
  | 'complaint'
  | 'contact'
  | 'topic'
  | 'repeated_failure'
  | 'outside_hours'

/** How soon somebody should look. */
export type Priority = 'high' | 'normal' | 'low'

/** Annoyance, and what the business has listed, go first. */
const priorities: Readonly<Record<EscalationReason, Priority>> = {
  complaint: 'high',
  topic: 'high',
  human: 'normal',
  contact: 'normal',
  repeated_failure: 'normal',
  outside_hours: 'low',
}
export const priorityOf = (reason: EscalationReason): Priority => priorities[reason]
export const reasonsOf = (priority: Priority): EscalationReason[] =>
  (Object.keys(priorities) as EscalationReason[]).filter((reason) => priorities[reason] === priority)

/** Every reason that a verdict can have. */
export type Reason = EscalationReason | 'blocked_topic' | 'outside_approved_topics' | 'already_asked'

/** What is known of a turn, and nothing else: the same facts and proposal have the same verdict. */
export type Facts = {
  readonly fields: Fields
  readonly question: string
  /** What is open already. */
  readonly escalated: 'handoff' | 'task' | null
  /** How often in a row Bob did not know, before this turn. */
  readonly misses: number
  /** Null: the business has said no hours. */
  readonly isOpen: boolean | null
}

/** What an engine would like to say. */
export type Proposal = {
  readonly language: string
  readonly intent: string
  /** none: nothing was asked of the knowledge. */
  readonly tier: 'confident' | 'closest' | 'unknown' | 'none'
  /** The evidence that it would quote, with its headings. */
  readonly evidence: readonly string[]
  /** Who an engine would ask, where no topic says it. */
  readonly department?: string | null
}

export type Verdict = {
  readonly outcome: 'allow' | 'refuse' | 'escalate'
  readonly reasons: readonly Reason[]
  /** How a person is asked for, when the outcome is `escalate`. */
  readonly kind: 'handoff' | 'task' | 'lead_form' | null
  readonly department: string | null
  /** Nobody is there to come. */
  readonly isClosed: boolean
  /** How often in a row Bob did not know, after this turn. */
  readonly misses: number
}

/**
 * Decides what becomes of a proposal: boundaries first, then whether a person is needed. Pure: an engine
 * proposes, this decides.
 */
export function decide(facts: Facts, proposal: Proposal): Verdict {
  const { fields, question } = facts
  const { language } = proposal
  const asked = wordsOf(question, language)
  const about = (topics: readonly string[]) => topics.some((topic) => mentions(asked, topic, language))
  const misses = missesAfter(facts, proposal)
  const verdict = { reasons: [], kind: null, department: null, isClosed: facts.isOpen === false, misses }

  const isQuestion = ['question', 'off_topic'].includes(proposal.intent)
  if (isQuestion && about(fields.topics.blocked))
    return { ...verdict, outcome: 'refuse', reasons: ['blocked_topic'], misses: facts.misses }
  if (isQuestion && isOutside(proposal, fields.topics.approved, about))
    return { ...verdict, outcome: 'refuse', reasons: ['outside_approved_topics'], misses: facts.misses }

  const reason = reasonToEscalate(facts, proposal, misses, about)
  if (reason === null) return { ...verdict, outcome: 'allow' }
  const kind = kindOf(facts, reason)
  if (facts.escalated === 'handoff' || facts.escalated === kind)
    return { ...verdict, outcome: 'allow', reasons: [reason, 'already_asked'] }
  const { departments, defaultDepartment } = fields.workflow
  const department =
    departments.find(({ topics }) => about(topics)) ??
    departments.find(({ name }) => name === proposal.department)
  return {
    ...verdict,
    outcome: 'escalate',
    reasons: [reason],
    kind,
    department: department?.name ?? defaultDepartment,
    misses: 0,
  }
}

/** Approved topics bound what is quoted: the question or the evidence must be about one of them. */
function isOutside(
  { tier, evidence, language }: Proposal,
  approved: readonly string[],
  about: (topics: readonly string[]) => boolean,
): boolean {
  if (approved.length === 0 || tier === 'none' || about(approved)) return false
  const quoted = wordsOf(evidence.join(' '), language)
  return !approved.some((topic) => mentions(quoted, topic, language))
}

function missesAfter({ misses }: Facts, { intent, tier }: Proposal): number {
  if (tier === 'none') return intent === 'off_topic' || intent === 'injection' ? misses : 0
  return tier === 'confident' ? 0 : misses + 1
}

function reasonToEscalate(
  { fields, isOpen }: Facts,
  { intent, tier }: Proposal,
  misses: number,
  about: (topics: readonly string[]) => boolean,
): EscalationReason | null {
  const { triggers, topics, failures } = fields.escalation
  // whoever asks for a person, or leaves word how they can be reached, is always heard
  if (intent === 'human' || intent === 'contact') return intent
  if (intent === 'complaint') return triggers.includes('frustration') ? intent : null
  if (triggers.includes('topic') && about(topics)) return 'topic'
  if (tier === 'unknown' && triggers.includes('outside_hours') && isOpen === false) return 'outside_hours'
  if (misses >= failures && triggers.includes('repeated_failure')) return 'repeated_failure'
  return null
}

function kindOf({ fields, isOpen }: Facts, reason: EscalationReason): 'handoff' | 'task' | 'lead_form' {
  const { action } = fields.escalation
  // they have said how they can be reached: that is kept
  if (action === 'lead_form') return reason === 'contact' ? 'task' : 'lead_form'
  return action === 'handoff' && isOpen === false ? 'task' : action
}
