import type { z } from 'zod'
import type {
  Citation as CitationShape,
  Turn as TurnShape,
} from '../../server/domain/conversations/contract.ts'

export type Citation = z.infer<typeof CitationShape>

/** What `POST /api/chat` answers, as far as this page shows it. */
export type Turn = Pick<
  z.infer<typeof TurnShape>,
  'reply' | 'messageId' | 'citations' | 'control' | 'actions'
>

/** What is sent for one message; the key stays the same when the same message is tried again. */
export interface TurnRequest {
  message: string
  sessionId: string
  businessId: string
  idempotencyKey: string
}

/** A turn that did not come about. `status` is 0 when no answer arrived at all. */
export class TurnFailure extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  readonly retryAfterS: number | null

  constructor(status: number, problem: Problem = {}, retryAfterS: number | null = null) {
    super(problem.detail ?? problem.title ?? 'No answer arrived')
    this.status = status
    this.code = problem.code ?? 'unreachable'
    this.requestId = problem.requestId ?? null
    this.retryAfterS = retryAfterS
  }
}

/** The parts of an RFC 9457 problem that are shown or acted on. */
export interface Problem {
  status?: number
  title?: string
  detail?: string
  code?: string
  requestId?: string
}
