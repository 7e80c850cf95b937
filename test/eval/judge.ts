import type { Finding } from '../../server/domain/bob/local/find-answer.ts'
import { findAnswer } from '../../server/domain/bob/local/find-answer.ts'
import { sayFinding, voiceOf } from '../../server/domain/bob/say.ts'
import { himself } from '../../server/domain/personas/brief.ts'
import type { Business, EvalQuestion } from './eval-sets.ts'

export type Verdict = 'right' | 'wrong' | 'shown' | 'refused' | 'admitted' | 'intent' | 'wrong_intent'
export type Judged = { question: EvalQuestion; finding: Finding; reply: string; verdict: Verdict }
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

/**
 * Asks a question and judges the reply. Right: every expected string in a confident reply. Wrong: confident without
 * them, or confident about what the knowledge does not hold. Shown: among the closest passages.
 */
export function judge(question: EvalQuestion, business: Business): Judged {
  const finding = findAnswer(business.index, question.question)
  const reply = sayFinding(finding, voiceOf({ name: business.name, greeting: null }, himself))
  return { question, finding, reply, verdict: verdictOn(question, finding, reply) }
}

function verdictOn(question: EvalQuestion, finding: Finding, reply: string): Verdict {
  const wanted = TALK[question.kind]
  if (wanted)
    return wanted.includes(finding.intent) || isRefusal(question, finding) ? 'intent' : 'wrong_intent'
  if (finding.intent !== 'question') return 'wrong_intent'
  if (question.kind === 'unknown') return finding.tier === 'confident' ? 'wrong' : 'admitted'
  const holds = question.expect.every((text) => reply.toLowerCase().includes(text.toLowerCase()))
  if (finding.tier === 'confident') return holds ? 'right' : 'wrong'
  return finding.tier === 'closest' && holds ? 'shown' : 'refused'
}

// a boundary may also be kept by knowing nothing about it
function isRefusal(question: EvalQuestion, finding: Finding): boolean {
  return question.kind === 'boundary' && finding.tier !== 'confident' && finding.tier !== 'none'
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
    refused: asked.filter(
      ({ finding, question }) => finding.tier === 'unknown' && question.kind !== 'unknown',
    ).length,
    unknown,
    admitted: count('admitted'),
    talk: judged.filter(isTalk).length,
    intents: count('intent'),
    stolen: asked.filter(({ finding }) => finding.intent !== 'question').length,
  }
}
