import type { Call } from '../../call.ts'
import type { Brief } from '../personas/brief.ts'
import type { Tenant } from '../tenants/tenants.ts'
import { replyToBooking } from './booking/reply.ts'
import { askModels } from './engines/ask-models.ts'
import { historyOf, instructionsOf } from './engines/prompt.ts'
import type { Wish } from './engines/tools.ts'
import { openLead } from './lead/capture.ts'
import { buildIndex } from './local/knowledge-index.ts'
import { decide } from './policy/decide.ts'
import { type Asked, type Reply, replyLocally, replyToLead, type Seen, see, stepOf } from './reply.ts'
import { nearestTo, retrieve } from './retrieve.ts'
import { byModel, judge, replyAs, showAsItComes } from './with-model.ts'

type Aside = {
  /** What was said before the question, in order. */
  readonly before: readonly { author: string; text: string }[]
  /** Told when a model is about to be asked. */
  readonly onAsk: () => void
  /** Hears the words of the reply that are sure before it is whole. */
  readonly show: (words: string) => void
}
const alone: Aside = { before: [], onAsk: () => {}, show: () => {} }

/** How many passages a model is given to a question, and how many when it looks for more. */
const mostPassages = 8
const mostFound = 4

/** Answers from the tenant's own knowledge, inside its rules, or says that it does not know. */
export async function answer(
  call: Call,
  tenant: Tenant,
  brief: Brief,
  asked: Asked,
  { before, onAsk, show }: Aside = alone,
): Promise<Reply> {
  const evidence = await retrieve(call, tenant, asked.knowledgeVersion, asked.question)
  const seen = see({ tenant, brief, asked, evidence, exhausted: false, now: call.now })
  const booking = await replyToBooking(call, seen)
  if (booking) return booking
  const lead = stepOf(seen)
  if (lead) return replyToLead(seen, lead)
  if (call.models.length === 0 || !isForModel(seen)) return replyLocally(seen)
  const { fields } = brief
  const passages = await nearestTo(call, asked.question, evidence, mostPassages)
  const prompt = {
    instructions: instructionsOf(seen.voice, fields),
    passages,
    lookUp: async (query: string) =>
      nearestTo(call, query, await retrieve(call, tenant, asked.knowledgeVersion, query), mostFound),
    history: historyOf(before),
    question: asked.question,
    services: brief.services,
    departments: fields.workflow.departments.map(({ name }) => name),
  }
  onAsk()
  const { said, asking } = await askModels(call, prompt, showAsItComes(seen, show))
  const judged = said && judge(seen.facts, seen.finding.language, said)
  const { escalated, misses, isOpen } = seen.facts
  const trace = {
    ...asking,
    dropped: judged?.gated.dropped ?? [],
    verdictHash: judged?.hash ?? null,
    facts: { escalated, misses, isOpen },
  }
  const form = said?.wish ? await openForm(call, seen, said.wish) : null
  if (form) return byModel(form, trace)
  return (said && judged && replyAs(seen, said, judged, trace)) ?? replyLocally(seen, trace, said === null)
}

/** The form that a model would like to be opened for the visitor; null: there is none for that, or not now. */
async function openForm(call: Call, seen: Seen, wish: Wish): Promise<Reply | null> {
  const { asked, brief, finding } = seen
  if (wish.kind === 'appointment') return replyToBooking(call, seen, wish)
  if (wish.kind !== 'lead') return null
  const said = { message: asked.question, country: brief.country, language: finding.language }
  return replyToLead(seen, openLead(asked.memo.lead ?? null, said, wish.name))
}

/**
 * What Bob says while the business has no credits: he takes contacts and asks for the team as ever, and answers nothing
 * else. Source: contract §5.
 */
export function answerWithoutCredits(tenant: Tenant, brief: Brief, asked: Asked, now: Date): Reply {
  const index = buildIndex([], { businessName: tenant.name, language: tenant.language })
  const seen = see({ tenant, brief, asked, evidence: { index, passages: new Map() }, exhausted: true, now })
  const lead = stepOf(seen)
  return lead ? replyToLead(seen, lead) : replyLocally(seen)
}

/** A question that no boundary stops: everything else the rules answer by themselves. */
const isForModel = ({ facts, finding }: Seen): boolean =>
  finding.intent === 'question' &&
  decide(facts, { ...finding, tier: 'none', evidence: [] }).outcome === 'allow'
