import { errors, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Actor } from './actor.ts'
import type { KeyRing } from './key-ring.ts'
import { permissions, platformPermissions, type Role, roles } from './permissions.ts'

const issuer = 'office16852'
const audience = 'office16852'
const clockToleranceS = 60

const Claims = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('user'),
    sub: z.uuid(),
    sid: z.uuid(),
    tenant: z.uuid(),
    role: z.enum(Object.keys(roles) as [Role, ...Role[]]),
  }),
  z.object({ kind: z.literal('impersonation'), sub: z.uuid(), imp: z.uuid(), tenant: z.uuid() }),
  z.object({
    kind: z.literal('service'),
    sub: z.string(),
    jti: z.uuid(),
    scopes: z.array(z.enum([...permissions, ...platformPermissions])),
    tenants: z.union([z.literal('*'), z.array(z.uuid())]),
  }),
])

/** Operators have a cookie instead. */
type Holder = Exclude<Actor, { kind: 'visitor' | 'operator' }>

/** Signs and checks access tokens: JWT, EdDSA (RFC 8037), 60 s of clock skew at most. */
export type Tokens = {
  sign(actor: Holder, lifetimeS: number): Promise<string>
  /** The actor a token was given to; whether it is still good is not known here. Throws `invalid_token`. */
  verify(token: string): Promise<Actor>
}

/** A token that was proved a moment ago need not be again: the proof is a fifth of what a small call costs. */
const proven = { max: 10_000, ttl: 60_000 }

/** Tokens that the first key of a ring signs and any of its keys proves. */
export function createTokens(keys: KeyRing): Tokens {
  const known = new LRUCache<string, { actor: Actor; endsMs: number }>(proven)
  return { sign: (actor, lifetimeS) => sign(keys, actor, lifetimeS), verify }

  async function verify(token: string): Promise<Actor> {
    const seen = known.get(token)
    if (seen && seen.endsMs > Date.now()) return seen.actor
    const { actor, endsMs } = await prove(keys, token)
    known.set(token, { actor, endsMs })
    return actor
  }
}

async function sign(keys: KeyRing, actor: Holder, lifetimeS: number): Promise<string> {
  return new SignJWT(claimsOf(actor))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: keys.signing.kid })
    .setSubject(actor.id)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime(`${lifetimeS}s`)
    .sign(keys.signing.key)
}

async function prove(keys: KeyRing, token: string): Promise<{ actor: Actor; endsMs: number }> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => publicKey(keys, kid), {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer,
      audience,
      clockTolerance: clockToleranceS,
      requiredClaims: ['exp', 'nbf', 'sub'],
    })
    return { actor: actorOf(Claims.parse(payload)), endsMs: (payload.exp ?? 0) * 1_000 }
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new Failure('invalid_token', 'The token has expired; ask for a new one.', { cause: error })
    throw new Failure('invalid_token', 'The token was not issued here, or was changed.', { cause: error })
  }
}

function publicKey(keys: KeyRing, kid: string | undefined) {
  const key = kid === undefined ? undefined : keys.find(kid)
  if (!key) throw new errors.JWKSNoMatchingKey()
  return key
}

function claimsOf(actor: Holder): Record<string, unknown> {
  const { kind } = actor
  switch (actor.kind) {
    case 'user':
      return { kind, tenant: actor.tenantId, role: actor.role, sid: actor.sessionId }
    case 'impersonation':
      return { kind, tenant: actor.tenantId, imp: actor.impersonationId }
    case 'service':
      return { kind, scopes: actor.scopes, tenants: actor.tenants, jti: actor.tokenId }
  }
}

function actorOf(claims: z.output<typeof Claims>): Actor {
  const { kind, sub: id } = claims
  switch (kind) {
    case 'user':
      return { kind, id, tenantId: claims.tenant, role: claims.role, sessionId: claims.sid }
    case 'impersonation':
      return { kind, id, tenantId: claims.tenant, impersonationId: claims.imp }
    case 'service':
      return { kind, id, scopes: claims.scopes, tenants: claims.tenants, tokenId: claims.jti }
  }
}
