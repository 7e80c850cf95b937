import { stringifySetCookie } from 'cookie'
import type { Web } from '../call.ts'

const maxAgeS = 30 * 24 * 3_600

/**
 * The visitor's token as a cookie that no script reads, for pages of our own host: each tenant has a name of its own, so
 * that several live on one host. Source: contract §3, session ids; RFC 6265.
 */
export function visitorCookie(web: Web, tenantId: string, token: string): string | null {
  const isOwnPage = web.origin !== undefined ? web.self.includes(web.origin) : web.fetchSite === 'same-origin'
  if (!isOwnPage) return null
  return stringifySetCookie({
    name: nameOf(tenantId),
    value: token,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: web.self.some((origin) => origin.startsWith('https:')),
    maxAge: maxAgeS,
  })
}

/** The token that came as a cookie. */
export const readVisitorCookie = (web: Web, tenantId: string): string | undefined =>
  web.cookies[nameOf(tenantId)]

/** The end of a UUIDv7 is chance; its start is time, which two tenants may share. */
const nameOf = (tenantId: string) => `office_visitor_${tenantId.slice(-12)}`
