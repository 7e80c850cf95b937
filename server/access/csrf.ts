import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { Web } from '../call.ts'
import { Failure } from '../failure.ts'

/** Proof that a call with a session cookie comes from a page that could read that session's answers. */
export type Csrf = {
  tokenOf(sessionId: string): string
  isTokenOf(sessionId: string, token: string): boolean
}

/** Tokens that the first key makes and any of the keys proves. Source: OWASP CSRF Prevention, HMAC-based token. */
export function createCsrf(keys: readonly Uint8Array[]): Csrf {
  const [making, ...others] = keys.map((key) => createSecretKey(key))
  if (!making) throw new Error('There is no key to make CSRF tokens with.')
  const seal = (sessionId: string, key = making) => createHmac('sha256', key).update(sessionId).digest()
  return {
    tokenOf: (sessionId) => seal(sessionId).toString('base64url'),
    isTokenOf(sessionId, token) {
      const given = Buffer.from(token, 'base64url')
      return [making, ...others].some((key) => {
        const expected = seal(sessionId, key)
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
    },
  }
}

/** Throws `csrf_failed` unless an unsafe call (RFC 9110, 9.2.1) comes from our page with its own session's token. */
export function refuseForgery(csrf: Csrf, web: Web | null, sessionId: string): void {
  if (!web || ['GET', 'HEAD', 'OPTIONS'].includes(web.method)) return
  refuseForeignPage(web)
  if (web.csrfToken === undefined || !csrf.isTokenOf(sessionId, web.csrfToken))
    throw new Failure('csrf_failed', 'Send the csrfToken of this session as X-CSRF-Token.')
}

/** Throws `csrf_failed` when a browser says that a page of another origin calls. */
export function refuseForeignPage(web: Web | null): void {
  const isForeign =
    (web?.fetchSite !== undefined && web.fetchSite !== 'same-origin') ||
    (web?.origin !== undefined && !web.self.includes(web.origin))
  if (isForeign) throw new Failure('csrf_failed', 'Call this from a page of the same origin.')
}
