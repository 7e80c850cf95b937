import { randomUUID } from 'node:crypto'
import { createCall, type Parts } from '../server/call.ts'
import { deliverWebhook } from '../server/domain/events/jobs.ts'
import { crawlKnowledge } from './crawl-knowledge.ts'
import { startDeliveries } from './deliver-webhook.ts'
import { embedKnowledge } from './embed-knowledge.ts'
import { forgetIdempotency } from './forget-idempotency.ts'
import { forgetOldLogins } from './forget-logins.ts'
import { forgetOldSessions } from './forget-sessions.ts'
import { grantMonthlyCredits } from './grant-credits.ts'
import type { Handler } from './handler.ts'
import { ingestKnowledge } from './ingest-knowledge.ts'
import { keepWebhookLog } from './keep-log.ts'
import { mailDisabledSubscription } from './mail-disabled.ts'
import { mailTeamInvitation } from './mail-invitation.ts'
import { mailPasswordReset } from './mail-reset.ts'
import { mindWaitingVisitors } from './mind-waiting.ts'
import { releaseStrandedCredits } from './release-credits.ts'
import { replayWebhooks } from './replay-deliveries.ts'
import { settleWebhooks } from './settle-subscription.ts'
import { sweepWebhooks } from './sweep-deliveries.ts'
import { sweepMissingEmbeddings } from './sweep-embeddings.ts'

/** Every kind of job that this product works. */
export const handlers: readonly Handler[] = [
  ingestKnowledge,
  crawlKnowledge,
  embedKnowledge,
  sweepMissingEmbeddings,
  forgetIdempotency,
  forgetOldSessions,
  forgetOldLogins,
  mailPasswordReset,
  mailTeamInvitation,
  grantMonthlyCredits,
  releaseStrandedCredits,
  mailDisabledSubscription,
  settleWebhooks,
  replayWebhooks,
  sweepWebhooks,
  keepWebhookLog,
  mindWaitingVisitors,
]

/** The queues of these, with that of the deliveries. */
export const jobTypes = [...handlers.map(({ type }) => type), deliverWebhook]

/** Starts working every queue. The answer stops those that pg-boss does not: what is being sent has `stopMs` to end. */
export async function runWorkers(parts: Parts, stopMs: number): Promise<() => Promise<void>> {
  for (const { type, run } of handlers)
    await parts.jobs.work(type, (payload, signal) => run(callFor(parts, payload, signal), payload))
  const deliveries = startDeliveries(parts)
  return () => deliveries.stop(stopMs)
}

/** A payload that names a tenant makes a call about that tenant. */
const callFor = (parts: Parts, { tenantId }: { tenantId?: unknown }, signal: AbortSignal) =>
  createCall(parts, {
    actor: { kind: 'service', id: 'worker', scopes: [] },
    tenantId: typeof tenantId === 'string' ? tenantId : null,
    requestId: randomUUID(),
    signal,
    idempotencyKey: null,
    web: null,
  })
