import { z } from 'zod'
import { PlanId } from '../billing/contract.ts'
import { id, Language, page, pageInput, Slug, Time, text } from '../contract.ts'

const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be a time zone such as Europe/London')
  .meta({ examples: ['Europe/London'] })

export const NewTenant = z.strictObject({
  name: text(200),
  slug: Slug,
  languages: z
    .array(Language)
    .min(1)
    .max(10)
    .default(['en'])
    .meta({ description: 'The first is the one that Bob falls back to' }),
  timeZone: timeZone.default('UTC'),
})

export const TenantId = z.strictObject({ tenantId: id('tenant') })

export const Suspension = z.strictObject({
  tenantId: id('tenant'),
  reason: text(500).meta({ description: 'For those who run the platform, and in the audit log' }),
})

const Status = z.enum(['active', 'suspended'])

export const TenantQuery = z.strictObject({ ...pageInput, status: Status.optional() })

export const Tenant = z
  .object({
    id: id('tenant'),
    slug: z.string(),
    name: z.string(),
    status: Status,
    suspendedAt: Time.nullable(),
    suspendedBecause: z.string().nullable(),
    plan: PlanId,
    billingStatus: z.enum(['ok', 'past_due']),
    billingStatusSince: Time.nullable().meta({ description: 'null: it was never anything else' }),
    languages: z.array(z.string()),
    timeZone: z.string(),
    createdAt: Time,
  })
  .meta({ id: 'Tenant', description: 'A business, as those who run the platform see it' })

export const TenantPage = page(Tenant)

export const WidgetKeyText = z.strictObject({ key: z.string().min(1).max(200) })

export const WidgetKeyOwner = z.object({
  tenantId: id('tenant'),
  environment: z.enum(['live', 'test']),
  allowedOrigins: z.array(z.string()).meta({ description: 'Where the key may be used from' }),
})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
