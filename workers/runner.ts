import { randomUUID } from 'node:crypto'
import { createCall, type Parts } from '../server/call.ts'
import { forgetIdempotency } from './forget-idempotency.ts'
import { forgetOldLogins } from './forget-logins.ts'
import { forgetOldSessions } from './forget-sessions.ts'
import { grantMonthlyCredits } from './grant-credits.ts'
import type { Handler } from './handler.ts'
import { ingestKnowledge } from './ingest-knowledge.ts'
import { mailTeamInvitation } from './mail-invitation.ts'
import { mailPasswordReset } from './mail-reset.ts'
import { releaseStrandedCredits } from './release-credits.ts'

/** Every kind of job that this product works. */
export const handlers: readonly Handler[] = [
  ingestKnowledge,
  forgetIdempotency,
  forgetOldSessions,
  forgetOldLogins,
  mailPasswordReset,
  mailTeamInvitation,
  grantMonthlyCredits,
  releaseStrandedCredits,
]

/** Starts working every queue. */
export async function runWorkers(parts: Parts): Promise<void> {
  for (const { type, run } of handlers)
    await parts.jobs.work(type, (payload, signal) => run(callFor(parts, payload, signal), payload))
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
