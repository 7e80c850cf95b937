import { createHash } from 'node:crypto'
import type { StoredPassage } from '../knowledge/passages.ts'
import type { ModelTrace } from './decision.ts'
import type { Asking, Said } from './engines/ask-models.ts'
import { instructionsOf } from './engines/prompt.ts'
import { leaksOf } from './policy/claims.ts'
import { decide, type Facts, policyVersion, type Verdict } from './policy/decide.ts'
import { type Gated, gate, openGate } from './policy/gate.ts'
import { actionsOf, escalationOf, type Reply, reply, type Seen, traceOf } from './reply.ts'
import { sayReply } from './say.ts'

const mostCitations = 4
const longestQuote = 300

/** What became of an answer. `hash`: the same facts and the same answer have the same. */
export type Judged = { readonly verdict: Verdict; readonly gated: Gated; readonly hash: string }

/** Judges what a model would like to say. Pure: a trace can be judged again. */
export function judge(facts: Facts, language: string, { text, wish, given }: Said): Judged {
  const gated = gate(text, given.map(textOf))
  const verdict = decide(facts, {
    language,
    intent: wish?.kind === 'person' ? 'human' : 'question',
    tier: wish ? 'none' : gated.isUnknown ? 'unknown' : 'confident',
    evidence: citedOf(gated, given).map(textOf),
    department: wish?.kind === 'person' ? wish.department : null,
  })
  const told = JSON.stringify([policyVersion, verdict, gated, wish])
  return { verdict, gated, hash: createHash('sha256').update(told).digest('hex') }
}

/**
 * Hears an answer as it comes and shows each sentence once it is judged; null where only the whole can be judged. Of several
 * answers only the first that shows anything is heard: the others are told once they are whole.
 */
export function showAsItComes(seen: Seen, show: (words: string) => void) {
  const { brief, facts, finding, voice } = seen
  const said = { language: finding.language, intent: 'question', tier: 'confident' as const, evidence: [] }
  if (decide(facts, said).outcome !== 'allow') return undefined
  const leaks = leaksOf(instructionsOf(voice, brief.fields))
  let hasShown = false
  return (given: readonly StoredPassage[]) => {
    if (hasShown) return undefined
    const opened = openGate(given.map(textOf))
    let text = ''
    return (words: string) => {
      const judged = opened.push(words)
      text += judged
      if (judged === '' || leaks(text)) return
      hasShown = true
      show(judged)
    }
  }
}

const textOf = ({ sourceTitle, headings, text }: StoredPassage): string =>
  [sourceTitle, ...headings, text].join('\n')

/** The passages that an answer rests on; all that it was given, where it names none. */
const citedOf = ({ cited }: Gated, given: readonly StoredPassage[]): readonly StoredPassage[] =>
  cited.length > 0 ? cited.flatMap((at) => given[at] ?? []) : given

/** What a model would like to say, inside the rules; null where nothing of it is left, or it does not know. */
export function replyAs(seen: Seen, said: Said, { verdict, gated }: Judged, model: ModelTrace): Reply | null {
  const { brief, finding, voice } = seen
  const wantsPerson = said.wish?.kind === 'person'
  const isShown = verdict.outcome === 'allow' && !wantsPerson
  const { text, isUnknown } = gated
  if (isShown && (isUnknown || text === '' || leaksOf(instructionsOf(voice, brief.fields))(text))) return null
  const cited = citedOf(gated, said.given)
  const silent = { ...finding, intent: wantsPerson ? ('human' as const) : finding.intent, quotes: [] }
  return reply(seen, {
    text: isShown ? text : sayReply(silent, verdict, voice),
    citations: isShown
      ? cited.slice(0, mostCitations).map(({ sourceTitle, headings, url, text: quote }) => ({
          title: [sourceTitle, ...headings.slice(-1)].join(' · '),
          url,
          quote: quote.slice(0, longestQuote),
        }))
      : [],
    actions: actionsOf(verdict),
    escalation: escalationOf(verdict),
    memo: { misses: verdict.misses },
    ...costOf(model),
    decision: {
      ...traceOf(seen, {
        verdict: verdict.outcome === 'refuse' ? 'refused' : isUnknown ? 'unknown' : 'confident',
        reasons: [...verdict.reasons, ...(gated.dropped.length > 0 ? ['unsupported'] : [])],
        evidence: cited.map(({ chunkId, hash }) => ({ chunkId, hash: hash.toString('hex'), score: 1 })),
        model,
      }),
      engine: 'model',
    },
  })
}

/** A form that a model has had opened, with what that cost. */
export const byModel = (form: Reply, model: ModelTrace): Reply => ({
  ...form,
  ...costOf(model),
  decision: { ...form.decision, engine: 'model', model },
})

const costOf = (model: ModelTrace): Pick<Reply, 'degraded' | 'tokens'> => ({
  degraded: model.rungs.some(({ outcome }) => outcome !== 'answered'),
  tokens: tokensOf(model),
})

/** Of all rounds; one that failed is not charged. */
const tokensOf = ({ rungs }: Asking): Reply['tokens'] => ({
  prompt: rungs.reduce((sum, { tokens }) => sum + (tokens?.prompt ?? 0), 0),
  completion: rungs.reduce((sum, { tokens }) => sum + (tokens?.completion ?? 0), 0),
})
