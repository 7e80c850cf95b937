import type { FastifyError } from 'fastify'
import { Failure } from '../server/failure.ts'

/** Fastify's own refusals (bad JSON, too large, wrong type) speak the same table of failures. */
export function failureOf(error: FastifyError): Failure {
  if (error instanceof Failure) return error
  if (!error.statusCode || error.statusCode >= 500) return Failure.from(error)
  const known = Failure.where((row) => row.http === error.statusCode, error)
  return known.code === 'internal' ? new Failure('malformed_request', undefined, { cause: error }) : known
}
