import type { Part, Postings } from './knowledge-index.ts'
import { BROADER } from './languages/broader-concepts.ts'
import type { Concept } from './lexicon.ts'
import { conceptsOf } from './lexicon.ts'
import type { Term } from './read-need.ts'
import type { Compound } from './split-compounds.ts'
import { splitCompound } from './split-compounds.ts'
import { nearestWord } from './typos.ts'
import { wordVectorsOf } from './word-vectors.ts'

/** How well each sentence of a part holds a term, and each chunk's headings, from 0 to 1; its rarity in the text. */
export type Match = { term: Term; credits: Float32Array; headings: Float32Array; rarity: number }

const CREDIT = {
  exact: 1,
  slip: 0.9,
  exchanged: 0.6,
  concept: 0.85,
  narrower: 0.8,
  head: 0.85,
  modifier: 0.65,
  compound: 0.7,
  kin: 0.7,
  broader: 0.5,
  hint: 0.6,
  hintOfHint: 0.4,
}
const PLACE = { sentence: 1, lead: 0.95, heading: 0.85, parent: 0.6, title: 0.3, next: 0.3, chunk: 0.3 }

type Key = readonly [key: string, credit: number]

/** Finds a term exactly, as a synonym, mistyped, or inside a compound. */
export function matchTerm(term: Term, part: Part): Match {
  const keys = keysOf(term, part)
  if (!isSure(keys) && term.stem !== null && !term.everyday) {
    const compound = splitCompound(term.word, part.known, part.lexicon)
    if (compound !== null) return matchCompound(term, { compound, keys }, part)
  }
  return matchKeys(term, keys.length > 0 ? keys : guessed(term, part), part)
}

function matchKeys(term: Term, keys: readonly Key[], part: Part): Match {
  const match = { term, ...noCredits(part) }
  for (const [key, credit] of keys) spread(part.terms.get(key), credit, part, match)
  return { ...match, rarity: rarityOf(keys, part) }
}

// "Leihradkaution" is asked, "Kaution" stands under "Leihräder": each part by itself is not enough
function matchCompound(term: Term, asked: { compound: Compound; keys: readonly Key[] }, part: Part): Match {
  const of = (stems: readonly string[]) =>
    matchKeys(
      term,
      stems.flatMap((stem, n) =>
        partKeys(stem, part).map(([key, credit]): Key => [key, n === 0 ? credit : credit * DEEPER]),
      ),
      part,
    )
  const [head, modifier, own] = [
    of(asked.compound.head),
    of(asked.compound.modifiers),
    matchKeys(term, asked.keys, part),
  ]
  const joined = (list: 'credits' | 'headings') =>
    own[list].map((credit, at) =>
      Math.max(credit, (head[list][at] ?? 0) * HEAD_SHARE + (modifier[list][at] ?? 0) * MODIFIER_SHARE),
    )
  return {
    term,
    credits: joined('credits'),
    headings: joined('headings'),
    rarity: Math.max(head.rarity, modifier.rarity),
  }
}

const HEAD_SHARE = 0.55
const MODIFIER_SHARE = 0.4
const DEEPER = 0.8

function partKeys(stem: string, part: Part): Key[] {
  const concepts = part.lexicon.meanings.byStem.get(stem) ?? []
  const keys = [...exactKeys(stem, part), ...concepts.flatMap((concept) => conceptKeys(concept, part))]
  return keys.filter(([key]) => part.terms.has(key))
}

function noCredits(part: Part): Into {
  return { credits: new Float32Array(part.sentences.length), headings: new Float32Array(part.chunks.length) }
}

function rarityOf(keys: readonly Key[], part: Part): number {
  const chunks = Math.max(0, ...keys.map(([key]) => part.terms.get(key)?.chunks ?? 0))
  const total = part.chunks.length
  return chunks === 0 ? 1 : Math.log(1 + total / chunks) / Math.log(1 + total)
}

function keysOf(term: Term, part: Part): Key[] {
  const exact = term.stem === null ? [] : exactKeys(term.stem, part)
  const keys = [...exact, ...term.concepts.flatMap((concept) => conceptKeys(concept, part))]
  const found = keys.filter(([key]) => part.terms.has(key))
  return isSure(found) || term.everyday || term.stem === null ? found : [...found, ...kin(term.word, part)]
}

function isSure(keys: readonly Key[]): boolean {
  return keys.some(([, credit]) => credit >= CREDIT.narrower)
}

function guessed(term: Term, part: Part): Key[] {
  const isGuessed = !term.everyday && term.stem !== null && term.concepts.length === 0
  return isGuessed ? guesses(term.word, term.stem ?? '', part) : []
}

function exactKeys(stem: string, part: Part): Key[] {
  if (!part.lexicon.language.compounds) return [[stem, CREDIT.exact]]
  return [
    [stem, CREDIT.exact],
    [`^${stem}`, CREDIT.head],
    [`+${stem}`, CREDIT.modifier],
  ]
}

function conceptKeys(concept: Concept, part: Part): Key[] {
  const keys = plainConceptKeys(concept)
  if (!part.lexicon.language.compounds) return keys
  return keys.flatMap(([key, credit]) => [
    [key, credit],
    [`^${key}`, credit * CREDIT.head],
    [`+${key}`, credit * CREDIT.modifier],
  ])
}

function plainConceptKeys(concept: Concept): Key[] {
  const id = concept.slice(1)
  if (concept.startsWith('~'))
    return [
      [`#${id}`, CREDIT.hint],
      [`~${id}`, CREDIT.hintOfHint],
    ]
  const broader = BROADER[id]
  const narrower = Object.keys(BROADER).filter((narrow) => BROADER[narrow] === id)
  return [
    [concept, CREDIT.concept],
    [`~${id}`, CREDIT.hint],
    ...narrower.map((narrow): Key => [`#${narrow}`, CREDIT.narrower]),
    ...(broader === undefined ? [] : [[`#${broader}`, CREDIT.broader] as const]),
  ]
}

// words that are used alike: "rubbish" finds "trash", but "cat" may find "dog", so this alone answers nothing
function kin(word: string, part: Part): Key[] {
  const near = wordVectorsOf(part.language)?.nearest(word, part.vocabulary, MAX_KIN) ?? []
  return near.map(
    ({ word: other, similarity }): Key => [
      part.words.get(other) ?? other,
      CREDIT.kin * Math.min(1, similarity),
    ],
  )
}

function guesses(word: string, stem: string, part: Part): Key[] {
  const near = nearestWord(word, part.spellings)
  if (near) return [[part.words.get(near.word) ?? near.word, near.exchanged ? CREDIT.exchanged : CREDIT.slip]]
  const listed = nearestWord(word, part.lexicon.spellings)
  const concepts = listed
    ? conceptsOf(listed.word, part.lexicon.words.get(listed.word) ?? '', part.lexicon)
    : []
  if (concepts.length > 0)
    return concepts
      .flatMap((concept) => conceptKeys(concept, part))
      .map(([key, credit]) => [key, credit * CREDIT.slip])
  return part.lexicon.language.compounds ? compounds(word, stem, part) : []
}

const MAX_KIN = 5
const MIN_COMPOUND_CHARS = 5

// whatever the other part may be: "weste" is found in "schwimmweste"
function compounds(word: string, stem: string, part: Part): Key[] {
  const found = new Set<string>()
  for (const [other, otherStem] of part.words)
    if (otherStem !== stem && (isInside(word, other) || isInside(stem, otherStem))) found.add(otherStem)
  return [...found].map((key): Key => [key, CREDIT.compound])
}

function isInside(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= MIN_COMPOUND_CHARS && (long.startsWith(short) || long.endsWith(short))
}

type Into = { credits: Float32Array; headings: Float32Array }

function spread(postings: Postings | undefined, credit: number, part: Part, into: Into) {
  if (!postings) return
  const raiseChunk = (chunk: number, value: number) => {
    const range = part.chunks[chunk]
    for (let at = range?.first ?? 0; at < (range?.end ?? 0); at += 1) raise(into.credits, at, value)
  }
  for (const chunk of postings.titles) raiseChunk(chunk, credit * PLACE.title)
  for (const chunk of postings.parents) {
    raise(into.headings, chunk, credit * PLACE.parent)
    raiseChunk(chunk, credit * PLACE.parent)
  }
  for (const chunk of postings.headings) {
    raise(into.headings, chunk, credit)
    raiseChunk(chunk, credit * PLACE.heading)
  }
  for (const at of postings.leads) raise(into.credits, at, credit * PLACE.lead)
  for (const at of postings.sentences) {
    const chunk = part.sentences[at]?.chunk ?? -1
    raise(into.credits, at, credit * PLACE.sentence)
    raiseChunk(chunk, credit * PLACE.chunk)
    for (const next of [at - 1, at + 1])
      if (part.sentences[next]?.chunk === chunk) raise(into.credits, next, credit * PLACE.next)
  }
}

function raise(list: Float32Array, at: number, value: number) {
  if (value > (list[at] ?? value)) list[at] = value
}
