import { z } from 'zod'
import { page, pageInput, Time } from '../contract.ts'

export const AuditEntry = z
  .object({
    seq: z.int().meta({ description: '1, 2, 3… without a gap' }),
    at: Time,
    actor: z.string().meta({ description: 'user:…, operator:…, service:… or visitor' }),
    action: z.string().meta({ examples: ['widgets.createKey'] }),
    subject: z.string().nullable().meta({ description: 'The id of what was changed' }),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string(),
    hash: z.string().meta({ description: 'SHA-256 over the entry and the hash of the one before, in hex' }),
  })
  .meta({ id: 'AuditEntry' })

export const AuditQuery = z.strictObject(pageInput)
export const AuditPage = page(AuditEntry)

export const VerifyAudit = z.strictObject({})

export const AuditVerdict = z.object({
  entries: z.int().meta({ description: 'How many were looked at' }),
  firstWrong: z
    .int()
    .nullable()
    .meta({ description: 'The first entry that was edited, taken out or cut off; null: none' }),
})
