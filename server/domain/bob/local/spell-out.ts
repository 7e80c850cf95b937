import { fold } from './fold.ts'
import type { Language } from './languages/language.ts'

const MAX_MESSAGE_CHARS = 1000

/** A message without markup and control characters, cut to the length that the engine reads. */
export function cleanMessage(message: string): string {
  return message
    .slice(0, MAX_MESSAGE_CHARS)
    .replace(/(?!\s)[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The message folded, its contractions and short forms written out; punctuation stays. */
export function spellOut(message: string, language: Language): string {
  const told = fold(message).replace(TWELVE_HOURS, on24Hours)
  return language.spelledOut.reduce(
    (text, [short, long]) =>
      typeof long === 'string' ? text.replace(short, long) : text.replace(short, long),
    told,
  )
}

const TWELVE_HOURS = /\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])\.? ?m\b\.?/g

/** "7pm" and "7:30 p.m." as 19:00 and 19:30: one word, as the text of a business writes it. */
function on24Hours(_written: string, hour: string, minutes: string | undefined, half: string): string {
  const hours = (Number(hour) % 12) + (half === 'p' ? 12 : 0)
  return `${hours}:${minutes ?? '00'}`
}
