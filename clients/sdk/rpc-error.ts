import type { ServiceError } from '@grpc/grpc-js'
import { BadRequest, ErrorInfo } from '../../server/gen/google/rpc/error_details.ts'
import { Status } from '../../server/gen/google/rpc/status.ts'

/** A refused RPC, with the same code and field errors that REST gives. */
export class RpcError extends Error {
  /** The code of the REST problem, such as `invalid_input`. */
  readonly code: string
  /** The gRPC status code. */
  readonly status: number
  readonly errors: readonly { path: string; code: string; message: string }[]

  constructor(cause: ServiceError) {
    super(cause.details, { cause })
    const details = detailsOf(cause)
    this.status = cause.code
    this.code = find(details, 'ErrorInfo', ErrorInfo)?.reason ?? ownCodes[cause.code] ?? 'unavailable'
    this.errors = (find(details, 'BadRequest', BadRequest)?.fieldViolations ?? []).map((violation) => ({
      path: violation.field,
      code: violation.reason,
      message: violation.description,
    }))
  }
}

/** What the client library ends by itself, without an answer of the server. */
const ownCodes: Readonly<Record<number, string>> = { 1: 'cancelled', 4: 'deadline_exceeded' }

type Detail = Status['details'][number]

function detailsOf({ metadata }: ServiceError): Detail[] {
  const [bytes] = metadata?.get('grpc-status-details-bin') ?? []
  return bytes instanceof Buffer ? Status.decode(bytes).details : []
}

const find = <T>(
  details: readonly Detail[],
  type: string,
  message: { decode(bytes: Uint8Array): T },
): T | undefined => {
  const detail = details.find(({ typeUrl }) => typeUrl === `type.googleapis.com/google.rpc.${type}`)
  return detail && message.decode(detail.value)
}
