import type { Asking } from './engines/ask-models.ts'
import type { Facts } from './policy/decide.ts'

/** The trace of one answer: enough to see which knowledge it rests on and why it was said. */
export type Decision = {
  engine: 'local' | 'model'
  engineVersion: string
  policyVersion: string
  personaId: string | null
  personaVersion: number | null
  /** Decimal. */
  knowledgeVersion: string
  language: string
  intent: string
  verdict: string
  reasons: string[]
  evidence: { chunkId: string; hash: string; score: number }[]
  durationUs: number
  /** How the models were asked, and what came; null: none was. */
  model: ModelTrace | null
}

/** How the models were asked, what came, and what became of it: enough to judge it again. */
export type ModelTrace = Asking & {
  readonly dropped: readonly string[]
  /** Null: none gave a whole answer. */
  readonly verdictHash: string | null
  readonly facts: Pick<Facts, 'escalated' | 'misses' | 'isOpen'>
}
