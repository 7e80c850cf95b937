import type { Decision } from './decision.ts'
import type { Finding } from './local/find-answer.ts'
import type { Verdict } from './policy/decide.ts'
import type { Citation } from './reply.ts'
import type { Evidence } from './retrieve.ts'

/** What is not said is not cited either. */
export function quotesShown(
  finding: Finding,
  { outcome, reasons: [reason, asked] }: Verdict,
): Finding['quotes'] {
  if (outcome === 'refuse') return []
  if (outcome === 'escalate') return reason === 'repeated_failure' ? finding.quotes : []
  return reason === 'topic' && asked ? [] : finding.quotes
}

export function offers(
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

/** One citation a passage, however many of its sentences were quoted. */
export function citationsOf(shown: Finding['quotes'], { passages }: Evidence): Citation[] {
  const quotes = Map.groupBy(shown, ({ chunkId }) => chunkId)
  return [...quotes].flatMap(([chunkId, sentences]) => {
    const passage = passages.get(chunkId)
    if (!passage) return []
    const title = [passage.sourceTitle, ...passage.headings.slice(-1)].join(' · ')
    return [{ title, url: passage.url, quote: sentences.map(({ text }) => text).join(' ') }]
  })
}

export const evidenceOf = (shown: Finding['quotes'], { passages }: Evidence): Decision['evidence'] =>
  shown.map(({ chunkId, score }) => ({
    chunkId,
    hash: passages.get(chunkId)?.hash.toString('hex') ?? '',
    score: Math.round(score * 1_000) / 1_000,
  }))
