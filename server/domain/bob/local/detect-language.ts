import { fold } from './fold.ts'
import { knownLanguages } from './languages/known-languages.ts'
import { lexiconOf } from './lexicon.ts'

const MAX_WORDS = 40
const MAX_DETECTED_CHARS = 300
const CLEAR_LEAD = 1.5

/**
 * The language of a message among those the engine knows and the tenant's own. Its small
 * words decide; a message without any is taken to be in the tenant's language.
 */
export function detectLanguage(message: string, tenantLanguage: string): string {
  if (/[¿¡ñÑ]/.test(message)) return 'es'
  const words =
    fold(message.slice(0, MAX_DETECTED_CHARS))
      .match(/\p{L}+/gu)
      ?.slice(0, MAX_WORDS) ?? []
  const votes = knownLanguages.map(({ code }) => ({ code, votes: voteOf(words, code) }))
  votes.sort(
    (a, b) => b.votes - a.votes || Number(b.code === tenantLanguage) - Number(a.code === tenantLanguage),
  )
  const [first, second] = votes
  if (first && first.votes >= 1 && first.votes >= (second?.votes ?? 0) * CLEAR_LEAD) return first.code
  return tenantLanguage
}

// a word that only one language has speaks for it; one that several share hardly does
function voteOf(words: readonly string[], code: string): number {
  const lexicon = lexiconOf(code)
  let votes = 0
  for (const word of words) {
    const isSmall = lexicon.stop.has(word)
    if (isSmall || lexicon.words.has(word)) votes += (isSmall ? 1 : 0.7) / languagesWith(word) ** 2
  }
  return votes
}

const counted = new Map<string, number>()

function languagesWith(word: string): number {
  if (counted.size === 0) {
    for (const { code } of knownLanguages)
      for (const each of lexiconOf(code).words.keys()) counted.set(each, (counted.get(each) ?? 0) + 1)
  }
  return counted.get(word) ?? 1
}
