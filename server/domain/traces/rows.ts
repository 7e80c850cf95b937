import type { z } from 'zod'
import { Failure } from '../../failure.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import type { Decision } from '../bob/decision.ts'
import type { Trace } from './contract.ts'

export type TraceRow = {
  id: string
  conversation_id: string
  reply_id: string
  question: string
  reply: string
  engine: 'local' | 'model'
  engine_version: string
  policy_version: string
  knowledge_version: bigint
  persona_id: string | null
  persona_version: number | null
  language: string
  intent: string
  verdict: string
  reasons: string[]
  evidence: Decision['evidence']
  model: Decision['model']
  duration_us: number
  created_at: Date
  rating: 'good' | 'bad' | null
  correction: string | null
  reviewed_by: string | null
  reviewed_at: Date | null
  source_id: string | null
  golden: boolean | null
}

/** Traces with what was asked and said, and what the team thinks of it; `where` narrows the rows `d`. */
export const selectTraces = (tx: Tx, where: ReturnType<Sql>) => tx<TraceRow[]>`
  select d.id, d.conversation_id, d.reply_id, q.body as question, m.body as reply, d.engine, d.engine_version,
         d.policy_version, d.knowledge_version, d.persona_id, d.persona_version, d.language, d.intent, d.verdict,
         d.reasons, d.evidence, d.model, d.duration_us, d.created_at, r.rating, r.correction, r.reviewed_by,
         r.reviewed_at, r.source_id, r.golden
  from decision_traces d
  join messages q on q.tenant_id = d.tenant_id and q.id = d.question_id
  join messages m on m.tenant_id = d.tenant_id and m.id = d.reply_id
  left join reviews r on r.tenant_id = d.tenant_id and r.trace_id = d.id
  ${where}`

/** `lock` keeps its review as it is until the transaction ends. Throws `not_found`. */
export async function readTrace(
  tx: Tx,
  tenantId: string,
  id: string,
  { lock } = { lock: false },
): Promise<TraceRow> {
  const uuid = uuidOf('trace', id)
  // reviews are written by whoever holds the trace
  if (lock) await tx`select 1 from decision_traces where tenant_id = ${tenantId} and id = ${uuid} for update`
  const [row] = await selectTraces(tx, tx`where d.tenant_id = ${tenantId} and d.id = ${uuid}`)
  if (!row) throw new Failure('not_found')
  return row
}

export const traceOf = (row: TraceRow): z.input<typeof Trace> => ({
  id: publicId('trace', row.id),
  conversationId: publicId('conv', row.conversation_id),
  messageId: publicId('msg', row.reply_id),
  question: row.question,
  reply: row.reply,
  engine: row.engine,
  versions: {
    engine: row.engine_version,
    policy: row.policy_version,
    knowledge: Number(row.knowledge_version),
    persona:
      row.persona_id && row.persona_version !== null
        ? { id: publicId('persona', row.persona_id), version: row.persona_version }
        : null,
  },
  language: row.language,
  intent: row.intent,
  verdict: row.verdict,
  reasons: row.reasons,
  evidence: row.evidence.map(({ chunkId, hash, score }) => ({
    chunkId: publicId('kchunk', chunkId),
    hash,
    score,
  })),
  model: modelOf(row.model),
  durationMs: row.duration_us / 1_000,
  review: reviewOf(row),
  createdAt: row.created_at.toISOString(),
})

function modelOf(model: Decision['model']): z.input<typeof Trace>['model'] {
  if (!model) return null
  const { promptVersion, promptHash, rungs, output, used, dropped, verdictHash } = model
  return {
    promptVersion,
    promptHash,
    rungs: rungs.map((rung) => ({ ...rung })),
    output: output?.text ?? null,
    tools: used.map((tool) => ({ ...tool })),
    verdictHash,
    dropped: [...dropped],
  }
}

const reviewOf = (row: TraceRow): z.input<typeof Trace>['review'] =>
  row.rating && row.reviewed_at
    ? {
        rating: row.rating,
        correction: row.correction,
        reviewedBy: row.reviewed_by ?? '',
        reviewedAt: row.reviewed_at.toISOString(),
        sourceId: row.source_id && publicId('ksrc', row.source_id),
        golden: row.golden ?? false,
      }
    : null
