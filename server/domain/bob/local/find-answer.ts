import type { Quote } from './choose-quotes.ts'
import { quoteAnswer, quoteClosest } from './choose-quotes.ts'
import type { Tier } from './decide-tier.ts'
import { decideTier } from './decide-tier.ts'
import { detectLanguage } from './detect-language.ts'
import type { KnowledgeIndex, Part } from './knowledge-index.ts'
import { lexiconOf } from './lexicon.ts'
import type { Need } from './read-need.ts'
import { readNeed } from './read-need.ts'
import type { Intent } from './recognise-intent.ts'
import { recogniseIntent } from './recognise-intent.ts'
import { scoreSentences } from './score-sentences.ts'
import { cleanMessage, spellOut } from './spell-out.ts'
import type { Clause } from './split-needs.ts'
import { splitNeeds } from './split-needs.ts'

/**
 * What the engine makes of a message. `tier` is `none` when nothing was asked; `confidence` runs from 0 to 1; `reasons`
 * say in closed words why it is not more confident.
 */
export type Finding = {
  language: string
  intent: Intent
  tier: Tier | 'none'
  quotes: readonly Quote[]
  confidence: number
  reasons: readonly string[]
  /** the language of the quotes where it is not that of the message */
  quotedIn: string | null
}

/** Finds what a tenant's knowledge says to a message. Deterministic; about 0.1 ms, bounded for any input. */
export function findAnswer(index: KnowledgeIndex, message: string): Finding {
  const clean = cleanMessage(message)
  const language = detectLanguage(clean, index.language)
  const lexicon = lexiconOf(language)
  const spelled = spellOut(clean, lexicon.language)
  const intent = recogniseIntent(spelled, lexicon)
  const notAsked = {
    language,
    intent,
    tier: 'none' as const,
    quotes: [],
    confidence: 1,
    reasons: [],
    quotedIn: null,
  }
  if (intent !== 'question' && intent !== 'off_topic') return notAsked
  const answer = together(splitNeeds(spelled, lexicon).map((clause) => answerClause(clause, index, language)))
  if (intent === 'off_topic' && answer.tier !== 'confident') return notAsked
  return { language, intent: 'question', ...answer }
}

const MAX_QUOTES = 3

type Answer = { tier: Tier; quotes: Quote[]; confidence: number; reasons: string[]; quotedIn: string | null }

// knowledge in the visitor's language first, then whatever else there is
function answerClause(clause: Clause, index: KnowledgeIndex, language: string): Answer {
  const lexicon = lexiconOf(language)
  const need = readNeed(clause, lexicon, index.businessWords)
  const own = index.parts.filter((part) => part.language === language)
  const others = index.parts.filter((part) => part.language !== language)
  const answers = [...own, ...others].map((part) => ({
    ...answerFrom(part, need),
    quotedIn: part.language === language ? null : part.language,
  }))
  const nothing = {
    tier: 'unknown' as const,
    quotes: [],
    confidence: 0,
    reasons: ['no_knowledge'],
    quotedIn: null,
  }
  return (
    answers.find((answer) => answer.tier !== 'unknown' && answer.quotedIn === null) ??
    answers.find((answer) => answer.tier === 'confident') ??
    answers.find((answer) => answer.tier === 'closest') ??
    answers[0] ??
    nothing
  )
}

function answerFrom(part: Part, need: Need): Omit<Answer, 'quotedIn'> {
  const scored = scoreSentences(need, part)
  const { tier, reasons } = decideTier(need, scored)
  const confidence = Math.min(1, scored[0]?.score ?? 0)
  if (tier === 'unknown') return { tier, quotes: [], confidence, reasons }
  const quotes = tier === 'confident' ? quoteAnswer(need, scored, part) : quoteClosest(need, scored, part)
  return { tier, quotes, confidence, reasons }
}

function together(answers: readonly Answer[]): Answer {
  const [only] = answers
  if (only !== undefined && answers.length === 1) return only
  const tiers = answers.map((answer) => answer.tier)
  const tier = tiers.every((each) => each === 'confident')
    ? 'confident'
    : tiers.every((each) => each === 'unknown')
      ? 'unknown'
      : 'closest'
  // the best of each question before the second of any
  const quotes = [0, 1, 2].flatMap((rank) => answers.flatMap((answer) => answer.quotes[rank] ?? []))
  const unlike = quotes.filter((quote, n) => quotes.findIndex((other) => other.text === quote.text) === n)
  return {
    tier,
    quotes: unlike.slice(0, MAX_QUOTES),
    confidence: Math.min(...answers.map((answer) => answer.confidence)),
    reasons: [...new Set(answers.flatMap((answer) => answer.reasons))],
    quotedIn: answers.every((answer) => answer.quotedIn !== null) ? (answers[0]?.quotedIn ?? null) : null,
  }
}
