import type { Lexicon } from './lexicon.ts'

/** The words written together in one: what the last says is what the whole is. Stems, at all levels. */
export type Compound = { head: readonly string[]; modifiers: readonly string[] }

/** Whether a part is a word of its own. */
export type Known = (word: string) => boolean

/** Knows the words of a text, given with their stems, and those of its language. */
export function knownWords(words: ReadonlyMap<string, string>, lexicon: Lexicon): Known {
  if (!lexicon.language.compounds) return () => false
  const stems = new Set([...words.values(), ...lexicon.words.values(), ...lexicon.compoundParts])
  const beginnings = new Set([...stems].map((stem) => stem.slice(0, MIN_PART_CHARS)))
  return (word) =>
    words.has(word) || (beginnings.has(word.slice(0, MIN_PART_CHARS)) && stems.has(lexicon.stem(word)))
}

const MIN_PART_CHARS = 3
const MIN_COMPOUND_CHARS = 7
const MAX_COMPOUND_CHARS = 32
const LINKS = ['', 's', 'es', 'n', 'en', 'er', 'e']
const MAX_DEPTH = 3

/**
 * Splits a folded word into words that are known, to the text or to the language: "leihradkaution" into "leihrad" and
 * "kaution". Null where they do not make it up.
 */
export function splitCompound(word: string, known: Known, lexicon: Lexicon): Compound | null {
  if (!lexicon.language.compounds || word.length < MIN_COMPOUND_CHARS || word.length > MAX_COMPOUND_CHARS)
    return null
  const parts = partsOf(word, { known, lexicon, depth: 0 })
  if (parts === null) return null
  const [modifier, head] = parts
  const within = { known, lexicon, depth: 1 }
  const deeper = (part: string): string[] => {
    const found = part.length < MIN_COMPOUND_CHARS ? null : partsOf(part, within)
    return found === null ? [] : found.map((each) => lexicon.stem(each))
  }
  const [inHead = [], inModifier = []] = [deeper(head), deeper(modifier)]
  return {
    head: [lexicon.stem(head), ...inHead.slice(-1)],
    modifiers: [lexicon.stem(modifier), ...inModifier, ...inHead.slice(0, -1)],
  }
}

type Within = { known: Known; lexicon: Lexicon; depth: number }

// the longest last word wins: "fahrradschloss" is no "fahr" of a "radschloss" that nobody has
function partsOf(word: string, within: Within): [modifier: string, head: string] | null {
  for (let at = MIN_PART_CHARS; at <= word.length - MIN_PART_CHARS; at += 1) {
    const head = word.slice(at)
    if (!isPart(head, within)) continue
    const modifier = modifierIn(word.slice(0, at), within)
    if (modifier !== null) return [modifier, head]
  }
  return null
}

function isPart(part: string, { known, lexicon }: Within): boolean {
  return part.length >= MIN_PART_CHARS && !lexicon.stop.has(part) && known(part)
}

function modifierIn(written: string, within: Within): string | null {
  for (const link of LINKS) {
    if (!written.endsWith(link)) continue
    const part = written.slice(0, written.length - link.length)
    if (isPart(part, within)) return part
  }
  if (within.depth >= MAX_DEPTH || written.length < MIN_COMPOUND_CHARS) return null
  return partsOf(written, { ...within, depth: within.depth + 1 }) === null ? null : written
}
