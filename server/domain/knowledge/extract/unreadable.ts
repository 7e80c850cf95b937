import type { z } from 'zod'
import type { FailureCode } from '../contract.ts'

/** A source that will not be read by trying again. The message is for its owner. */
export class Unreadable extends Error {
  readonly code: z.infer<typeof FailureCode>

  constructor(code: z.infer<typeof FailureCode>, message: string) {
    super(message)
    this.code = code
  }
}
