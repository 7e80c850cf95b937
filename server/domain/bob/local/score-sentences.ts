import { canAnswer, Feature } from './features.ts'
import type { IndexedSentence, Part } from './knowledge-index.ts'
import type { QuestionType } from './languages/language.ts'
import type { Match } from './match-term.ts'
import { matchTerm } from './match-term.ts'
import type { Need } from './read-need.ts'
import { CONTEXT_SHARE } from './read-need.ts'

/**
 * A sentence as an answer. `coverage` is the share of the question's weight it holds, `heading` the share its headings
 * hold, `section` the share all of its section holds, `missing` the weightiest share it lacks.
 */
export type Scored = {
  at: number
  chunk: number
  score: number
  coverage: number
  heading: number
  section: number
  missing: number
  fits: boolean
}

const EVERYDAY_RARITY = 0.4
const WEIGHT_POWER = 1.5
const HEADING_BONUS = 0.2
const TYPE_WEIGHT: Readonly<Partial<Record<QuestionType, number>>> = {
  hours: 1,
  phone: 0.8,
  email: 0.8,
  contact: 0.6,
  where: 0.4,
  who: 0.3,
}
const TYPE_CONCEPTS: Readonly<Partial<Record<QuestionType, readonly string[]>>> = {
  hours: ['#hours', '~hours'],
  phone: ['#phone', '#contact'],
  email: ['#email', '#contact'],
  contact: ['#contact', '#phone', '#email'],
  where: ['#address'],
  who: ['#owner', '#manager', '#staff', '#chef'],
}
const SAID_SHARE = 0.9
const UNSAID_SHARE = 0.7
const DAY_WEIGHT = 0.7
const MISFIT_FACTOR = 0.65
const HELD_CREDIT = 0.65
// what holds less than this of the best is not worth sorting
const FAR_SHARE = 0.2

type Weighed = Match & { weight: number }

/** Scores every sentence of a part that holds something of what is needed, best first. */
export function scoreSentences(need: Need, part: Part): Scored[] {
  const matches = besideRaised(need.terms.map((term) => matchTerm(term, part))).map(weigh)
  const typeWeight = need.type === null ? 0 : (TYPE_WEIGHT[need.type] ?? 0)
  const dayWeight = need.days === 0 ? 0 : DAY_WEIGHT
  const total = matches.reduce((sum, match) => sum + match.weight, typeWeight + dayWeight)
  if (total === 0) return []
  const topic = topicOf(need.type, part)
  const sections = sectionCoverage(matches, part)
  const scored: Scored[] = []
  let least = 0
  part.sentences.forEach((sentence, at) => {
    const fits = fitsType(sentence, need)
    const typed = fits ? typeWeight * topic(at, sentence.chunk) : 0
    const day = (sentence.days & need.days) !== 0 ? dayWeight : 0
    const held = holding(matches, at, sentence.chunk)
    const covered = held.covered + typed + day
    if (held.covered + day === 0 && !(fits && typeWeight > 0)) return
    const coverage = covered / total
    const heading = (held.heading + typed + day) / total
    const score = (coverage + HEADING_BONUS * heading) * (fits ? 1 : MISFIT_FACTOR)
    if (score < least) return
    least = Math.max(least, score * FAR_SHARE)
    const section = ((sections[sentence.chunk] ?? 0) + typed + day) / total
    const missing = Math.max(held.missing, typeWeight - typed, dayWeight - day) / total
    scored.push({
      at,
      chunk: sentence.chunk,
      score,
      coverage,
      heading,
      section,
      missing,
      fits,
    })
  })
  return scored.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score || a.at - b.at)
}

// "I sit in a wheelchair. Can I get in?": where nothing of the question is found, what stands beside it counts in full
function besideRaised(matches: readonly Match[]): Match[] {
  const isFound = matches.some(
    ({ term, credits }) => !term.beside && !term.everyday && credits.some((credit) => credit >= HELD_CREDIT),
  )
  if (isFound) return [...matches]
  return matches.map((match) => {
    const { term } = match
    return term.beside ? { ...match, term: { ...term, share: term.share / CONTEXT_SHARE } } : match
  })
}

// a time may stand anywhere, but opening hours are told under a heading that says so
function topicOf(type: QuestionType | null, part: Part): (at: number, chunk: number) => number {
  const postings = (type === null ? [] : (TYPE_CONCEPTS[type] ?? [])).flatMap(
    (key) => part.terms.get(key) ?? [],
  )
  const chunks = new Set(postings.flatMap((each) => each.headings))
  const sentences = new Set(postings.flatMap((each) => [...each.sentences, ...each.leads]))
  return (at, chunk) => (chunks.has(chunk) ? 1 : sentences.has(at) ? SAID_SHARE : UNSAID_SHARE)
}

function fitsType(sentence: IndexedSentence, need: Need): boolean {
  if (need.type === null) return true
  return canAnswer(sentence.features, need.type)
}

function sectionCoverage(matches: readonly Weighed[], part: Part): Float32Array {
  const covered = new Float32Array(part.chunks.length)
  for (const { weight, credits } of matches) {
    part.chunks.forEach((chunk, n) => {
      let most = 0
      for (let at = chunk.first; at < chunk.end; at += 1) most = Math.max(most, credits[at] ?? 0)
      covered[n] = (covered[n] ?? 0) + weight * most
    })
  }
  return covered
}

function holding(matches: readonly Weighed[], at: number, chunk: number) {
  let covered = 0
  let heading = 0
  let missing = 0
  for (const { weight, credits, headings, term } of matches) {
    const credit = credits[at] ?? 0
    covered += weight * credit
    heading += weight * (headings[chunk] ?? 0)
    if (credit < HELD_CREDIT && !term.everyday) missing = Math.max(missing, weight)
  }
  return { covered, heading, missing }
}

function weigh(match: Match): Weighed {
  const { term, rarity } = match
  const common = term.everyday ? EVERYDAY_RARITY : 1
  return { ...match, weight: (common * (0.3 + 0.7 * rarity)) ** WEIGHT_POWER * term.share }
}

export function isHours(sentence: IndexedSentence | undefined): boolean {
  return sentence !== undefined && (sentence.features & Feature.hours) !== 0
}
