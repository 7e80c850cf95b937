import { actorName } from '../../access/actor.ts'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { uuidOf } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { insertSource } from '../knowledge/sources.ts'
import { paged, readCursor } from '../paging.ts'
import { addGolden } from '../rehearsals/golden-questions.ts'
import { NewReview, Promotion, ReviewQueue, Trace, TraceId, TracePage, TraceQuery } from './contract.ts'
import { readTrace, selectTraces, traceOf } from './rows.ts'

/** Throws `not_found` for a conversation that this tenant has not had. */
export const listTraces = operation({
  name: 'traces.list',
  summary: 'Read why Bob said what he said in a conversation',
  permission: 'chat.read',
  input: TraceQuery,
  output: TracePage,
  async run(call, { id, limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const conversation = uuidOf('conv', id)
    const rows = await call.tenant(async (tx) => {
      const [there] = await tx`
        select from conversations where tenant_id = ${tenantOf(call)} and id = ${conversation}`
      if (!there) throw new Failure('not_found')
      return selectTraces(
        tx,
        tx`where d.tenant_id = ${tenantOf(call)} and d.conversation_id = ${conversation}
             ${before === undefined ? tx`` : tx`and d.id < ${before}`}
           order by d.id desc limit ${limit + 1}`,
      )
    })
    return paged(rows, limit, traceOf, (row) => [row.id])
  },
})

/** Throws `not_found`. */
export const getTrace = operation({
  name: 'traces.get',
  summary: 'Read why Bob said one thing',
  permission: 'chat.read',
  input: TraceId,
  output: Trace,
  run: (call, { id }) => call.tenant(async (tx) => traceOf(await readTrace(tx, tenantOf(call), id))),
})

export const listReviewed = operation({
  name: 'traces.listReviewed',
  summary: 'List the answers that were reviewed',
  permission: 'chat.read',
  input: ReviewQueue,
  output: TracePage,
  async run(call, { limit, cursor, rating }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant((tx) =>
      selectTraces(
        tx,
        tx`where d.tenant_id = ${tenantOf(call)} and r.trace_id is not null
             ${rating === undefined ? tx`` : tx`and r.rating = ${rating}`}
             ${before === undefined ? tx`` : tx`and d.id < ${before}`}
           order by d.id desc limit ${limit + 1}`,
      ),
    )
    return paged(rows, limit, traceOf, (row) => [row.id])
  },
})

/** The last review of an answer stands. Throws `not_found`. */
export const reviewTrace = operation({
  name: 'traces.review',
  summary: 'Say whether an answer was good, and what it should have been',
  permission: 'chat.manage',
  input: NewReview,
  output: Trace,
  run: (call, { id, rating, correction }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const { id: traceId } = await readTrace(tx, tenantId, id, { lock: true })
      await tx`
        insert into reviews (tenant_id, trace_id, rating, correction, reviewed_by, reviewed_at)
        values (${tenantId}, ${traceId}, ${rating}, ${correction}, ${actorName(call.actor)}, ${call.now})
        on conflict (tenant_id, trace_id) do update set
          rating = excluded.rating, correction = excluded.correction, reviewed_by = excluded.reviewed_by,
          reviewed_at = excluded.reviewed_at`
      await audit(tx, call, tenantId, { action: 'traces.review', subject: id, details: { rating } })
      return traceOf(await readTrace(tx, tenantId, id))
    }),
})

/** Twice is once. Throws `not_found`, and `invalid_input` where nothing was corrected. */
export const promoteCorrection = operation({
  name: 'traces.promote',
  summary: 'Make a correction knowledge, or a golden question',
  permission: 'knowledge.manage',
  input: Promotion,
  output: Trace,
  run: (call, { id, as }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const trace = await readTrace(tx, tenantId, id, { lock: true })
      const { question, correction } = trace
      if (correction === null)
        throw new Failure('invalid_input', 'Say first what Bob should have said.', {
          errors: [{ path: 'id', code: 'no_correction', message: 'was not corrected' }],
        })
      if (as === 'golden_question' && !trace.golden) {
        await addGolden(tx, tenantId, { question: question.slice(0, 1_000), outcome: 'answer', contains: [] })
        await tx`update reviews set golden = true where tenant_id = ${tenantId} and trace_id = ${trace.id}`
      }
      if (as === 'knowledge' && trace.source_id === null) {
        const faq = [{ question: question.slice(0, 500), answer: correction }]
        const title = question.replace(/\s+/g, ' ').slice(0, 200)
        const source = await insertSource(tx, call, {
          kind: 'faq',
          title,
          faq,
          language: trace.language.slice(0, 2),
        })
        await tx`
          update reviews set source_id = ${uuidOf('ksrc', source.id)}
          where tenant_id = ${tenantId} and trace_id = ${trace.id}`
      }
      await audit(tx, call, tenantId, { action: 'traces.promote', subject: id, details: { as } })
      return traceOf(await readTrace(tx, tenantId, id))
    }),
})
