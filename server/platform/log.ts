import { type DestinationStream, type Logger, pino } from 'pino'

/** Fields that never reach a log line, wherever they stand one or two levels deep. */
const secretFields = [
  'authorization',
  'cookie',
  'password',
  'token',
  'visitorToken',
  'secret',
  'message',
  'reply',
  'text',
]

/** One JSON object a line, on standard output unless told otherwise, with secrets and what visitors wrote taken out. */
export const createLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
      serializers: { err: describeError },
    },
    to ?? pino.destination(1),
  )

/** Keeps what finds a bug; leaves out query parameters and row contents that drivers attach to errors. */
function describeError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return String(error)
  if (!(error instanceof Error)) {
    const { message, code } = error as { message?: unknown; code?: unknown }
    return { note: String(message), code }
  }
  const { name, message, stack } = error
  const code = 'code' in error ? error.code : undefined
  return { name, note: message, code, stack, cause: error.cause && describeError(error.cause) }
}
