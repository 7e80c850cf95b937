import { bare, fold } from '../local/fold.ts'

const URL =
  /\b(?:https?:\/\/|www\.)[^\s<>()"']+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|info|biz|co|uk|es|de|fr|eu|us|app|dev|example|test)\b(?:\/[^\s<>()"']*)?/gi
const EMAIL = /[^\s@<>(),;:"']+@[^\s@<>(),;:"']+\.[a-z]{2,}/gi
const TIME =
  /\b(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)|\b(\d{1,2})[:h](\d{2})\b|\b(\d{1,2})(?:[.:](\d{2}))?\s*uhr\b/gi
const PHONE = /(?:\+|\b)\(?\d(?:(?:[ ./-]|\) ?| \()?\d){6,18}/g
const leastPhoneDigits = 7
const NUMBER = /\d+(?:[.,'’\u00a0 ]\d{3})*(?:[.,]\d+)?/g
const MONTHS =
  'jan(?:uary|uar|vier)?|enero|feb(?:ruary|ruar)?|febrero|fevr(?:ier)?|mar(?:ch|z|zo|s)?|maerz|apr(?:il)?|abril|avr(?:il)?|may|mai|mayo|june?|juni|junio|juin|july?|juli|julio|juillet|aug(?:ust)?|agosto|aout|sept?(?:ember|iembre|embre)?|o[ck]t(?:ober|ubre|obre)?|nov(?:ember|iembre|embre)?|de[cz](?:ember|iembre|embre)?|diciembre'
const DATE = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+|de\\s+)?(${MONTHS})\\b|\\b(${MONTHS})\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b`,
  'gi',
)
/** Words for numbers beside money: what is written out is a price all the same. */
const SPELLED =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b[\w -]{0,30}\b(?:pounds?|dollars?|euros?|pence|cents?|percent)\b|\bfor free\b|\bfree of charge\b/gi
/** That a person will do something. */
const PROMISE =
  /\b(?:someone|somebody|a (?:person|human|colleague|member)|(?:our|the) (?:team|staff|manager)|we|i)(?:'ll| will| is going to| are going to| shall)\b[^.!?]*\b(?:call|contact|get back|reach out|be in touch|reply|e-?mail|phone|write|follow up|visit)\b|\b(?:le|te|lo|la) (?:llamar|contactar)|se pondr[aá]n? en contacto|\b(?:meldet sich|melden uns|wird sie (?:anrufen|kontaktieren))|\b(?:vous (?:rappellera|contactera|recontactera))/i

type Kind = 'url' | 'email' | 'time' | 'date' | 'phone' | 'number' | 'spelled'
/** A fact that must stand somewhere, in one spelling: `time 545`, `number 68`. */
export type Claim = `${Kind} ${string}`

/** Every price, date, time, phone number, address and other number of a text. Pure. */
export function claimsOf(text: string): Set<Claim> {
  const claims = new Set<Claim>()
  let rest = text
  const take = (pattern: RegExp, kind: Kind, spell: (match: RegExpExecArray) => string | null) => {
    rest = rest.replace(pattern, (...found) => {
      const spelled = spell(found as unknown as RegExpExecArray)
      if (spelled !== null) claims.add(`${kind} ${spelled}`)
      return ' '
    })
  }
  take(EMAIL, 'email', ([whole]) => whole.toLowerCase())
  take(URL, 'url', ([whole]) => addressOf(whole))
  rest = fold(rest)
  take(TIME, 'time', ([, h12, m12, half, h24, m24, hUhr, mUhr]) =>
    minutesOf(h12 ?? h24 ?? hUhr ?? '', m12 ?? m24 ?? mUhr ?? '0', half),
  )
  take(
    DATE,
    'date',
    ([, day, month, monthFirst, dayLast]) =>
      `${(month ?? monthFirst ?? '').slice(0, 3)} ${Number(day ?? dayLast)}`,
  )
  for (const [whole] of rest.matchAll(PHONE)) {
    const digits = whole.replace(/\D/g, '')
    if (digits.length >= leastPhoneDigits) claims.add(`phone ${digits}`)
  }
  take(SPELLED, 'spelled', ([whole]) => whole.replace(/\s+/g, ' '))
  take(NUMBER, 'number', ([whole]) => numberOf(whole))
  return claims
}

/** Whether a sentence says that a person will do something. */
export const promises = (sentence: string): boolean => PROMISE.test(sentence)

/** Text without pictures and HTML; a link keeps its address only where the evidence has it. Pure. */
export const plain = (text: string, isKnown: (claim: Claim) => boolean): string =>
  text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/!?\[([^\]]*)\]\((\S+?)(?:\s[^)]*)?\)/g, (_, label: string, address: string) =>
      isKnown(`url ${addressOf(address)}`) ? `${label} (${address})` : label,
    )
    .replace(/<[^>]*>/g, '')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')

const addressOf = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?/]+$/, '')

function minutesOf(hours: string, minutes: string, half: string | undefined): string | null {
  const isLate = half?.startsWith('p') ?? false
  const hour = half ? (Number(hours) % 12) + (isLate ? 12 : 0) : Number(hours)
  return hour > 24 ? null : String(hour * 60 + Number(minutes))
}

/** Digits as one number: separators of thousands gone, a decimal point, no zeros before or after. */
function numberOf(text: string): string {
  const digits = text.replace(/[.,'’\u00a0 ](?=\d{3}(?:\D|$))/g, '').replace(',', '.')
  const value = Number(digits)
  return Number.isFinite(value) && digits.length < 16 ? String(value) : digits
}

const longestEcho = 8

/** Tells of a text whether it says so many words in a row of what an engine was told. Pure. */
export function leaksOf(instructions: string): (text: string) => boolean {
  const told = ` ${bare(fold(instructions))} `
  return (text) => {
    const said = bare(fold(text)).split(' ')
    return said.some(
      (_, at) =>
        at + longestEcho <= said.length && told.includes(` ${said.slice(at, at + longestEcho).join(' ')} `),
    )
  }
}
