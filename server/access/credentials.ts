import { Failure } from '../failure.ts'
import { type Actor, visitor } from './actor.ts'
import type { Tokens } from './tokens.ts'

/** The actor behind an Authorization header; none is a visitor. Throws `invalid_token`. Source: RFC 6750. */
export async function identify(tokens: Tokens, authorization: string | undefined): Promise<Actor> {
  if (!authorization) return visitor
  const [scheme, token, ...rest] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0)
    throw new Failure('invalid_token', 'Send the header as: Authorization: Bearer <token>.')
  return tokens.verify(token)
}
