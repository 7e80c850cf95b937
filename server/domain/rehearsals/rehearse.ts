import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import type { Tx } from '../../platform/postgres.ts'
import { answer } from '../bob/answer.ts'
import type { Reply } from '../bob/reply.ts'
import { type Brief, groundOf } from '../personas/brief.ts'
import type { PersonaRow } from '../personas/rows.ts'
import { readProfile } from '../profile/profile.ts'
import { getActiveTenant, type Tenant } from '../tenants/tenants.ts'
import type { RehearsalResult } from './contract.ts'
import type { GoldenQuestion } from './golden-questions.ts'

type Answers = z.input<typeof RehearsalResult>['answers']

/** Asks Bob as he would be with a draft, one question as if each were the first of its visitor. */
export async function rehearse(
  call: Call,
  draft: PersonaRow,
  golden: readonly GoldenQuestion[],
  questions: readonly string[],
): Promise<Answers> {
  const tenant = await getActiveTenant(call)
  const { brief, knowledgeVersion } = await call.tenant((tx) => readGround(tx, tenantOf(call), draft))
  const ask = (question: string) => askOnce(call, tenant, brief, { question, knowledgeVersion })
  const answers: Answers = []
  for (const { question, outcome, contains } of golden) {
    const answered = await ask(question)
    const passed =
      answered.outcome === outcome &&
      contains.every((text) => answered.reply.toLowerCase().includes(text.toLowerCase()))
    answers.push({ ...answered, golden: { outcome, contains, passed } })
  }
  for (const question of questions) answers.push({ ...(await ask(question)), golden: null })
  return answers
}

async function readGround(
  tx: Tx,
  tenantId: string,
  draft: PersonaRow,
): Promise<{ brief: Brief; knowledgeVersion: bigint }> {
  const [row] = await tx<{ knowledgeVersion: bigint }[]>`
    select knowledge_version as "knowledgeVersion" from tenants where id = ${tenantId}`
  if (!row) throw new Failure('tenant_not_found')
  const profile = await readProfile(tx, tenantId)
  return { ...row, brief: { persona: null, fields: draft.draft, ...groundOf(profile) } }
}

async function askOnce(
  call: Call,
  tenant: Tenant,
  brief: Brief,
  asked: { question: string; knowledgeVersion: bigint },
): Promise<Omit<Answers[number], 'golden'>> {
  const reply = await answer(call, tenant, brief, {
    ...asked,
    escalated: null,
    memo: {},
    conversationId: '',
    test: true,
  })
  return {
    question: asked.question,
    reply: reply.text,
    outcome: outcomeOf(reply),
    reasons: reply.decision.reasons,
    citations: reply.citations,
  }
}

function outcomeOf({ actions, decision }: Reply): Answers[number]['outcome'] {
  if (actions.some(({ type }) => type === 'refused')) return 'refusal'
  if (actions.some(({ type }) => type === 'escalated' || type === 'lead_form')) return 'escalation'
  return decision.verdict === 'unknown' ? 'unknown' : 'answer'
}
