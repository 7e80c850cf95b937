import type { FastifyError } from 'fastify'
import { Failure } from '../server/failure.ts'

/** Fastify's own refusals (bad JSON, too large, wrong type) speak the same table of failures. */
export const failureOf = (error: FastifyError): Failure =>
  error.statusCode && error.statusCode < 500
    ? Failure.where((row) => row.http === error.statusCode, error)
    : Failure.from(error)
