import { z } from 'zod'
import { id, Time, text } from '../contract.ts'

const invoice = text(200).meta({ description: "The payment system's own name of it" })

export const FailedPayment = z.strictObject({
  tenantId: id('tenant'),
  invoice,
  reason: text(500).optional(),
})

export const RecoveredPayment = z.strictObject({ tenantId: id('tenant'), invoice })

export const BillingState = z.object({
  status: z.enum(['ok', 'past_due']),
  since: Time.nullable().meta({ description: 'null: it was never anything else' }),
  changed: z.boolean().meta({ description: 'false: this was known already' }),
})

export const Grant = z.strictObject({
  tenantId: id('tenant'),
  reference: text(200).meta({ description: 'What it is for; the same reference grants once' }),
  credits: z.int().min(1).max(10_000_000),
})

export const Granted = z.object({
  granted: z.boolean().meta({ description: 'false: this reference has granted them before' }),
  credits: z.int().meta({ description: 'What can be spent now' }),
})
