import type { z } from 'zod'
import type { Pricebook } from './contract.ts'

type Book = z.infer<typeof Pricebook>
type CreditUse = Book['creditUses'][number]['id']
export type Plan = Book['plans'][number]
export type PlanId = Plan['id']

const perMonth = (amount: number): Plan['price'] => ({ amount, currency: 'USD', interval: 'month' })

/** Every figure that is sold, and the only place they stand. Source: the guide, Plans & Pricing; contract §5. */
export const pricebook: Book = {
  version: '2026-11-30',
  plans: [
    {
      id: 'starter',
      name: 'Starter',
      price: perMonth(79),
      included: { creditsPerMonth: 15_000, seats: 3, integrations: 1, support: 'email' },
    },
    {
      id: 'pro',
      name: 'Pro',
      price: perMonth(249),
      included: { creditsPerMonth: 75_000, seats: 10, integrations: 3, support: 'priority' },
    },
    {
      id: 'enterprise',
      name: 'Enterprise',
      price: perMonth(899),
      included: { creditsPerMonth: 250_000, seats: null, integrations: 10, support: 'dedicated' },
    },
  ],
  creditUses: [
    { id: 'local_answer', description: 'One AI answer from the local engine', credits: 1 },
    {
      id: 'model_tokens',
      description: 'Every 2,000 tokens, begun, that a model reads or writes for an answer',
      credits: 1,
    },
    {
      id: 'model_answer_most',
      description: 'The most that one answer of a model costs; reserved while it is made',
      credits: 10,
    },
    {
      id: 'speech_minute',
      description: 'Every minute, begun, of a recording that is written down',
      credits: 1,
    },
  ],
}

/** The plan of that id. */
export function planOf(id: PlanId): Plan {
  const plan = pricebook.plans.find((each) => each.id === id)
  if (!plan) throw new Error(`the pricebook has no plan ${id}`)
  return plan
}

/** The credits that one of these costs. */
export function creditsFor(id: CreditUse): number {
  const use = pricebook.creditUses.find((each) => each.id === id)
  if (!use) throw new Error(`the pricebook has no price for ${id}`)
  return use.credits
}

const tokensOfCredit = 2_000

/** The credits of an answer that a model has made of so many tokens. */
export const creditsForTokens = ({ prompt, completion }: { prompt: number; completion: number }): number =>
  Math.min(
    creditsFor('model_answer_most'),
    Math.max(1, Math.ceil((prompt + completion) / tokensOfCredit)) * creditsFor('model_tokens'),
  )

/** The credits of writing down a recording of that length. */
export const creditsForSpeech = (durationMs: number): number =>
  Math.max(1, Math.ceil(durationMs / 60_000)) * creditsFor('speech_minute')
