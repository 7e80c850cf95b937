import { acceptsOffer } from '../accepts-offer.ts'
import { bare, fold } from '../local/fold.ts'
import type { Proposal } from '../policy/decide.ts'
import { type Contact, canBeReached, contactIn, nameIn, nameSaid } from './contact.ts'

/** Somebody who wants to be reached, as far as Bob has asked. */
export type LeadDraft = Contact & {
  /** Of the message that began it: a name or a number has none of its own. */
  readonly language: string
  readonly name: string | null
  readonly need: string | null
  readonly asking: 'contact' | 'name' | 'need' | 'confirmation'
}

/** A draft as a lead from the chat; what they would not say is not known. */
export const leadOf = ({ name, email, phone, need }: Omit<LeadDraft, 'asking' | 'language'>) => ({
  name: name || null,
  email,
  phone,
  interest: need || null,
  source: 'chat' as const,
})

/** What comes of a message for a lead. */
export type Step =
  | { readonly state: 'ask'; readonly draft: LeadDraft }
  | { readonly state: 'keep'; readonly draft: LeadDraft }
  | { readonly state: 'drop'; readonly draft: LeadDraft }

type Said = {
  readonly message: string
  /** ISO 3166-1: where a phone number without a country is from. */
  readonly country: string | null
  readonly language: string
  readonly proposal: Pick<Proposal, 'intent' | 'tier'>
}

const longestNeed = 500

/** What somebody wants, in their own words. */
export const needIn = (message: string): string => message.trim().slice(0, longestNeed)

/** What is answered as ever, whatever is being asked for. */
export const interrupts = (intent: string): boolean => ['injection', 'human', 'complaint'].includes(intent)

/**
 * How they can be reached, name, need, then a confirmation, one at a time; whoever has said one is not asked for it. Null: the message is about
 * something else, and is answered as ever; the draft stays. Pure.
 */
export function captureLead(draft: LeadDraft | null, said: Said): Step | null {
  const { message, country, proposal } = said
  if (interrupts(proposal.intent)) return null
  if (!draft && proposal.intent !== 'contact') return null
  const contact = contactIn(message, country)
  const hasContact = canBeReached(contact)
  if (!draft) {
    if (!hasContact) return null
    return ask({ ...contact, language: said.language, name: nameIn(message), need: null })
  }
  const known = {
    ...draft,
    email: contact.email ?? draft.email,
    phone: contact.phone ?? draft.phone,
  }
  // who corrects how they can be reached is asked on
  if (hasContact) return ask({ ...known, name: nameIn(message) ?? known.name })
  switch (draft.asking) {
    case 'contact':
      return refuses(message) ? { state: 'drop', draft: known } : null
    case 'name':
      return answerName(known, said)
    case 'need':
      if (proposal.tier === 'confident') return null
      return ask({ ...known, need: refuses(message) ? '' : needIn(message) })
    case 'confirmation':
      if (acceptsOffer(message, draft.language)) return { state: 'keep', draft: known }
      return refuses(message) ? { state: 'drop', draft: known } : null
  }
}

/**
 * Begins to ask on the word of an engine, or goes on; of what the engine says only a name that the visitor has given is taken.
 * Pure.
 */
export function openLead(
  draft: LeadDraft | null,
  { message, country, language }: Omit<Said, 'proposal'>,
  name: string | null,
): Extract<Step, { state: 'ask' }> {
  if (draft) return ask(draft)
  const isGiven = name !== null && ` ${bare(fold(message))} `.includes(` ${bare(fold(name))} `)
  return ask({
    ...contactIn(message, country),
    language,
    name: nameIn(message) ?? (isGiven ? name : null),
    need: needIn(message),
  })
}

function answerName(known: LeadDraft, { message, proposal }: Said): Step | null {
  if (refuses(message)) return ask({ ...known, name: '' })
  const name = nameSaid(message)
  if (name !== null && (proposal.tier === 'none' || proposal.tier === 'unknown'))
    return ask({ ...known, name })
  // they have gone on to what it is about
  if (proposal.intent === 'question' && proposal.tier === 'unknown')
    return ask({ ...known, name: '', need: needIn(message) })
  return null
}

/** An empty text: they were asked, and would not say. */
function ask(known: Omit<LeadDraft, 'asking'>): Extract<Step, { state: 'ask' }> {
  const asking = !canBeReached(known)
    ? 'contact'
    : known.name === null
      ? 'name'
      : known.need === null
        ? 'need'
        : 'confirmation'
  return { state: 'ask', draft: { ...known, asking } }
}

const no =
  /^(no|nope|nah|no thanks|no thank you|skip|none|rather not|i d rather not|prefer not to say|never mind|cancel|no gracias|prefiero no|nein|nein danke|lieber nicht|abbrechen|non|non merci|pas maintenant|annuler)$/

/** A whole message that says no. */
export const refuses = (message: string): boolean => no.test(bare(fold(message).slice(0, 100)))
