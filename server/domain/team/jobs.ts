import { z } from 'zod'
import { jobType } from '../../platform/jobs.ts'

export const mailInvitation = jobType({
  name: 'team.mailInvitation',
  payload: z.strictObject({ tenantId: z.uuid(), invitationId: z.uuid() }),
  options: { retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 120 },
})
