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
  return language.spelledOut.reduce((text, [short, long]) => text.replace(short, long), fold(message))
}
