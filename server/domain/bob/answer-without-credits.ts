import type { Tenant } from '../tenants/tenants.ts'
import { type Asked, engineVersion, escalating, type Reply, understand } from './answer.ts'
import { buildIndex } from './local/knowledge-index.ts'
import { sayExhausted, sayFinding } from './wording.ts'

/**
 * What Bob says while the business has no credits: he takes contacts and asks for the team as ever, and answers nothing
 * else. Source: contract §5.
 */
export function answerWithoutCredits(tenant: Tenant, asked: Asked): Reply {
  const startedMs = performance.now()
  const about = { businessName: tenant.name, greeting: tenant.greeting }
  const finding = understand(buildIndex([], { ...about, language: tenant.language }), tenant, asked)
  const wantsTeam = escalating.includes(finding.intent)
  const escalation = wantsTeam && !asked.escalated ? finding.intent : null
  return {
    text: wantsTeam ? sayFinding(finding, about) : sayExhausted(finding.language, about),
    citations: [],
    actions: [
      { type: 'credits_exhausted', reason: null },
      ...(escalation ? [{ type: 'escalated' as const, reason: escalation }] : []),
      ...(wantsTeam ? [] : [{ type: 'handoff_offered' as const, reason: null }]),
    ],
    escalation,
    offersHandoff: !wantsTeam,
    decision: {
      engine: 'local',
      engineVersion,
      knowledgeVersion: String(asked.knowledgeVersion),
      language: finding.language,
      intent: finding.intent,
      verdict: 'none',
      reasons: ['credits_exhausted'],
      evidence: [],
      durationUs: Math.round((performance.now() - startedMs) * 1_000),
    },
  }
}
