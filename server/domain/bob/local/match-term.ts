import type { Part, Postings } from './knowledge-index.ts'
import { BROADER } from './languages/broader-concepts.ts'
import type { Concept } from './lexicon.ts'
import { conceptsOf } from './lexicon.ts'
import type { Term } from './read-need.ts'
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
  const match = {
    term,
    credits: new Float32Array(part.sentences.length),
    headings: new Float32Array(part.chunks.length),
  }
  const keys = keysOf(term, part)
  for (const [key, credit] of keys) spread(part.terms.get(key), credit, part, match)
  return { ...match, rarity: rarityOf(keys, part) }
}

function rarityOf(keys: readonly Key[], part: Part): number {
  const chunks = Math.max(0, ...keys.map(([key]) => part.terms.get(key)?.chunks ?? 0))
  const total = part.chunks.length
  return chunks === 0 ? 1 : Math.log(1 + total / chunks) / Math.log(1 + total)
}

function keysOf(term: Term, part: Part): Key[] {
  const exact: Key[] = term.stem === null ? [] : [[term.stem, CREDIT.exact]]
  const keys = [...exact, ...term.concepts.flatMap(conceptKeys)]
  const found = keys.filter(([key]) => part.terms.has(key))
  const isSure = found.some(([, credit]) => credit >= CREDIT.narrower)
  if (isSure || term.everyday || term.stem === null) return found
  const akin = kin(term.word, part)
  if (akin.length > 0 || term.concepts.length > 0) return [...found, ...akin]
  return guesses(term.word, term.stem, part)
}

function conceptKeys(concept: Concept): Key[] {
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
    return concepts.flatMap(conceptKeys).map(([key, credit]) => [key, credit * CREDIT.slip])
  return part.lexicon.language.compounds ? compounds(stem, part) : []
}

const MAX_KIN = 5
const MIN_COMPOUND_CHARS = 5

function compounds(stem: string, part: Part): Key[] {
  const keys: Key[] = []
  for (const other of part.terms.keys()) {
    const [short, long] = other.length < stem.length ? [other, stem] : [stem, other]
    if (short.length < MIN_COMPOUND_CHARS || short === long || /^[#~]/.test(other)) continue
    if (long.startsWith(short) || long.endsWith(short)) keys.push([other, CREDIT.compound])
  }
  return keys
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
