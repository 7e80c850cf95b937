import { fold } from './fold.ts'
import type { Concept, Lexicon } from './lexicon.ts'

/** A word of a text. `joined` is it together with the word before a hyphen: "check-up" is also "checkup". */
export type Token = { word: string; stem: string; stop: boolean; number: boolean; joined: string | null }

/** The words of a text in order, at most `limit`. `20kg` is two words. */
export function readTokens(text: string, lexicon: Lexicon, limit: number): Token[] {
  const tokens: Token[] = []
  let before = { word: '', end: -1 }
  for (const match of text.matchAll(/\p{L}+|\p{N}+(?:[.,:]\p{N}+)*/gu)) {
    if (tokens.length >= limit) break
    const [written] = match
    const word = fold(written)
    const number = /^\p{N}/u.test(written)
    const hyphened = before.end >= 0 && match.index === before.end + 1 && text[before.end] === '-'
    tokens.push({
      word,
      stem: number ? word : lexicon.stem(word),
      stop: lexicon.stop.has(word),
      number,
      joined: hyphened && !number ? lexicon.stem(before.word + word) : null,
    })
    before = { word, end: match.index + written.length }
  }
  return tokens
}

/** A concept with the place and length of the phrase that stands for it. */
export type Found = { at: number; length: number; concept: Concept }

/** The concepts that phrases in these words stand for; "holen Sie das Rad ab" holds "abholen", at its verb. */
export function findPhrases(tokens: readonly Token[], lexicon: Lexicon): Found[] {
  const found = findApart(tokens, lexicon)
  tokens.forEach((token, at) => {
    for (const phrase of lexicon.phrasesByFirstStem.get(token.stem) ?? []) {
      const fits = phrase.stems.every((stem, n) => tokens[at + n]?.stem === stem)
      if (fits) found.push({ at, length: phrase.stems.length, concept: phrase.concept })
    }
  })
  return found
}

const MAX_APART_TOKENS = 8

function findApart(tokens: readonly Token[], lexicon: Lexicon): Found[] {
  const { apartPrefixes } = lexicon.language
  const found: Found[] = []
  tokens.forEach((prefix, end) => {
    if (!apartPrefixes.has(prefix.word)) return
    for (let at = Math.max(0, end - MAX_APART_TOKENS); at < end; at += 1) {
      const { stem, number } = tokens[at] ?? prefix
      if (number) continue
      for (const concept of lexicon.meanings.byStem.get(prefix.word + stem) ?? [])
        found.push({ at, length: 1, concept })
    }
  })
  return found
}
