import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { GoldenChange, GoldenQuery, GoldenQuestions, mostGoldenQuestions } from './contract.ts'

export type GoldenQuestion = z.output<typeof GoldenQuestions>['questions'][number]

export const getGoldenQuestions = operation({
  name: 'personas.getGoldenQuestions',
  summary: 'Read what must hold of Bob before a persona is published',
  permission: 'persona.manage',
  input: GoldenQuery,
  output: GoldenQuestions,
  run: (call) => call.tenant(async (tx) => ({ questions: await readGolden(tx, tenantOf(call)) })),
})

export const setGoldenQuestions = operation({
  name: 'personas.setGoldenQuestions',
  summary: 'Say what must hold of Bob before a persona is published',
  permission: 'persona.manage',
  input: GoldenChange,
  output: GoldenQuestions,
  run: (call, { questions }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      await tx`select from tenants where id = ${tenantId} for no key update`
      await tx`delete from golden_questions where tenant_id = ${tenantId}`
      const rows = questions.map((question, position) => ({ tenant_id: tenantId, position, ...question }))
      if (rows.length > 0) await tx`insert into golden_questions ${tx(rows)}`
      await audit(tx, call, tenantId, {
        action: 'personas.setGoldenQuestions',
        details: { questions: questions.length },
      })
      return { questions: await readGolden(tx, tenantId) }
    }),
})

/** Adds one to those that stand. Throws `invalid_input` when there are as many as there may be. */
export async function addGolden(tx: Tx, tenantId: string, golden: GoldenQuestion): Promise<void> {
  await tx`select from tenants where id = ${tenantId} for no key update`
  const standing = await readGolden(tx, tenantId)
  if (standing.length >= mostGoldenQuestions)
    throw new Failure('invalid_input', `There are ${mostGoldenQuestions} golden questions: remove one first.`)
  await tx`
    insert into golden_questions (tenant_id, position, question, outcome, contains)
    values (${tenantId}, ${standing.length}, ${golden.question}, ${golden.outcome}, ${golden.contains})`
}

export const readGolden = (tx: Tx, tenantId: string): Promise<GoldenQuestion[]> =>
  tx<GoldenQuestion[]>`
    select question, outcome, contains from golden_questions where tenant_id = ${tenantId} order by position`
