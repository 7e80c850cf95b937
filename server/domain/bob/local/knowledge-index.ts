import { daysIn } from './days.ts'
import { Feature, featuresOf } from './features.ts'
import { bare, fold } from './fold.ts'
import type { Lexicon } from './lexicon.ts'
import { conceptsOf, lexiconOf } from './lexicon.ts'
import type { Passage } from './passages.ts'
import type { Known } from './split-compounds.ts'
import { knownWords, splitCompound } from './split-compounds.ts'
import type { Sentence } from './split-sentences.ts'
import { splitSentences } from './split-sentences.ts'
import type { Token } from './tokens.ts'
import { findPhrases, readTokens } from './tokens.ts'
import type { Spellings } from './typos.ts'
import { spellingsOf } from './typos.ts'
import type { Vocabulary } from './word-vectors.ts'
import { vocabularyOf, wordVectorsOf } from './word-vectors.ts'

/** A tenant's knowledge, ready for questions; one part a language. About 30 KB a page in memory. */
export type KnowledgeIndex = { businessWords: ReadonlySet<string>; language: string; parts: readonly Part[] }
export type Part = {
  language: string
  lexicon: Lexicon
  chunks: readonly IndexedChunk[]
  sentences: readonly IndexedSentence[]
  terms: ReadonlyMap<string, Postings>
  /** every folded word of the text with its stem */
  words: ReadonlyMap<string, string>
  /** tells the words that compounds are made of */
  known: Known
  /** the same words, for what visitors mistype */
  spellings: Spellings
  /** those of them whose meaning is known, for words that the text does not say */
  vocabulary: Vocabulary
}
export type IndexedChunk = {
  chunkId: string
  headings: readonly string[]
  first: number
  end: number
  /** what it is about, for questions in other words */
  meaning: Float32Array | null
}
export type IndexedSentence = Sentence & { chunk: number; days: number; features: number; leansBack: boolean }
/** Where a stem or a concept stands: in sentences and their leads, and by chunk in its heading, the one above, and titles. */
export type Postings = {
  sentences: number[]
  leads: number[]
  headings: number[]
  parents: number[]
  titles: number[]
  chunks: number
}

const MAX_SENTENCE_TOKENS = 400
const PASSAGES_A_SLICE = 10
const MAX_MEANING_TOKENS = 1_000
// their words say nothing about the sentence around them
const ADDRESSES = /https?:\/\/\S+|\bwww\.\S+|[^\s@]{1,64}@\S+/g

type About = { businessName: string; language: string }

/** Builds the index of a tenant's passages: about 0.4 ms a passage. */
export function buildIndex(passages: readonly Passage[], about: About): KnowledgeIndex {
  const building = build(passages, about)
  for (;;) {
    const { done, value } = building.next()
    if (done) return value
  }
}

/** The same in slices of a few milliseconds, so that other visitors are answered meanwhile. */
export async function buildIndexInSlices(
  passages: readonly Passage[],
  about: About,
): Promise<KnowledgeIndex> {
  const building = build(passages, about)
  for (;;) {
    const { done, value } = building.next()
    if (done) return value
    await new Promise(setImmediate)
  }
}

/** Yields between slices. */
function* build(passages: readonly Passage[], about: About): Generator<void, KnowledgeIndex> {
  const languages = [...new Set(passages.map((passage) => passage.language))]
  const lexicon = lexiconOf(about.language)
  const parts: Part[] = []
  for (const language of languages) {
    const own = passages.filter((passage) => passage.language === language)
    parts.push(yield* buildPart(language, own))
  }
  return {
    businessWords: new Set(readTokens(about.businessName, lexicon, 20).map((token) => token.word)),
    language: about.language,
    parts,
  }
}

function* buildPart(language: string, passages: readonly Passage[]): Generator<void, Part> {
  const lexicon = lexiconOf(language)
  const chunks: IndexedChunk[] = []
  const sentences: IndexedSentence[] = []
  const terms = new Map<string, Postings>()
  const words = new Map<string, string>()
  const post = (text: string, list: Exclude<keyof Postings, 'chunks'>, at: number) => {
    const tokens = readTokens(text.replace(ADDRESSES, ' '), lexicon, MAX_SENTENCE_TOKENS)
    const keys = keysOf(tokens, lexicon)
    for (const token of tokens) words.set(token.word, token.stem)
    for (const key of keys) add(terms, key, list, at)
    return { keys, told: tokens.filter((token) => !token.stop).map((token) => token.word) }
  }
  for (const passage of passages) {
    const chunk = chunks.length
    if (chunk % PASSAGES_A_SLICE === PASSAGES_A_SLICE - 1) yield
    const first = sentences.length
    const above = headingsOf(passage)
    const own = post(above.own, 'headings', chunk)
    const parent = post(above.parent, 'parents', chunk)
    for (const title of above.titles) post(title, 'titles', chunk)
    const onHours = [own, parent].some(({ keys }) => keys.has('#hours') || keys.has('~hours'))
    const onPerson = isAboutPerson(above.own, lexicon)
    const told = [...parent.told, ...own.told, ...own.told]
    for (const sentence of splitSentences(passage.text, lexicon)) {
      const at = sentences.length
      const text = post(sentence.text, 'sentences', at)
      const lead = post(sentence.lead, 'leads', at)
      const saysHours = text.keys.has('#hours') || lead.keys.has('#hours')
      sentences.push(readSentence(sentence, { chunk, lexicon, onHours: onHours || saysHours, onPerson }))
      told.push(...text.told)
    }
    const meaning = wordVectorsOf(language)?.meaning(told.slice(0, MAX_MEANING_TOKENS)) ?? null
    chunks.push({
      chunkId: passage.chunkId,
      headings: passage.headings,
      first,
      end: sentences.length,
      meaning,
    })
  }
  const known = knownWords(words, lexicon)
  postCompounds(terms, words, lexicon, known)
  for (const postings of terms.values()) postings.chunks = countChunks(postings, sentences)
  const vocabulary = vocabularyOf(words.keys(), language)
  return {
    language,
    lexicon,
    chunks,
    sentences,
    terms,
    words,
    known,
    vocabulary,
    spellings: spellingsOf(words.keys()),
  }
}

// the first heading of a page names the page, not the section; with no other it names both
function headingsOf(passage: Passage): { own: string; parent: string; titles: readonly string[] } {
  const { headings, sourceTitle } = passage
  const own = headings.at(-1) ?? ''
  const parent = headings.length > 2 ? (headings.at(-2) ?? '') : ''
  const last = headings.length > 2 ? -2 : -1
  return { own, parent, titles: [sourceTitle, ...headings.slice(0, last)] }
}

function readSentence(
  sentence: Sentence,
  place: { chunk: number; lexicon: Lexicon; onHours: boolean; onPerson: boolean },
): IndexedSentence {
  const { chunk, lexicon } = place
  const days =
    daysIn(sentence.text, lexicon) || (sentence.leadKind === 'label' ? daysIn(sentence.lead, lexicon) : 0)
  const leansBack = lexicon.language.leansBack.test(bare(fold(sentence.text)))
  const features =
    featuresOf(sentence.text, lexicon, days, place.onHours) | (place.onPerson ? Feature.person : 0)
  return { ...sentence, chunk, days, features, leansBack }
}

// "Rafa Soler, grill": the sentences below are about him
function isAboutPerson(heading: string, lexicon: Lexicon): boolean {
  return (
    lexicon.language.marks.person.test(bare(fold(heading))) || /^\p{Lu}\p{L}+ \p{Lu}\p{L}+,/u.test(heading)
  )
}

/** What words are found by: their stems, words joined at a hyphen, and the concepts of words and phrases. */
function keysOf(tokens: readonly Token[], lexicon: Lexicon): Set<string> {
  const keys = new Set<string>()
  for (const token of tokens) {
    if (token.joined !== null) keys.add(token.joined)
    if (token.stop) continue
    keys.add(token.stem)
    for (const concept of conceptsOf(token.word, token.stem, lexicon)) keys.add(concept)
  }
  for (const phrase of findPhrases(tokens, lexicon)) keys.add(phrase.concept)
  return keys
}

/** Posts the parts of compounds where the compound stands: `^` marks what the whole is, `+` what stands before. */
function postCompounds(
  terms: Map<string, Postings>,
  words: ReadonlyMap<string, string>,
  lexicon: Lexicon,
  known: Known,
) {
  for (const [word, stem] of words) {
    const compound = splitCompound(word, known, lexicon)
    const whole = terms.get(stem)
    if (compound === null || whole === undefined) continue
    const keysOf = (parts: readonly string[], mark: string) =>
      parts.flatMap((part) => [part, ...conceptsOf('', part, lexicon)].map((key) => mark + key))
    for (const key of [...keysOf(compound.head, '^'), ...keysOf(compound.modifiers, '+')])
      for (const list of PLACES) for (const at of whole[list]) add(terms, key, list, at)
  }
}

const PLACES = ['sentences', 'leads', 'headings', 'parents', 'titles'] as const

function add(terms: Map<string, Postings>, key: string, list: Exclude<keyof Postings, 'chunks'>, at: number) {
  const found = terms.get(key) ?? {
    sentences: [],
    leads: [],
    headings: [],
    parents: [],
    titles: [],
    chunks: 0,
  }
  if (found[list].at(-1) !== at) found[list].push(at)
  terms.set(key, found)
}

function countChunks(postings: Postings, sentences: readonly IndexedSentence[]): number {
  const chunks = new Set<number>([...postings.headings, ...postings.parents])
  for (const at of [...postings.sentences, ...postings.leads]) chunks.add(sentences[at]?.chunk ?? -1)
  return chunks.size
}
