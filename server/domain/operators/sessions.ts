import { randomBytes } from 'node:crypto'
import { stringifySetCookie } from 'cookie'
import type { z } from 'zod'
import type { Operator } from '../../access/actor.ts'
import { forgetImpersonations } from '../../access/impersonations.ts'
import {
  absoluteMs,
  forgetOperatorSessions,
  hashOf,
  idleMs,
  isLive,
  sessionCookie,
} from '../../access/operator-sessions.ts'
import { operatorRoles } from '../../access/permissions.ts'
import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import type { OperatorSession } from './contract.ts'
import { endImpersonations } from './impersonations.ts'
import { type OperatorRow, shown } from './operators.ts'

/** How long a password or a one-time code is enough for what is sensitive. */
const proofMs = 10 * 60_000

type Moments = { createdAt: Date; lastSeenAt: Date; provedAt: Date }

/** The operator who calls. Throws `unauthenticated` for anybody else. */
export function operatorOf({ actor }: Call): Operator {
  if (actor.kind !== 'operator') throw new Failure('unauthenticated')
  return actor
}

/** Starts a session under a new id and lets the browser know. */
export async function openSession(tx: Tx, call: Call, operatorId: string): Promise<{ sessionId: string }> {
  const token = randomBytes(32).toString('base64url')
  const sessionId = newUuid()
  await tx`
    insert into operator_sessions (tenant_id, id, operator_id, token_hash, created_at, last_seen_at, proved_at)
    values (${platformTenantId}, ${sessionId}, ${operatorId}, ${hashOf(token)}, ${call.now}, ${call.now}, ${call.now})`
  // what ended by itself long ago
  await tx`
    delete from operator_sessions
    where tenant_id = ${platformTenantId} and operator_id = ${operatorId}
      and created_at < ${new Date(call.now.getTime() - 2 * absoluteMs)}`
  call.outcome.cookies.push(cookie(token))
  return { sessionId }
}

/** Takes the cookie back. */
export const dropCookie = (call: Call) => call.outcome.cookies.push(cookie('', 0))

/** When a session began, was seen and proved, as long as it lives; held until the transaction ends. Throws `unauthenticated`. */
export async function holdSession(tx: Tx, call: Call): Promise<Moments> {
  const { sessionId } = operatorOf(call)
  const [row] = await tx<Moments[]>`
    select s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.proved_at as "provedAt"
    from operator_sessions s join operators o on o.tenant_id = s.tenant_id and o.id = s.operator_id
    where s.tenant_id = ${platformTenantId} and s.id = ${sessionId} and ${isLive(tx, call.now)}
    for share of s`
  if (!row) throw new Failure('unauthenticated')
  return row
}

/** Throws `step_up_required` unless the operator has proved within ten minutes that it is them. */
export async function requireProof(tx: Tx, call: Call): Promise<void> {
  const { provedAt } = await holdSession(tx, call)
  if (provedUntil(provedAt) <= call.now)
    throw new Failure('step_up_required', 'Send your password or a one-time code to /api/auth/step-up first.')
}

export const provedUntil = (provedAt: Date): Date => new Date(provedAt.getTime() + proofMs)

/** Which sessions to end: those of an operator, or the one behind a cookie. */
type Which = { operatorId: string } | { hash: Buffer }

/** Ends sessions and what came of them. What it returns is called when the transaction stands. */
export async function endSessions(tx: Tx, call: Call, which: Which): Promise<() => void> {
  const ended = await tx<{ id: string; hash: Buffer }[]>`
    update operator_sessions set revoked_at = ${call.now}
    where tenant_id = ${platformTenantId} and revoked_at is null
      and ${'hash' in which ? tx`token_hash = ${which.hash}` : tx`operator_id = ${which.operatorId}`}
    returning id, token_hash as hash`
  const visits = await endImpersonations(tx, call, { sessionIds: ended.map(({ id }) => id) })
  return () => {
    forgetImpersonations(call.memory, visits)
    forgetOperatorSessions(
      call.memory,
      ended.map(({ hash }) => hash),
    )
  }
}

/** What an operator sees of their session. */
export function sessionView(
  call: Call,
  operator: OperatorRow,
  sessionId: string,
  { createdAt, lastSeenAt, provedAt }: Moments,
): z.input<typeof OperatorSession> {
  const endsAt = createdAt.getTime() + absoluteMs
  return {
    operator: shown(operator),
    permissions: [...operatorRoles[operator.role]],
    csrfToken: call.csrf.tokenOf(sessionId),
    idleEndsAt: new Date(Math.min(lastSeenAt.getTime() + idleMs, endsAt)).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    provedUntil: provedUntil(provedAt).toISOString(),
  }
}

const cookie = (value: string, maxAge?: number) =>
  stringifySetCookie({
    name: sessionCookie,
    value,
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'strict',
    maxAge,
  })
