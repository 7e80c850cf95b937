import type { FastifyReply, FastifyRequest } from 'fastify'
import { readWeb } from '../server/access/http-caller.ts'
import { addressBucket } from '../server/access/quotas.ts'
import type { Parts } from '../server/call.ts'
import type { Cors, Route } from './route.ts'

const requestHeaders = 'content-type, x-widget-key, x-visitor-token, idempotency-key'
const answerHeaders = 'x-request-id, retry-after, ratelimit, ratelimit-policy, idempotency-replayed'
const maxAgeS = 600

/** Names the page's origin in the answer if it may read it. Source: Fetch, CORS protocol; contract §3, CORS. */
export async function allowReader(
  cors: Cors,
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.header('vary', 'Origin')
  // this comes before the count, and a network beyond its limit shall cost no look-up
  const isSpent = parts.limiter.isSpent(addressBucket(request.ip))
  const origin = await cors.findReader(parts, readWeb(parts, request), isSpent)
  if (!origin) return
  reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', answerHeaders)
}

/** Answers OPTIONS: what the address takes, and for pages of other origins whether they may go on to ask. Throws `rate_limited`. */
export async function sendPreflight(
  here: readonly Route[],
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const open = here.filter(({ cors }) => cors)
  const [first] = open
  if (!first?.cors) return reply.code(204).send()
  await parts.limiter.take([addressBucket(request.ip)])
  const origin = await first.cors.findAsker(parts, readWeb(parts, request))
  if (origin) reply.header('access-control-allow-origin', origin)
  return reply
    .code(204)
    .header('vary', 'Origin')
    .header('access-control-allow-methods', open.map(({ method }) => method).join(', '))
    .header('access-control-allow-headers', requestHeaders)
    .header('access-control-max-age', maxAgeS)
    .send()
}
