import type { Parts } from '../call.ts'
import { Failure } from '../failure.ts'
import { type Actor, visitor } from './actor.ts'
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
  if (actor.kind !== 'user') return actor
  const user = await recallUser(parts, actor)
  if (!user) throw new Failure('invalid_token', 'This session is over; sign in again.')
  return user
}
