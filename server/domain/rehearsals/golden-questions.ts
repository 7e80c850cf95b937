import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { GoldenChange, GoldenQuery, GoldenQuestions } from './contract.ts'

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

export const readGolden = (tx: Tx, tenantId: string): Promise<GoldenQuestion[]> =>
  tx<GoldenQuestion[]>`
    select question, outcome, contains from golden_questions where tenant_id = ${tenantId} order by position`
