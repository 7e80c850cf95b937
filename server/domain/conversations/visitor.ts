import { readVisitorCookie } from '../../access/visitor-cookie.ts'
import type { Call } from '../../call.ts'
import { isUnguessable } from './turn-writes.ts'

type Session = {
  tenantId: string
  sessionId: string
  /** The token that the call itself names. */
  given: string | undefined
  /** Pages of our own host keep the token in a cookie. */
  keepsCookie: boolean
}

/**
 * The conversation that the visitor's token names. The cookie, which a browser sends by itself, counts only where a session
 * id does not continue its conversation anyway.
 */
export function knownConversation(
  call: Call,
  { tenantId, sessionId, given, keepsCookie }: Session,
): string | null {
  const cookie = keepsCookie && call.web && !isUnguessable(sessionId) && readVisitorCookie(call.web, tenantId)
  const token = given ?? call.web?.visitorToken ?? (cookie || undefined)
  return token === undefined ? null : call.visitorTokens.read(tenantId, token)
}
