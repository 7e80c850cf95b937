import type { z } from 'zod'
import { operation } from '../../operation.ts'
import { Nothing, PlanCards, Pricebook } from './contract.ts'
import { type Plan, type PlanId, pricebook } from './pricebook.ts'

export const listPlanCards = operation({
  name: 'billing.listPlanCards',
  summary: 'The plans as cards for marketing and checkout',
  permission: 'anyone',
  input: Nothing,
  output: PlanCards,
  run: async () => ({ version: pricebook.version, data: pricebook.plans.map(cardOf) }),
})

export const getPricebook = operation({
  name: 'billing.getPricebook',
  summary: 'Everything that has a price',
  permission: 'anyone',
  input: Nothing,
  output: Pricebook,
  run: async () => pricebook,
})

const descriptions: Record<PlanId, string> = {
  starter: 'For one business that wants every question answered, day and night.',
  pro: 'For a team that takes over when Bob hands on.',
  enterprise: 'For many people, many questions and systems of your own.',
}

const cardOf = (plan: Plan): z.input<typeof PlanCards>['data'][number] => ({
  ...plan,
  description: descriptions[plan.id],
  features: featuresOf(plan),
  highlighted: plan.id === 'pro',
})

const support = { email: 'Email support', priority: 'Priority support', dedicated: 'Dedicated support' }
const grouped = new Intl.NumberFormat('en-US')

const featuresOf = ({ included }: Plan): string[] => [
  `${grouped.format(included.creditsPerMonth)} AI credits a month`,
  included.seats === null ? 'Unlimited team seats' : `Up to ${included.seats} team seats`,
  `${included.integrations} standard ${included.integrations === 1 ? 'integration' : 'integrations'}`,
  support[included.support],
]
