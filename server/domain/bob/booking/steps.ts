import { acceptsOffer } from '../accepts-offer.ts'
import { refuses } from '../lead/capture.ts'
import { contactIn, nameIn, nameSaid } from '../lead/contact.ts'
import { bare, fold } from '../local/fold.ts'
import { mentions, wordsOf } from '../policy/mentions.ts'
import { whenIn } from './when.ts'

/** An appointment that somebody is making, as far as Bob has asked. */
export type BookingDraft = {
  /** Of the wish: a name or a number has none of its own. */
  readonly language: string
  readonly service: string | null
  /** The day that was asked for, by the clock of the business. */
  readonly day: string | null
  /** What was offered: when each begins (RFC 3339). */
  readonly offers: readonly string[]
  readonly held: { readonly id: string; readonly startsAt: string } | null
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly asking: 'service' | 'day' | 'time' | 'name' | 'contact' | 'confirmation'
}

export const nothingYet: Omit<BookingDraft, 'language'> = {
  service: null,
  day: null,
  offers: [],
  held: null,
  name: null,
  email: null,
  phone: null,
  asking: 'service',
}

type Said = {
  readonly message: string
  readonly language: string
  readonly timeZone: string
  readonly country: string | null
  readonly services: readonly string[]
  readonly now: Date
}

/** What a message says of an appointment; null: it says nothing of what was asked. */
export type Heard =
  | { readonly state: 'drop' }
  | { readonly state: 'confirm' }
  /** `time`: the clock that was named, or the moment that was picked of the offers. */
  | {
      readonly state: 'go on'
      readonly draft: BookingDraft
      readonly time: string | null
      readonly picked: string | null
    }

/** Reads a message as an answer to what was asked last, and takes what else it says. Pure. */
export function hear(draft: BookingDraft, said: Said): Heard | null {
  const { message, language, timeZone, now } = said
  if (refuses(message)) return { state: 'drop' }
  if (draft.asking === 'confirmation' && acceptsOffer(message, language)) return { state: 'confirm' }
  const service = draft.service ?? serviceIn(said)
  const when = whenIn(message, language, timeZone, now)
  const picked = draft.asking === 'time' ? pickOf(message, draft.offers) : null
  const contact = contactIn(message, said.country)
  const name =
    draft.name ?? (draft.asking === 'name' && contact.email === null ? nameSaid(message) : nameIn(message))
  const next = {
    ...draft,
    service,
    day: when && (when.hasDay || draft.day === null) ? when.day : draft.day,
    name,
    email: contact.email ?? draft.email,
    phone: contact.phone ?? draft.phone,
  }
  const time = picked === null ? (when?.time ?? null) : null
  const isNew = picked !== null || time !== null || Object.keys(next).some((key) => differs(key, next, draft))
  return isNew ? { state: 'go on', draft: next, time, picked } : null
}

const differs = (key: string, next: BookingDraft, draft: BookingDraft) =>
  next[key as keyof BookingDraft] !== draft[key as keyof BookingDraft]

/** The service that a message names: by its place in the list that was shown, or by its words; the only one is meant. */
export function serviceIn({
  message,
  language,
  services,
}: Pick<Said, 'message' | 'language' | 'services'>): string | null {
  if (services.length === 1) return services[0] ?? null
  const said = wordsOf(message, language)
  const scores = services.map((service) => ({
    service,
    score: bare(fold(service))
      .split(' ')
      .filter((word) => mentions(said, word, language)).length,
  }))
  const [best, second] = scores.toSorted((a, b) => b.score - a.score)
  if (best && best.score > (second?.score ?? 0)) return best.service
  return services[numberIn(message) - 1] ?? null
}

const pickOf = (message: string, offers: readonly string[]): string | null =>
  offers[numberIn(message) - 1] ?? null

/** A message that is a number and little else; 0: it is not. */
function numberIn(message: string): number {
  const [, number] =
    /^(?:number |nr |no |option |the )?(\d{1,2})(?:st|nd|rd|th)?(?: please| bitte| por favor)?$/.exec(
      bare(fold(message).slice(0, 60)),
    ) ?? [null, '0']
  return Number(number)
}
