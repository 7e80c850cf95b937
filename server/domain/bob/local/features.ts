import { bare, fold } from './fold.ts'
import type { QuestionType } from './languages/language.ts'
import type { Lexicon } from './lexicon.ts'

/** What a sentence holds that could answer a type of question, a bit each. */
export const Feature = {
  price: 1,
  clock: 2,
  closed: 4,
  span: 8,
  number: 16,
  phone: 32,
  email: 64,
  url: 128,
  place: 256,
  person: 512,
  date: 1024,
  hours: 2048,
} as const

const MONEY = /[£$€¥]|\d ?(?:eur|euros?|gbp|usd|pounds?|dollars?|chf|pence|cents?|centimos?|francs?)\b|\d ?%/
const CLOCK = /\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?(?:[ap]\.?m\b|uhr\b|h\b)/
const PHONE = /(?:\+|\b)\(?\d[\d ()./-]{5,18}\d\b/g
const EMAIL = /[^\s@]{1,64}@[^\s@.]{1,64}\.[^\s@]{2,}/
const NAME = /\p{Ll} \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ (?:\p{Ll}|\()/u
const MIN_PHONE_DIGITS = 7

/** The features of a sentence. `days` are the days it names; `onHours` says that it stands under opening hours. */
export function featuresOf(text: string, lexicon: Lexicon, days: number, onHours: boolean): number {
  const folded = fold(text)
  const plain = bare(folded)
  const { marks } = lexicon.language
  const has = (feature: number, holds: boolean) => (holds ? feature : 0)
  const clock = CLOCK.test(folded) || marks.clock.test(plain)
  const closed = marks.closed.test(plain)
  const date = days !== 0 || plain.split(' ').some((word) => lexicon.months.has(word))
  const hours = (days !== 0 && (CLOCK.test(folded) || closed)) || (onHours && (clock || closed || date))
  return (
    has(Feature.price, MONEY.test(folded) || marks.free.test(plain)) |
    has(Feature.clock, clock) |
    has(Feature.closed, closed) |
    has(Feature.span, marks.span.test(plain)) |
    has(Feature.number, /\d/.test(plain) || marks.number.test(plain)) |
    has(Feature.phone, hasPhone(folded)) |
    has(Feature.email, EMAIL.test(folded)) |
    has(Feature.url, /https?:\/\/|\bwww\.|\.(?:com|org|net|example|co|es|de|fr|gov|uk|test)\b/.test(folded)) |
    has(Feature.place, marks.place.test(plain)) |
    has(Feature.person, marks.person.test(plain) || NAME.test(text)) |
    has(Feature.date, date) |
    has(Feature.hours, hours)
  )
}

function hasPhone(folded: string): boolean {
  for (const match of folded.matchAll(PHONE)) {
    if (match[0].replace(/\D/g, '').length >= MIN_PHONE_DIGITS) return true
  }
  return false
}

const ANSWERS: Readonly<Record<QuestionType, number>> = {
  hours: Feature.hours,
  price: Feature.price,
  phone: Feature.phone,
  email: Feature.email,
  contact: Feature.phone | Feature.email | Feature.url,
  where: Feature.place,
  who: Feature.person,
  duration: Feature.span | Feature.date,
  count: Feature.number,
  when: Feature.clock | Feature.date | Feature.span | Feature.hours,
  offer: 0,
}

/** Whether a sentence with these features can answer a question of this type. */
export function canAnswer(features: number, type: QuestionType): boolean {
  return type === 'offer' || (features & ANSWERS[type]) !== 0
}
