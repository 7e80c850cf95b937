import type { Parts } from '../call.ts'
import { Failure } from '../failure.ts'
import { type Actor, visitor } from './actor.ts'
import { recallImpersonator } from './impersonations.ts'
import { isLiveToken } from './service-credentials.ts'
import { recallUser } from './sessions.ts'

/** What it takes to know who is calling. */
export type Credentials = Pick<Parts, 'tokens' | 'memory' | 'database'>

/** The actor behind an Authorization header; none is a visitor. Throws `invalid_token`. Source: RFC 6750. */
export async function identify(parts: Credentials, authorization: string | undefined): Promise<Actor> {
  if (!authorization) return visitor
  const [scheme, token, ...rest] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0)
    throw new Failure('invalid_token', 'Send the header as: Authorization: Bearer <token>.')
  const actor = await parts.tokens.verify(token)
  if (actor.kind === 'service' && !(actor.tokenId && (await isLiveToken(parts, actor.tokenId))))
    throw new Failure('invalid_token', 'This service token was revoked, or never registered.')
  const live = await recall(parts, actor)
  if (!live) throw new Failure('invalid_token', 'This session is over; sign in again.')
  return live
}

async function recall(parts: Credentials, actor: Actor): Promise<Actor | null> {
  if (actor.kind === 'user') return recallUser(parts, actor)
  return actor.kind === 'impersonation' ? recallImpersonator(parts, actor) : actor
}
