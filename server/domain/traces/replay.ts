import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { saidBy } from '../bob/engines/ask-models.ts'
import { judge } from '../bob/with-model.ts'
import { passagesBy, type StoredPassage } from '../knowledge/passages.ts'
import { himself } from '../personas/brief.ts'
import type { Fields } from '../personas/rows.ts'
import { Replay, TraceId } from './contract.ts'
import { readTrace, type TraceRow } from './rows.ts'

/** Judges again what a model said, by the facts of then and the rules of now; no model is asked. Throws `not_found`. */
export const replayTrace = operation({
  name: 'traces.replay',
  summary: 'Judge again what a model said',
  permission: 'chat.read',
  input: TraceId,
  output: Replay,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const trace = await readTrace(tx, tenantOf(call), id)
      const { model } = trace
      if (!model?.output || model.verdictHash === null) return nothing('no_answer')
      const given = await readGiven(tx, tenantOf(call), model.given)
      if (given === null) return nothing('evidence_gone')
      const facts = {
        ...model.facts,
        question: trace.question,
        fields: await readFields(tx, tenantOf(call), trace),
      }
      const { hash } = judge(facts, trace.language, saidBy(model.output, given))
      return { state: 'replayed' as const, verdictHash: hash, identical: hash === model.verdictHash }
    }),
})

const nothing = (state: 'no_answer' | 'evidence_gone') => ({ state, verdictHash: null, identical: false })

/** The passages that the model had; null: one of them is not what it was. */
async function readGiven(
  tx: Tx,
  tenantId: string,
  given: readonly { chunkId: string; hash: string }[],
): Promise<StoredPassage[] | null> {
  const found = await passagesBy(
    tx,
    tenantId,
    given.map(({ chunkId }) => chunkId),
  )
  const passages = given.flatMap(
    ({ chunkId, hash }) =>
      found.find((each) => each.chunkId === chunkId && each.hash.toString('hex') === hash) ?? [],
  )
  return passages.length === given.length ? passages : null
}

async function readFields(tx: Tx, tenantId: string, trace: TraceRow): Promise<Fields> {
  const [version] = await tx<{ fields: Fields }[]>`
    select fields from persona_versions
    where tenant_id = ${tenantId} and persona_id = ${trace.persona_id} and version = ${trace.persona_version}`
  return version?.fields ?? himself
}
