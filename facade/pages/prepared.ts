import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { etagOf, isHeld } from '../etag.ts'

/** Bytes ready to be sent, with the headers that go with them. */
export interface Prepared {
  plain: Buffer
  gzipped: Buffer
  headers: Record<string, string>
}

// nothing inline and no other host: a page that is tricked into foreign markup still runs and loads nothing
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** Hashes and compresses a body once, at start. */
export function prepare(body: string, contentType: string, cacheControl: string): Prepared {
  const plain = Buffer.from(body)
  // weak, because the gzipped bytes answer under the same tag
  const etag = `W/${etagOf(plain)}`
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': contentType,
    'cache-control': cacheControl,
    vary: 'accept-encoding',
    etag,
  }
  return { plain, gzipped: gzipSync(plain, { level: 9 }), headers }
}

/** Sends a prepared body, or 304 to a client that already holds it. */
export function answer(request: FastifyRequest, reply: FastifyReply, prepared: Prepared): FastifyReply {
  reply.headers(prepared.headers)
  if (reply.statusCode === 200 && isHeld(request, prepared.headers.etag ?? '')) return reply.code(304).send()
  if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(request.headers['accept-encoding'] ?? ''))
    return reply.send(prepared.plain)
  return reply.header('content-encoding', 'gzip').send(prepared.gzipped)
}
