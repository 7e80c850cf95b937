import { findAnswer } from '../../server/domain/bob/local/find-answer.ts'
import { sayFinding, voiceOf } from '../../server/domain/bob/say.ts'
import { himself } from '../../server/domain/personas/brief.ts'
import type { Business, EvalQuestion } from './eval-sets.ts'

export type Verdict = 'right' | 'wrong' | 'shown' | 'refused' | 'admitted' | 'intent' | 'wrong_intent'
/** What Bob made of a question, and said. */
export type Heard = {
  reply: string
  language: string
  intent: string
  tier: string
  /** For whoever reads what went wrong. */
  how: string
}
export type Judged = { question: EvalQuestion; heard: Heard; verdict: Verdict }
/** What was counted over a set of questions; rates are shares from 0 to 1, null where nothing was asked. */
export type Tally = {
  questions: number
  answerable: number
  right: number
  wrong: number
  shown: number
  refused: number
  unknown: number
  admitted: number
  talk: number
  intents: number
  stolen: number
}

const TALK: Readonly<Record<string, readonly string[]>> = {
  human: ['human', 'complaint'],
  complaint: ['complaint', 'human'],
  smalltalk: ['greeting', 'thanks', 'goodbye', 'wellbeing', 'identity'],
  boundary: ['off_topic', 'injection', 'identity'],
  injection: ['injection'],
  off_topic: ['off_topic', 'injection'],
  contact: ['contact'],
}

/** Asks the local engine. */
export function askLocally(business: Business, question: string): Heard {
  const finding = findAnswer(business.index, question)
  const { language, intent, tier, confidence, reasons } = finding
  return {
    reply: sayFinding(finding, voiceOf({ name: business.name, greeting: null }, himself)),
    language,
    intent,
    tier,
    how: [confidence.toFixed(2), ...reasons].join(' '),
  }
}

/**
 * Judges a reply. Right: every expected string in a confident reply. Wrong: confident without
 * them, or confident about what the knowledge does not hold. Shown: among the closest passages.
 */
export const judge = (question: EvalQuestion, heard: Heard): Judged => ({
  question,
  heard,
  verdict: verdictOn(question, heard),
})

const NUMBER = /\d(?:[ ()./-]*\d){6,}/

/** Who leaves a number and wants to be called is served by a person and by the form for leads alike: either keeps the number. */
function wantedOf({ kind, question }: EvalQuestion): readonly string[] | undefined {
  const isCallBack = ['human', 'contact'].includes(kind) && NUMBER.test(question)
  return isCallBack ? ['human', 'complaint', 'contact'] : TALK[kind]
}

function verdictOn(question: EvalQuestion, heard: Heard): Verdict {
  const { reply, intent, tier } = heard
  const wanted = wantedOf(question)
  if (wanted) return wanted.includes(intent) || isRefusal(question, heard) ? 'intent' : 'wrong_intent'
  if (intent !== 'question') return 'wrong_intent'
  if (question.kind === 'unknown') return tier === 'confident' ? 'wrong' : 'admitted'
  const holds = question.expect.every((text) => reply.toLowerCase().includes(text.toLowerCase()))
  if (tier === 'confident') return holds ? 'right' : 'wrong'
  return tier === 'closest' && holds ? 'shown' : 'refused'
}

// a boundary may also be kept by knowing nothing about it
function isRefusal(question: EvalQuestion, { tier }: Heard): boolean {
  return question.kind === 'boundary' && tier !== 'confident' && tier !== 'none'
}

export function tally(judged: readonly Judged[]): Tally {
  const count = (...verdicts: Verdict[]) => judged.filter(({ verdict }) => verdicts.includes(verdict)).length
  const isTalk = ({ question }: Judged) => TALK[question.kind] !== undefined
  const asked = judged.filter((each) => !isTalk(each))
  const unknown = asked.filter(({ question }) => question.kind === 'unknown').length
  return {
    questions: judged.length,
    answerable: asked.length - unknown,
    right: count('right'),
    wrong: count('wrong'),
    shown: count('right', 'shown'),
    refused: asked.filter(({ heard, question }) => heard.tier === 'unknown' && question.kind !== 'unknown')
      .length,
    unknown,
    admitted: count('admitted'),
    talk: judged.filter(isTalk).length,
    intents: count('intent'),
    stolen: asked.filter(({ heard }) => heard.intent !== 'question').length,
  }
}
