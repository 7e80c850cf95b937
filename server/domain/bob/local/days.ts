import { bare, fold } from './fold.ts'
import type { Lexicon } from './lexicon.ts'

const WEEKDAYS = 0b0011111
const WEEKEND = 0b1100000
const DAILY = 0b1111111
const SHORT_FORM_CHARS = 3

/** The days a text names, a bit each with Monday lowest; "Monday to Friday" is five days. */
export function daysIn(text: string, lexicon: Lexicon): number {
  const plain = bare(fold(text))
  const { weekdays, weekend, daily } = lexicon.language
  let days = 0
  if (weekdays.test(plain)) days |= WEEKDAYS
  if (weekend.test(plain)) days |= WEEKEND
  if (daily.test(plain)) days |= DAILY
  return days | namedDays(text, lexicon)
}

type Named = { day: number; start: number; end: number }

function namedDays(text: string, lexicon: Lexicon): number {
  const named: Named[] = []
  for (const match of text.matchAll(/\p{L}+/gu)) {
    const day = lexicon.dayOf.get(fold(match[0]))
    if (day === undefined || isOtherWord(match[0], lexicon)) continue
    named.push({ day, start: match.index, end: match.index + match[0].length })
  }
  let days = 0
  named.forEach((current, n) => {
    days |= 1 << current.day
    const next = named[n + 1]
    if (next && isRange(text.slice(current.end, next.start), lexicon)) days |= span(current.day, next.day)
  })
  return days
}

// "so", "mi", "do", "mar" are words too: a short form counts with a capital only, unless it is not a stop word
function isOtherWord(written: string, lexicon: Lexicon): boolean {
  if (written.length > SHORT_FORM_CHARS) return false
  const isCapital = /^\p{Lu}/u.test(written)
  return !isCapital && (lexicon.stop.has(fold(written)) || lexicon.language.code !== 'en')
}

function isRange(between: string, lexicon: Lexicon): boolean {
  const gap = fold(between).trim()
  if (/^\.?\s*[-–—]$/.test(gap)) return true
  const words = gap.split(/[\s.]+/).filter((word) => word !== '')
  return words.length > 0 && words.length <= 2 && words.every((word) => lexicon.rangeWords.has(word))
}

function span(from: number, to: number): number {
  let days = 0
  for (let day = from; ; day = (day + 1) % 7) {
    days |= 1 << day
    if (day === to) return days
  }
}
