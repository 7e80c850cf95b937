import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Actor } from './actor.ts'
import { permissions, type Role, roles } from './permissions.ts'

const issuer = 'office16852'
const audience = 'office16852'

const Claims = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('user'),
    sub: z.string(),
    tenant: z.uuid(),
    role: z.enum(Object.keys(roles) as [Role, ...Role[]]),
  }),
  z.object({ kind: z.literal('service'), sub: z.string(), scopes: z.array(z.enum(permissions)) }),
])

/** Signs and checks access tokens: JWT, EdDSA (RFC 8037), 60 s of clock skew at most. */
export type Tokens = {
  sign(actor: Exclude<Actor, { kind: 'visitor' }>, lifetimeS: number): Promise<string>
  /** The actor a token speaks for. Throws `invalid_token`. */
  verify(token: string): Promise<Actor>
}

/** Tokens under one Ed25519 private key, given as PKCS #8 PEM. */
export function createTokens(privateKeyPem: string): Tokens {
  const privateKey = createPrivateKey(privateKeyPem)
  const publicKey: KeyObject = createPublicKey(privateKey)
  return {
    async sign(actor, lifetimeS) {
      const claims =
        actor.kind === 'user'
          ? { kind: actor.kind, tenant: actor.tenantId, role: actor.role }
          : { kind: actor.kind, scopes: actor.scopes }
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .setSubject(actor.id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeS}s`)
        .sign(privateKey)
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ['EdDSA'],
          typ: 'at+jwt',
          issuer,
          audience,
          clockTolerance: 60,
          requiredClaims: ['exp', 'sub'],
        })
        return actorOf(Claims.parse(payload))
      } catch (error) {
        if (error instanceof errors.JWTExpired)
          throw new Failure('invalid_token', 'The token has expired; ask for a new one.', { cause: error })
        throw new Failure('invalid_token', 'The token was not issued here, or was changed.', { cause: error })
      }
    },
  }
}

/** A new Ed25519 private key as PKCS #8 PEM. */
export const generateSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const actorOf = (claims: z.output<typeof Claims>): Actor =>
  claims.kind === 'user'
    ? { kind: 'user', id: claims.sub, tenantId: claims.tenant, role: claims.role }
    : { kind: 'service', id: claims.sub, scopes: claims.scopes }
