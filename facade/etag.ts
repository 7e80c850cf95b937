import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A strong entity tag of exactly these bytes (RFC 9110 §8.8.3). */
export const etagOf = (body: string | Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

/** Whether the caller holds what `etag` names: weak comparison, as `If-None-Match` asks (RFC 9110 §13.1.2). */
export function isHeld({ headers }: FastifyRequest, etag: string): boolean {
  const held = headers['if-none-match']?.split(',').map((tag) => tag.trim()) ?? []
  return held.some((tag) => tag === '*' || opaque(tag) === opaque(etag))
}

/** Sends an answer that everybody may keep for five minutes, or 304 to who holds it already. */
export function sendPublic(request: FastifyRequest, reply: FastifyReply, answer: unknown): FastifyReply {
  const body = JSON.stringify(answer)
  const etag = etagOf(body)
  reply.header('cache-control', 'public, max-age=300').header('etag', etag)
  if (isHeld(request, etag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(body)
}

const opaque = (tag: string) => tag.replace(/^W\//, '')
