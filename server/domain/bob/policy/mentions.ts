import { bare, fold } from '../local/fold.ts'
import { lexiconOf } from '../local/lexicon.ts'

/** The words of a text, as they stand and as their stems, in one language. */
export type Words = ReadonlySet<string>

export function wordsOf(text: string, language: string): Words {
  const lexicon = lexiconOf(language)
  const words = bare(fold(text)).split(' ')
  return new Set([...words, ...words.map((word) => lexicon.stem(word))])
}

/** Whether every word of a topic that says something is in a text; in any order, in any form of the word. */
export function mentions(words: Words, topic: string, language: string): boolean {
  const lexicon = lexiconOf(language)
  const all = bare(fold(topic)).split(' ').filter(Boolean)
  const telling = all.filter((word) => !lexicon.stop.has(word))
  const asked = telling.length > 0 ? telling : all
  return asked.length > 0 && asked.every((word) => words.has(word) || words.has(lexicon.stem(word)))
}
