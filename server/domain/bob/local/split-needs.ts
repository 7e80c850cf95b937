import { bare } from './fold.ts'
import type { Lexicon } from './lexicon.ts'

/** One thing a message asks. `context` is what else it says, without asking: "I have a dog." */
export type Clause = { text: string; context: string }

const MAX_CLAUSES = 3

/** Splits a spelled-out message into what it asks, with the rest as context. Keywords alone are one clause. */
export function splitNeeds(spelled: string, lexicon: Lexicon): Clause[] {
  const parts = partsOf(spelled, lexicon).map((part) => ({ part, asks: asks(part, lexicon) }))
  const asking = parts.filter(({ asks }) => asks).map(({ part }) => part)
  const context = parts
    .filter(({ asks }) => !asks)
    .map(({ part }) => part)
    .join(' ')
  if (asking.length === 0) return [{ text: spelled, context: '' }]
  return asking.slice(0, MAX_CLAUSES).map((text) => ({ text, context }))
}

function asks(part: string, lexicon: Lexicon): boolean {
  const { language } = lexicon
  const plain = bare(part).replace(language.courtesy, ' ').trim()
  return language.asks.test(plain) || part.includes('?')
}

function partsOf(spelled: string, lexicon: Lexicon): string[] {
  const joins = new RegExp(lexicon.language.joins.source, 'g')
  const parts: string[] = []
  let from = 0
  for (const match of spelled.matchAll(joins)) {
    const end = match.index + (match[0].startsWith('?') ? 1 : 0)
    const part = spelled.slice(from, end)
    const last = /([\p{L}.]+)$/u.exec(part)?.[1]
    if (match[0].startsWith('.') && last !== undefined && lexicon.abbreviations.has(last)) continue
    parts.push(part)
    from = match.index + match[0].length
  }
  parts.push(spelled.slice(from))
  return parts.filter((part) => bare(part) !== '')
}
