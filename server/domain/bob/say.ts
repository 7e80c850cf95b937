import type { Fields } from '../personas/rows.ts'
import type { Tenant } from '../tenants/tenants.ts'
import type { Step } from './lead/capture.ts'
import type { Finding } from './local/find-answer.ts'
import type { Verdict } from './policy/decide.ts'
import type { Wording } from './wording/wording.ts'
import { wordingIn } from './wording/wording-in.ts'

/** Who speaks, and for whom. */
export type Voice = {
  readonly businessName: string
  readonly name: string
  readonly greeting: string | null
  readonly signOff: string | null
  readonly languages: readonly string[]
  readonly refusal: string | null
}

export const voiceOf = (tenant: Pick<Tenant, 'name' | 'greeting'>, fields: Fields): Voice => ({
  businessName: tenant.name,
  name: fields.name,
  greeting: fields.greeting ?? tenant.greeting,
  signOff: fields.signOff,
  languages: fields.languages,
  refusal: fields.topics.refusal,
})

/** What Bob says to a finding, as a verdict on it has it; `exhausted`: he may quote nothing. */
export function sayReply(finding: Finding, verdict: Verdict, voice: Voice, exhausted = false): string {
  const wording = wordingOf(finding.language, voice)
  if (verdict.outcome === 'refuse') return voice.refusal ?? wording.refusal(voice.businessName)
  if (verdict.outcome === 'escalate') return sayEscalation(finding, verdict, voice)
  const [reason, asked] = verdict.reasons
  if (finding.intent === 'complaint' && reason === undefined) return wording.sorry
  if (reason === 'topic' && asked) return wording.passedOn(voice.businessName)
  const isAbout = ['human', 'complaint', 'contact'].includes(finding.intent)
  return exhausted && !isAbout ? wording.exhausted(voice.businessName) : sayFinding(finding, voice)
}

/** What Bob says to a finding, in the message's language. */
export function sayFinding(finding: Finding, voice: Voice): string {
  const wording = wordingOf(finding.language, voice)
  if (finding.intent !== 'question') return saySmallTalk(finding.intent, wording, voice)
  if (finding.tier === 'unknown' || finding.quotes.length === 0) return wording.unknown
  const quoted = quotesOf(finding, wording)
  return finding.tier === 'confident' ? quoted : [quoted, wording.offer].join('\n\n')
}

function sayEscalation(
  finding: Finding,
  { reasons: [reason], kind, isClosed }: Verdict,
  voice: Voice,
): string {
  const wording = wordingOf(finding.language, voice)
  if (kind === 'lead_form') {
    const words = wording.leadForm(voice.businessName)
    return reason === 'repeated_failure' ? withQuotes(finding, wording, words) : words
  }
  if (reason === 'contact' || reason === 'complaint') return wording[reason](voice.businessName)
  const words = isClosed ? wording.closed : reason === 'human' ? wording.human : wording.passedOn
  return withQuotes(reason === 'repeated_failure' ? finding : null, wording, words(voice.businessName))
}

/** The closest passages may help until a person comes. */
const withQuotes = (finding: Finding | null, wording: Wording, words: string): string =>
  finding?.tier === 'closest' ? [quotesOf(finding, wording), words].join('\n\n') : words

function quotesOf(finding: Finding, wording: Wording): string {
  const note = finding.quotedIn === null ? [] : [wording.quotedIn(nameOf(finding.quotedIn, finding.language))]
  if (finding.tier === 'confident')
    return [
      ...note,
      ...finding.quotes.map((quote) => (quote.underHeading ? labelled(quote) : quote.text)),
    ].join('\n\n')
  return [wording.closest, ...note, ...finding.quotes.map(labelled)].join('\n\n')
}

export const wordingOf = (language: string, { languages }: Voice): Wording =>
  wordingIn(languages.length === 0 || languages.includes(language) ? language : (languages[0] ?? language))

/** What Bob says on the way to a lead. */
export function sayStep(step: Step, voice: Voice): string {
  const wording = wordingOf(step.draft.language, voice)
  if (step.state === 'drop') return wording.leadDropped
  if (step.state === 'keep') return wording.leadKept(voice.businessName)
  const { draft } = step
  if (draft.asking === 'contact') return wording.askContact
  if (draft.asking === 'name')
    return wording.askName([draft.email, draft.phone].filter((each) => each !== null).join(', '))
  if (draft.asking === 'need') return wording.askNeed(draft.name ?? '')
  return wording.confirmLead(linesOf(draft, wording).join('\n'))
}

type Known = { readonly [part in keyof Wording['leadLines']]?: string | null }

/** What is known of somebody, a line each. */
export const linesOf = (known: Known, { leadLines }: Wording): string[] =>
  (['name', 'email', 'phone', 'need'] as const).flatMap((part) =>
    known[part] ? [`${leadLines[part]}: ${known[part]}`] : [],
  )

type NotAsked = Exclude<Finding['intent'], 'question'>

function saySmallTalk(intent: NotAsked, wording: Wording, voice: Voice): string {
  if (intent === 'greeting') return voice.greeting ?? wording.greeting(voice.businessName, voice.name)
  if (intent === 'goodbye') return voice.signOff ?? wording.goodbye
  const words = wording[intent]
  return typeof words === 'string' ? words : words(voice.businessName, voice.name)
}

function labelled(quote: Finding['quotes'][number]): string {
  const heading = quote.headings.at(-1)
  if (heading === undefined) return quote.text
  return `${heading}:${quote.text.includes('\n') ? '\n' : ' '}${quote.text}`
}

function nameOf(language: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language
}
