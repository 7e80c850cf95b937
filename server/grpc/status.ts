import * as grpc from '@grpc/grpc-js'
import { Failure } from '../failure.ts'
import { failures } from '../failures.ts'
import { BadRequest, ErrorInfo, RetryInfo } from '../gen/google/rpc/error_details.ts'
import { Status } from '../gen/google/rpc/status.ts'

const domain = 'office16852'

/** A failure as a gRPC status with google.rpc details: ErrorInfo, BadRequest, RetryInfo. Source: contract §6, AIP-193. */
export function statusOf(error: unknown): Partial<grpc.StatusObject> {
  const failure = Failure.from(error)
  const code = grpc.status[failures[failure.code].grpc]
  const details = [
    any('ErrorInfo', ErrorInfo.encode({ reason: failure.code, domain, metadata: {} }).finish()),
  ]
  if (failure.errors.length > 0) {
    const fieldViolations = failure.errors.map(({ path, message, code }) => ({
      field: path,
      description: message,
      reason: code,
    }))
    details.push(any('BadRequest', BadRequest.encode({ fieldViolations }).finish()))
  }
  if (failure.retryAfterS !== undefined)
    details.push(
      any('RetryInfo', RetryInfo.encode({ retryDelay: { seconds: failure.retryAfterS, nanos: 0 } }).finish()),
    )
  const metadata = new grpc.Metadata()
  metadata.set(
    'grpc-status-details-bin',
    Buffer.from(Status.encode({ code, message: failure.message, details }).finish()),
  )
  return { code, details: failure.message, metadata }
}

const any = (type: string, value: Uint8Array) => ({
  typeUrl: `type.googleapis.com/google.rpc.${type}`,
  value: Buffer.from(value),
})
