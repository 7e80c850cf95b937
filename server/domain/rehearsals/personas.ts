import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { audit } from '../audit/append.ts'
import { Persona } from '../personas/contract.ts'
import { refuseStale } from '../personas/personas.ts'
import { readPersona } from '../personas/rows.ts'
import { publishDraft } from '../personas/versions.ts'
import { Publication, Rehearsal, RehearsalResult } from './contract.ts'
import { readGolden } from './golden-questions.ts'
import { rehearse } from './rehearse.ts'

/** Throws `not_found`. */
export const testPersona = operation({
  name: 'personas.test',
  summary: 'Try a persona on questions, before visitors meet it',
  permission: 'persona.manage',
  input: Rehearsal,
  output: RehearsalResult,
  async run(call, { id, questions }) {
    const { draft, golden } = await read(call, id)
    const answers = await rehearse(call, draft, golden, questions)
    return {
      passed: answers.every(({ golden }) => golden?.passed ?? true),
      revision: draft.revision,
      answers,
    }
  },
})

/**
 * Bob speaks as the draft from the next turn on. Throws `golden_questions_failed` with what was answered otherwise,
 * `revision_conflict` when the draft is not what was looked at, or is changed while the questions are asked, `not_found`.
 */
export const publishPersona = operation({
  name: 'personas.publish',
  summary: 'Let Bob speak as a persona',
  permission: 'persona.manage',
  input: Publication,
  output: Persona,
  async run(call, { id, revision }) {
    const { draft, golden } = await read(call, id)
    refuseStale(draft, revision)
    const answers = await rehearse(call, draft, golden, [])
    const errors = answers.flatMap(({ question, reply, outcome, golden }, at) =>
      golden && !golden.passed
        ? [
            {
              path: `questions.${at}`,
              code: 'golden_question_failed',
              message: `"${question}": wanted ${wanted(golden)}, came ${outcome}: ${reply.slice(0, 300)}`,
            },
          ]
        : [],
    )
    if (errors.length > 0)
      throw new Failure('golden_questions_failed', 'Change the persona, its knowledge or the questions.', {
        errors,
      })
    return call.tenant(async (tx) => {
      const persona = await publishDraft(tx, call, id)
      // read after the lock: what is published is what was asked
      if (persona.revision !== draft.revision)
        throw new Failure('revision_conflict', 'It was changed while the questions were asked.')
      await audit(tx, call, tenantOf(call), {
        action: 'personas.publish',
        subject: id,
        details: { version: persona.version, revision: persona.revision },
      })
      return persona
    })
  },
})

const read = (call: Call, id: string) =>
  call.tenant(async (tx) => ({
    draft: await readPersona(tx, tenantOf(call), id),
    golden: await readGolden(tx, tenantOf(call)),
  }))

const wanted = ({ outcome, contains }: { outcome: string; contains: readonly string[] }) =>
  contains.length > 0 ? `${outcome} with ${contains.map((text) => `"${text}"`).join(', ')}` : outcome
