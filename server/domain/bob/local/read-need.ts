import { daysIn } from './days.ts'
import { bare } from './fold.ts'
import type { QuestionType } from './languages/language.ts'
import type { Concept, Lexicon } from './lexicon.ts'
import { conceptsOf } from './lexicon.ts'
import type { Clause } from './split-needs.ts'
import type { Found, Token } from './tokens.ts'
import { findPhrases, readTokens } from './tokens.ts'

/** What one clause asks for. `days` as in daysIn: today and now are no days, for there is no clock here. */
export type Need = { type: QuestionType | null; terms: Term[]; days: number }
/**
 * A word to be found in the text: by its stem or by the concepts of the word and of the phrases around it. `share` scales
 * its weight: less for words that the type of the question, the clause beside it or the business's name explains.
 */
export type Term = {
  word: string
  stem: string | null
  concepts: readonly Concept[]
  share: number
  everyday: boolean
  /** said beside what is asked */
  beside: boolean
}

const CLOCK_TIME = /\b\d{1,2}:\d{2}\b/
const MAX_TOKENS = 60
const MAX_TERMS = 24
export const CONTEXT_SHARE = 0.35
const NUMBER_SHARE = 0.25
const BUSINESS_SHARE = 0.2
const CONSUMED_SHARE = 0.3
const PHRASE_SHARE = 0.75

// what the type of a question already says need not be found as a word
const CONSUMED: Readonly<Partial<Record<QuestionType, readonly string[]>>> = {
  hours: ['hours'],
  price: ['price', 'payment'],
  phone: ['phone', 'contact'],
  email: ['email', 'contact'],
  contact: ['contact'],
  where: ['address'],
  duration: ['duration'],
  when: ['deadline'],
  offer: ['offer', 'allow', 'sell'],
}

const COMMON_CONCEPTS = new Set([
  'need',
  'allow',
  'offer',
  'bring',
  'help',
  'price',
  'contact',
  'guest',
  'sell',
  'start',
  'finish',
  'minimum',
  'maximum',
])

type Reading = { lexicon: Lexicon; businessWords: ReadonlySet<string>; type: QuestionType | null }

/** Reads a clause into its question type, its days and the terms to look for. */
export function readNeed(clause: Clause, lexicon: Lexicon, businessWords: ReadonlySet<string>): Need {
  const { language } = lexicon
  const plain = bare(clause.text)
  const days = daysIn(clause.text, lexicon) || daysIn(clause.context, lexicon)
  const named = language.types.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
  const unsaid = () => termsOf(clause.text, 1, { lexicon, businessWords, type: null })
  // "can I come at 19:30 on Tuesday" and "are you in on Sundays" ask for the hours of that day
  const asksHours = days !== 0 && (CLOCK_TIME.test(clause.text) || unsaid().every((term) => term.everyday))
  const type = named ?? (asksHours ? 'hours' : null)
  const reading = { lexicon, businessWords, type }
  const asked = termsOf(clause.text, 1, reading)
  // "I have a dog. Is that all right?" asks about the dog
  const isEmpty = asked.every((term) => term.everyday)
  const beside = termsOf(clause.context, isEmpty ? 1 : CONTEXT_SHARE, reading)
  const terms = [...asked, ...beside.map((term) => ({ ...term, beside: !isEmpty }))]
  return {
    type,
    terms: withoutRepeats(terms).slice(0, MAX_TERMS),
    days,
  }
}

function termsOf(text: string, share: number, reading: Reading): Term[] {
  const { lexicon } = reading
  const tokens = readTokens(text, lexicon, MAX_TOKENS)
  const phrases = findPhrases(tokens, lexicon)
  const terms: Term[] = []
  tokens.forEach((token, at) => {
    const around = phrases.filter((phrase) => phrase.at <= at && at < phrase.at + phrase.length)
    const inside = around.map((phrase) => ({
      ...phrase,
      small: isSmall(tokens.slice(phrase.at, phrase.at + phrase.length)),
    }))
    const starts = inside.filter((phrase) => phrase.small && phrase.at === at)
    if (starts.length > 0) terms.push(smallPhraseTerm(tokens, starts, share, reading))
    if (token.stop || lexicon.dayOf.has(token.word)) return
    terms.push(
      wordTerm(
        token,
        inside.map((phrase) => phrase.concept),
        share,
        reading,
      ),
    )
  })
  return terms
}

function isSmall(tokens: readonly Token[]): boolean {
  return tokens.every((token) => token.stop)
}

// "how much", "to go": small words that mean something together
function smallPhraseTerm(
  tokens: readonly Token[],
  phrases: readonly Found[],
  share: number,
  reading: Reading,
): Term {
  const concepts = phrases.map((phrase) => phrase.concept)
  const [first] = phrases
  const words = first ? tokens.slice(first.at, first.at + first.length).map((token) => token.word) : []
  return {
    word: words.join(' '),
    stem: null,
    concepts,
    everyday: concepts.every((concept) => COMMON_CONCEPTS.has(concept.slice(1))),
    share: share * consumed(concepts, reading),
    beside: false,
  }
}

function wordTerm(token: Token, phrases: readonly Concept[], share: number, reading: Reading): Term {
  const { lexicon, businessWords } = reading
  const concepts = [...new Set([...phrases, ...conceptsOf(token.word, token.stem, lexicon)])]
  const number = token.number ? NUMBER_SHARE : 1
  const business = businessWords.has(token.word) ? BUSINESS_SHARE : 1
  const inPhrase = phrases.some((concept) => !COMMON_CONCEPTS.has(concept.slice(1))) ? PHRASE_SHARE : 1
  return {
    word: token.word,
    stem: isOwnMeaning(token.word, lexicon) ? null : token.stem,
    concepts,
    everyday: inPhrase === 1 && lexicon.everyday.has(token.stem) && !concepts.some(isTelling),
    share: share * number * business * inPhrase * consumed(concepts, reading),
    beside: false,
  }
}

// "hiring" has the stem of "hire" and another meaning
function isOwnMeaning(word: string, lexicon: Lexicon): boolean {
  return lexicon.meanings.byWord.get(word)?.some((concept) => concept.startsWith('#')) ?? false
}

// an everyday word that stands for a concept is worth finding, unless the concept is as common as the word
function isTelling(concept: Concept): boolean {
  return concept.startsWith('#') && !COMMON_CONCEPTS.has(concept.slice(1))
}

function consumed(concepts: readonly Concept[], { type }: Reading): number {
  const eaten = type === null ? [] : (CONSUMED[type] ?? [])
  return concepts.some((concept) => eaten.includes(concept.slice(1))) ? CONSUMED_SHARE : 1
}

function withoutRepeats(terms: readonly Term[]): Term[] {
  const seen = new Set<string>()
  return terms.filter((term) => {
    const key = term.stem ?? term.word
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
