import { z } from 'zod'
import { id, page, pageInput, Time } from '../contract.ts'

const status = z.enum(['new', 'contacted', 'closed'])

export const Lead = z
  .object({
    id: id('lead'),
    conversationId: id('conv').nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z
      .string()
      .nullable()
      .meta({ description: 'E.164', examples: ['+442079460958'] }),
    interest: z.string().nullable().meta({ description: 'What it is about, in their own words' }),
    source: z.enum(['chat', 'form', 'portal']),
    status,
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Lead', description: 'Somebody who wants to hear from the business' })

export const LeadQuery = z.strictObject({ ...pageInput, status: status.optional() })
export const LeadPage = page(Lead)
export const LeadId = z.strictObject({ id: id('lead') })
export const LeadChange = z.strictObject({ id: id('lead'), status })
