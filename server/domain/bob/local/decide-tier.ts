import type { QuestionType } from './languages/language.ts'
import type { Need } from './read-need.ts'
import type { Scored } from './score-sentences.ts'

const LONE_TYPES: ReadonlySet<QuestionType> = new Set([
  'price',
  'offer',
  'hours',
  'phone',
  'email',
  'contact',
])

export type Tier = 'confident' | 'closest' | 'unknown'

const CONFIDENT_COVERAGE = 0.7
const MAX_MISSING = 0.2
const RIVAL_SHARE = 0.95
const MAX_RIVALS = 2
const CLOSEST_SCORE = 0.15
const TELLING_SHARE = 0.3
const NAMED_HEADING = 0.8
const SELF_EXPLAINED: ReadonlySet<QuestionType> = new Set(['hours', 'phone', 'email', 'contact', 'where'])

/** Whether the best sentence may be quoted as the answer, only shown as near, or not at all; and why. */
export function decideTier(need: Need, scored: readonly Scored[]): { tier: Tier; reasons: string[] } {
  const [best] = scored
  if (best === undefined || best.score < CLOSEST_SCORE) return { tier: 'unknown', reasons: ['nothing_near'] }
  const reasons = doubts(need, best, scored)
  return reasons.length === 0 ? { tier: 'confident', reasons: ['covered'] } : { tier: 'closest', reasons }
}

function doubts(need: Need, best: Scored, scored: readonly Scored[]): string[] {
  const found: string[] = []
  if (best.coverage < CONFIDENT_COVERAGE) found.push('low_coverage')
  if (best.missing > MAX_MISSING) found.push('word_missing')
  if (!best.fits) found.push(`no_${need.type}`)
  const rivals = new Set(
    scored.filter((each) => each.score >= best.score * RIVAL_SHARE).map((each) => each.chunk),
  )
  if (rivals.size > MAX_RIVALS) found.push('several_near')
  const telling = need.terms.filter((term) => !term.everyday && term.share >= TELLING_SHARE)
  const isTyped = need.days !== 0 || (need.type !== null && SELF_EXPLAINED.has(need.type))
  if (telling.length === 0 && !isTyped && best.heading < NAMED_HEADING) found.push('everyday_words')
  // one word may stand anywhere: only a heading, or a price or offer of it, shows that it is the subject
  const isLone = telling.length === 1 && (need.type === null || !LONE_TYPES.has(need.type))
  if (isLone && best.heading < NAMED_HEADING / 2) found.push('one_word')
  return found
}
