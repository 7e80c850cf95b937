import { newStemmer } from 'snowball-stemmers'
import { fold } from './fold.ts'
import { english } from './languages/en.ts'
import { knownLanguages } from './languages/known-languages.ts'
import type { Language } from './languages/language.ts'
import type { Spellings } from './typos.ts'
import { spellingsOf } from './typos.ts'

/** A language made ready for look-ups. Words are folded; stems are folded too. */
export type Lexicon = {
  language: Language
  stop: ReadonlySet<string>
  everyday: ReadonlySet<string>
  meanings: Meanings
  phrasesByFirstStem: ReadonlyMap<string, readonly Phrase[]>
  /** every word the lists hold, with its stem: what a mistyped word may have meant */
  words: ReadonlyMap<string, string>
  compoundParts: readonly string[]
  spellings: Spellings
  dayOf: ReadonlyMap<string, number>
  months: ReadonlySet<string>
  rangeWords: ReadonlySet<string>
  abbreviations: ReadonlySet<string>
  smallWords: Readonly<Record<keyof Language['smallWords'], ReadonlySet<string>>>
  stem(word: string): string
}
/** A concept that a word stands for, as `#id`, or only points to, as `~id`. */
export type Concept = string
export type Phrase = { stems: readonly string[]; concept: Concept }
type Meanings = {
  byStem: Map<string, Concept[]>
  /** words whose stem means something else too ("directions", "directly") */
  byWord: Map<string, Concept[]>
}

const MAX_CACHED_STEMS = 20_000
const MAX_STEMMED_CHARS = 40
const ready = new Map<string, Lexicon>()

/** The lexicon of a language; for one the engine does not know, a bare one that matches words as they stand. */
export function lexiconOf(code: string): Lexicon {
  const found = ready.get(code)
  if (found) return found
  const known = knownLanguages.find((language) => language.code === code)
  const made = makeLexicon(known ?? unknownLanguage)
  ready.set(known ? code : '', made)
  return made
}

/** The concepts a word stands for by itself. */
export function conceptsOf(word: string, stem: string, lexicon: Lexicon): readonly Concept[] {
  const written = lexicon.meanings.byWord.get(word)
  const stemmed = lexicon.meanings.byStem.get(stem) ?? none
  return written === undefined ? stemmed : [...written, ...stemmed]
}

const none: readonly Concept[] = []

const unknownLanguage: Language = {
  ...english,
  code: '',
  stemmer: '',
  stop: '',
  everyday: '',
  concepts: {},
  hints: {},
}

function makeLexicon(language: Language): Lexicon {
  const stem = cachedStem(language)
  const words = new Map<string, string>()
  const remember = (word: string) => words.set(fold(word), stem(word))
  const meanings: Meanings = { byStem: new Map(), byWord: new Map() }
  const phrases = new Map<string, Phrase[]>()
  for (const { name, concept } of [...named(language.concepts, '#'), ...named(language.hints, '~')]) {
    const parts = name.replace(/^=/, '').split(/[\s']+/)
    for (const part of parts) remember(part)
    const stems = parts.map(stem)
    const [first = '', ...rest] = stems
    if (name.startsWith('=')) push(meanings.byWord, fold(parts[0] ?? ''), concept)
    else if (rest.length > 0) push(phrases, first, { stems, concept })
    else push(meanings.byStem, first, concept)
  }
  for (const each of phrases.values()) each.sort((a, b) => b.stems.length - a.stems.length)
  for (const word of [...listed(language.everyday), ...listed(language.stop)]) remember(word)
  return {
    language,
    stop: new Set(listed(language.stop).map(fold)),
    everyday: new Set(listed(language.everyday).map(stem)),
    meanings,
    phrasesByFirstStem: phrases,
    words,
    compoundParts: listed(language.compoundParts).map(stem),
    spellings: spellingsOf(words.keys()),
    dayOf: new Map(
      language.days.flatMap((names, day) => listed(names).map((name) => [fold(name), day] as const)),
    ),
    months: new Set(listed(language.months).map(fold)),
    rangeWords: new Set(listed(language.rangeWords).map(fold)),
    abbreviations: new Set(listed(language.abbreviations).map(fold)),
    smallWords: {
      greeting: new Set(listed(language.smallWords.greeting)),
      thanks: new Set(listed(language.smallWords.thanks)),
      goodbye: new Set(listed(language.smallWords.goodbye)),
      filler: new Set(listed(language.smallWords.filler)),
    },
    stem,
  }
}

function named(
  lists: Readonly<Record<string, string>>,
  mark: '#' | '~',
): { name: string; concept: Concept }[] {
  return Object.entries(lists).flatMap(([id, list]) =>
    list.split(',').map((name) => ({ name: name.trim(), concept: `${mark}${id}` })),
  )
}

function listed(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '')
}

// visitors' words come through here, so what is remembered is bounded
function cachedStem(language: Language): (word: string) => string {
  if (language.stemmer === '') return fold
  const stemmer = newStemmer(language.stemmer)
  const cache = new Map<string, string>()
  // folded first: visitors leave out accents, and both sides must come out alike
  const foldedStem = (word: string) =>
    word.length > MAX_STEMMED_CHARS
      ? fold(word)
      : language.restem(fold(stemmer.stem(language.respell(fold(word)))))
  return (word) => {
    const found = cache.get(word)
    if (found !== undefined) return found
    const made = foldedStem(word)
    if (cache.size >= MAX_CACHED_STEMS) cache.clear()
    cache.set(word, made)
    return made
  }
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item) {
  const list = map.get(key)
  if (!list) map.set(key, [item])
  else if (!list.includes(item)) list.push(item)
}
