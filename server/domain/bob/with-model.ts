import { createHash } from 'node:crypto'
import type { ModelTrace } from './decision.ts'
import type { Asking, Said } from './engines/ask-models.ts'
import { instructionsOf } from './engines/prompt.ts'
import { type Gated, gateClaims, leaks } from './policy/claims.ts'
import { decide, type Facts, policyVersion, type Verdict } from './policy/decide.ts'
import { actionsOf, escalationOf, type Reply, reply, type Seen, traceOf } from './reply.ts'
import { sayReply } from './say.ts'

const mostCitations = 4
const longestQuote = 300

/** What became of an answer. `hash`: the same facts and the same answer have the same. */
export type Judged = { readonly verdict: Verdict; readonly gated: Gated; readonly hash: string }

/** Judges what a model would like to say. Pure: a trace can be judged again. */
export function judge(facts: Facts, language: string, said: Said): Judged {
  const texts = said.cited.flatMap(({ sourceTitle, headings, text }) => [sourceTitle, ...headings, text])
  const verdict = decide(facts, {
    language,
    intent: said.wantsPerson ? 'human' : 'question',
    tier: said.wantsPerson ? 'none' : said.isUnknown ? 'unknown' : 'confident',
    evidence: texts,
  })
  const gated = gateClaims(said.text, texts)
  const told = JSON.stringify([policyVersion, verdict, gated])
  return { verdict, gated, hash: createHash('sha256').update(told).digest('hex') }
}

/** What a model would like to say, inside the rules; null where nothing of it is left, or it does not know. */
export function replyAs(seen: Seen, said: Said, { verdict, gated }: Judged, model: ModelTrace): Reply | null {
  const { brief, finding, voice } = seen
  const isShown = verdict.outcome === 'allow' && !said.wantsPerson
  if (isShown && said.isUnknown) return null
  if (isShown && (gated.text === '' || leaks(said.text, instructionsOf(voice, brief.fields)))) return null
  const silent = { ...finding, intent: said.wantsPerson ? ('human' as const) : finding.intent, quotes: [] }
  return reply(seen, {
    text: isShown ? gated.text : sayReply(silent, verdict, voice),
    citations: isShown
      ? said.cited.slice(0, mostCitations).map(({ sourceTitle, headings, url, text }) => ({
          title: [sourceTitle, ...headings.slice(-1)].join(' · '),
          url,
          quote: text.slice(0, longestQuote),
        }))
      : [],
    actions: actionsOf(verdict),
    escalation: escalationOf(verdict),
    memo: { misses: verdict.misses },
    degraded: model.rungs.some(({ outcome }) => outcome !== 'answered'),
    tokens: tokensOf(model),
    decision: {
      ...traceOf(seen, {
        verdict: verdict.outcome === 'refuse' ? 'refused' : said.isUnknown ? 'unknown' : 'confident',
        reasons: [...verdict.reasons, ...(gated.dropped.length > 0 ? ['unsupported'] : [])],
        evidence: said.cited.map(({ chunkId, hash }) => ({ chunkId, hash: hash.toString('hex'), score: 1 })),
        model,
      }),
      engine: 'model',
    },
  })
}

/** Of all rounds; one that failed is not charged. */
const tokensOf = ({ rungs }: Asking): Reply['tokens'] => ({
  prompt: rungs.reduce((sum, { tokens }) => sum + (tokens?.prompt ?? 0), 0),
  completion: rungs.reduce((sum, { tokens }) => sum + (tokens?.completion ?? 0), 0),
})
