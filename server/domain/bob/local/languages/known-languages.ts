import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import type { Language } from './language.ts'

/** The languages whose words the engine knows. */
export const knownLanguages: readonly Language[] = [english, spanish, german, french]
