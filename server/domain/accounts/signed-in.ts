import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { type Role, roles } from '../../access/permissions.ts'
import type { Call } from '../../call.ts'
import { newUuid, publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { SignedIn } from './contract.ts'

/** Somebody who may have a session, and the tenant they belong to. */
export type Person = {
  tenantId: string
  tenantSlug: string
  tenantName: string
  id: string
  email: string
  name: string
  role: Role
}

/** A session and the refresh token that continues it; the token is known only now. */
export type OpenSession = { sessionId: string; refreshToken: string }

/** Source: contract §2. */
const accessLifetimeS = 15 * 60
const sessionLifetimeMs = 30 * 24 * 3_600_000

/** Starts a session, in a transaction that sees the tenant. */
export async function openSession(
  tx: Tx,
  { tenantId, id }: Pick<Person, 'tenantId' | 'id'>,
  now: Date,
): Promise<OpenSession> {
  const sessionId = newUuid()
  await tx`
    insert into sessions (tenant_id, id, user_id, created_at, expires_at)
    values (${tenantId}, ${sessionId}, ${id}, ${now}, ${sessionEnd(now)})`
  return issueRefreshToken(tx, tenantId, sessionId, now)
}

/** Keeps a session for another 30 days under a new refresh token. */
export async function continueSession(
  tx: Tx,
  tenantId: string,
  sessionId: string,
  now: Date,
): Promise<OpenSession> {
  await tx`
    update sessions set expires_at = ${sessionEnd(now)} where tenant_id = ${tenantId} and id = ${sessionId}`
  return issueRefreshToken(tx, tenantId, sessionId, now)
}

/** What a client gets when somebody is signed in. */
export async function signedIn(
  call: Call,
  person: Person,
  { sessionId, refreshToken }: OpenSession,
): Promise<z.input<typeof SignedIn>> {
  const { tenantId, id, role } = person
  return {
    token: await call.tokens.sign({ kind: 'user', id, tenantId, role, sessionId }, accessLifetimeS),
    tokenType: 'Bearer',
    expiresIn: accessLifetimeS,
    refreshToken,
    user: { id: publicId('user', id), email: person.email, name: person.name, role },
    tenant: { id: publicId('tenant', tenantId), slug: person.tenantSlug, name: person.tenantName },
    permissions: [...roles[role]],
  }
}

/** What is kept of a refresh token. 256 random bits need no salt and no slow hash. */
export const refreshHash = (token: string): Buffer => createHash('sha256').update(token).digest()

async function issueRefreshToken(
  tx: Tx,
  tenantId: string,
  sessionId: string,
  now: Date,
): Promise<OpenSession> {
  const refreshToken = `rt_${randomBytes(32).toString('base64url')}`
  await tx`
    insert into refresh_tokens (tenant_id, id, session_id, hash, created_at)
    values (${tenantId}, ${newUuid()}, ${sessionId}, ${refreshHash(refreshToken)}, ${now})`
  return { sessionId, refreshToken }
}

const sessionEnd = (now: Date) => new Date(now.getTime() + sessionLifetimeMs)
