import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Failure } from '../server/failure.ts'
import { type FailureCode, failures } from '../server/failures.ts'
import { rateLimitHeaders } from '../server/platform/limiter.ts'

/** A failure as RFC 9457 says it; `type` is a page of ours that explains the code. */
export const problem = (failure: Failure, request: { id: string; url: string }) => ({
  type: problemType(failure.code),
  title: failures[failure.code].title,
  status: failures[failure.code].http,
  detail: failure.message,
  instance: request.url.split('?', 1)[0],
  code: failure.code,
  requestId: request.id,
  ...(failure.errors.length > 0 && { errors: failure.errors }),
})

export const problemType = (code: FailureCode): string => `/docs/errors#${code}`

/** Answers with a problem and the headers that its status asks for. */
export function sendProblem(reply: FastifyReply, failure: Failure, request: FastifyRequest): FastifyReply {
  if (failures[failure.code].http === 401) reply.header('www-authenticate', challenge(failure.code))
  if (failure.standing) reply.headers(rateLimitHeaders(failure.standing))
  if (failure.retryAfterS !== undefined) reply.header('retry-after', failure.retryAfterS)
  return reply
    .code(failures[failure.code].http)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(problem(failure, request))
}

/** RFC 6750: the error is named only when a token was sent. */
const challenge = (code: FailureCode) =>
  code === 'invalid_token' ? 'Bearer error="invalid_token"' : 'Bearer'
