import { z } from 'zod'

export const PlanId = z.enum(['starter', 'pro', 'enterprise'])

const Price = z
  .strictObject({
    amount: z.int().meta({ description: 'Whole units of the currency', examples: [79] }),
    currency: z.literal('USD').meta({ description: 'ISO 4217' }),
    interval: z.literal('month'),
  })
  .meta({ id: 'Price' })

const Included = z
  .strictObject({
    creditsPerMonth: z.int().meta({ description: 'AI credits granted every month' }),
    seats: z.int().nullable().meta({ description: 'People of the team; null: unlimited' }),
    integrations: z.int().meta({ description: 'Standard integrations (webhook subscriptions)' }),
    support: z.enum(['email', 'priority', 'dedicated']),
  })
  .meta({ id: 'PlanLimits', description: 'What a plan holds' })

export const Nothing = z.strictObject({})

// strict, so that an answer with a field which is not published here is refused, not sent

export const PlanCards = z.strictObject({
  version: z.string(),
  data: z.array(
    z
      .strictObject({
        id: PlanId,
        name: z.string(),
        description: z.string(),
        price: Price,
        features: z.array(z.string()).meta({ description: 'Lines to show as they are' }),
        highlighted: z.boolean().meta({ description: 'Whether to draw the eye to it' }),
        included: Included,
      })
      .meta({ id: 'PlanCard', description: 'A plan as a marketing page shows it' }),
  ),
})

export const Pricebook = z
  .strictObject({
    version: z.string().meta({ description: 'Changes with every figure', examples: ['2026-11-25'] }),
    plans: z.array(z.strictObject({ id: PlanId, name: z.string(), price: Price, included: Included })),
    creditUses: z.array(
      z.strictObject({
        id: z.enum(['local_answer', 'model_tokens', 'model_answer_most', 'speech_minute']),
        description: z.string(),
        credits: z.int(),
      }),
    ),
  })
  .meta({ id: 'Pricebook', description: 'Everything that has a price' })

export const Entitlements = Included.extend({ plan: PlanId })

export const Balance = z.strictObject({
  credits: z.int().meta({ description: 'What can be spent now; reserved credits are taken off already' }),
})

export const PlanChange = z.strictObject({ plan: PlanId })

export const ChangedPlan = Entitlements.extend({
  creditsGranted: z.int().meta({
    description: 'What the new plan holds a month beyond what plans have granted in this month already',
  }),
})

export const UsageQuery = z.strictObject({
  from: z.iso.date().optional().meta({ description: 'Without it, the first of the month of `to`' }),
  to: z.iso.date().optional().meta({ description: 'The last day that is counted; without it, today' }),
})

const used = { granted: z.int(), spent: z.int(), answers: z.int(), recordings: z.int() }

export const Usage = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    timeZone: z.string().meta({ description: "The business's own, in which its days begin" }),
    plan: PlanId,
    balance: z.int().meta({ description: 'AI credits that can be spent now' }),
    reserved: z.int().meta({ description: 'AI credits held for answers that are being made now' }),
    granted: z.int().meta({ description: 'AI credits granted from `from` to `to`' }),
    spent: z
      .int()
      .meta({ description: 'AI credits that answers and recordings have cost from `from` to `to`' }),
    answers: z.int().meta({ description: 'Answers that cost credits; tests and degraded ones are free' }),
    recordings: z.int().meta({ description: 'Recordings of visitors that were written down for credits' }),
    seats: z.strictObject({ used: z.int(), included: z.int().nullable() }),
    integrations: z.strictObject({ used: z.int(), included: z.int() }),
    days: z.array(z.strictObject({ date: z.iso.date(), ...used })),
  })
  .meta({ id: 'Usage' })
