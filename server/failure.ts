import { type FailureCode, failures, type Row } from './failures.ts'

/** One fault in one field: `path` is dotted, `code` is machine-readable, `message` says what to change. */
export type FieldError = { path: string; code: string; message: string }

/** How a rate limit stands: `left` of `most` calls in a window of `windowS`, which ends in `resetS` seconds. */
export type Standing = {
  readonly name: string
  readonly most: number
  readonly windowS: number
  readonly left: number
  readonly resetS: number
}

type Details = {
  errors?: readonly FieldError[]
  retryAfterS?: number
  standing?: Standing
  cause?: unknown
}

/** What domain code throws. The message says what to change, and is shown to the caller of every face. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly errors: readonly FieldError[]
  /** Seconds the caller should wait, sent as Retry-After. */
  readonly retryAfterS: number | undefined
  /** The rate limit that was passed. */
  readonly standing: Standing | undefined

  constructor(
    code: FailureCode,
    message?: string,
    { errors = [], retryAfterS, standing, cause }: Details = {},
  ) {
    super(message ?? failures[code].title, { cause })
    this.code = code
    this.errors = errors
    this.retryAfterS = retryAfterS
    this.standing = standing
  }

  /** Anything caught becomes a Failure; what we did not mean to say stays in `cause`. */
  static from(error: unknown): Failure {
    return error instanceof Failure ? error : new Failure('internal', undefined, { cause: error })
  }

  /** For errors the libraries raise before our code runs: the first code whose row fits. */
  static where(fits: (row: Row) => boolean, cause: unknown): Failure {
    const code = codes.find((candidate) => fits(failures[candidate]))
    return new Failure(code ?? 'internal', undefined, { cause })
  }
}

const codes = Object.keys(failures) as FailureCode[]
