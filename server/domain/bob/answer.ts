import type { Call } from '../../call.ts'
import type { Tenant } from '../tenants/tenants.ts'
import { acceptsOffer } from './accepts-offer.ts'
import { type Finding, findAnswer } from './local/find-answer.ts'
import type { KnowledgeIndex } from './local/knowledge-index.ts'
import { type Evidence, retrieve } from './retrieve.ts'
import { sayFinding } from './wording.ts'

export type Asked = { question: string; knowledgeVersion: bigint; escalated: boolean; offered: boolean }
type Citation = { title: string; url: string | null; quote: string }
type Action = { type: 'handoff_offered' | 'escalated' | 'credits_exhausted'; reason: string | null }

/** What Bob says to one message, and everything that must be kept with it. */
export type Reply = {
  text: string
  citations: Citation[]
  actions: Action[]
  /** Why the team is asked for in this turn; null when it is not, or was already. */
  escalation: string | null
  offersHandoff: boolean
  decision: Decision
}

/** The trace of one answer: enough to see which knowledge it rests on and why it was said. */
export type Decision = {
  engine: 'local'
  engineVersion: string
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

/** Intents that put a person on the case. */
export const escalating: readonly string[] = ['human', 'complaint', 'contact']

/** Answers from the tenant's own knowledge, or says that it does not know. */
export async function answer(call: Call, tenant: Tenant, asked: Asked): Promise<Reply> {
  const evidence = await retrieve(call, tenant, asked.knowledgeVersion, asked.question)
  const startedMs = performance.now()
  const finding = understand(evidence.index, tenant, asked)
  const wantsTeam = escalating.includes(finding.intent)
  const escalation = wantsTeam && !asked.escalated ? finding.intent : null
  const offersHandoff = finding.tier === 'closest' || finding.tier === 'unknown'
  return {
    text: sayFinding(finding, { businessName: tenant.name, greeting: tenant.greeting }),
    citations: citationsOf(finding, evidence),
    actions: [
      ...(escalation ? [{ type: 'escalated' as const, reason: escalation }] : []),
      ...(offersHandoff ? [{ type: 'handoff_offered' as const, reason: null }] : []),
    ],
    escalation,
    offersHandoff,
    decision: {
      engine: 'local',
      engineVersion,
      knowledgeVersion: String(asked.knowledgeVersion),
      language: finding.language,
      intent: finding.intent,
      verdict: finding.tier,
      reasons: [...finding.reasons],
      evidence: evidenceOf(finding, evidence),
      durationUs: Math.round((performance.now() - startedMs) * 1_000),
    },
  }
}

/** What the local engine finds; a plain "yes" after an offer to ask the team asks for the team. */
export function understand(index: KnowledgeIndex, tenant: Tenant, { question, offered }: Asked): Finding {
  const finding = findAnswer(index, question)
  const language = offered ? acceptsOffer(question, tenant.language) : null
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

/** One citation a passage, however many of its sentences were quoted. */
function citationsOf(finding: Finding, { passages }: Evidence): Citation[] {
  const quotes = Map.groupBy(finding.quotes, ({ chunkId }) => chunkId)
  return [...quotes].flatMap(([chunkId, sentences]) => {
    const passage = passages.get(chunkId)
    if (!passage) return []
    const title = [passage.sourceTitle, ...passage.headings.slice(-1)].join(' · ')
    return [{ title, url: passage.url, quote: sentences.map(({ text }) => text).join(' ') }]
  })
}

const evidenceOf = (finding: Finding, { passages }: Evidence): Decision['evidence'] =>
  finding.quotes.map(({ chunkId, score }) => ({
    chunkId,
    hash: passages.get(chunkId)?.hash.toString('hex') ?? '',
    score: Math.round(score * 1_000) / 1_000,
  }))
