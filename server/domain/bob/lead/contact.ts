import { type CountryCode, findPhoneNumbersInText } from 'libphonenumber-js'
import { z } from 'zod'

/** How somebody can be reached; `phone`: E.164. */
export type Contact = { readonly email: string | null; readonly phone: string | null }

export const canBeReached = ({ email, phone }: Contact): boolean => email !== null || phone !== null

const EMAIL = /[^\s@<>(),;:"']{1,64}@[^\s@<>(),;:"']{1,189}\.[^\s@<>(),;:"'.]{2,63}/u
const longest = 4_000

/** The first e-mail address and phone number of a text; a number without a country is one of `country`. */
export function contactIn(text: string, country: string | null): Contact {
  const short = text.slice(0, longest)
  const email = EMAIL.exec(short)?.[0].toLowerCase() ?? null
  const [found] = findPhoneNumbersInText(short, country === null ? undefined : (country as CountryCode))
  return {
    email: z.email().max(254).safeParse(email).success ? email : null,
    phone: found?.number.isPossible() ? found.number.number : null,
  }
}

/** How a name is introduced, folded or not: "my name is", "ich heiße". */
const introductions =
  /(?:my name is|my name's|this is|i am|i'm|im|it's|me llamo|mi nombre es|soy|ich hei(?:ß|ss)e|mein name ist|ich bin|je m'appelle|je suis|mon nom est)\s+/iu
const NAME = /^\p{L}[\p{L}\p{M}'’.-]*(?: \p{L}[\p{L}\p{M}'’.-]*){0,4}$/u
/** A word that begins another thought ends a name. */
const ends = /[,;:!?\n]|\.\s|\b(?:and|my|you|y|mi|und|meine?|et|mon)\b|@|\d/iu

/** The name that somebody gives of themselves in a sentence; null when they give none. */
export function nameIn(text: string): string | null {
  const found = introductions.exec(text.slice(0, longest))
  return found ? nameFrom(text.slice(found.index + found[0].length)) : null
}

/** A short answer to the question for a name; null when it is something else. */
export const nameSaid = (text: string): string | null => nameIn(text) ?? nameFrom(text, true)

function nameFrom(text: string, whole = false): string | null {
  const end = ends.exec(text)
  if (whole && end && text.slice(end.index).replace(/[\s.!]+$/u, '') !== '') return null
  const name = text
    .slice(0, end?.index ?? 200)
    .replace(/[.\s]+$/u, '')
    .trim()
  return name.length >= 2 && name.length <= 100 && NAME.test(name) ? name : null
}
