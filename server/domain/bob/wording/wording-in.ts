import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import type { Wording } from './wording.ts'

const wordings: Readonly<Record<string, Wording>> = { en: english, es: spanish, de: german, fr: french }

/** What Bob says by himself in a language; English where he has no words of his own. */
export const wordingIn = (language: string): Wording => wordings[language] ?? english
