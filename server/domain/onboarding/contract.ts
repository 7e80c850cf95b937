import { z } from 'zod'
import { Time } from '../contract.ts'

export const OnboardingQuery = z.strictObject({})

const Prerequisite = z
  .object({
    id: z.enum([
      'tenant_created',
      'business_profile_completed',
      'website_or_channel_configured',
      'api_credentials_generated',
      'allowed_origins_configured',
      'test_conversation_completed',
    ]),
    title: z.string().meta({ description: 'As the integration guide says it' }),
    done: z.boolean(),
    doneAt: Time.nullable(),
    evidence: z.string().meta({ description: 'What shows that it is done; or what there is to do' }),
  })
  .meta({ id: 'Prerequisite' })

export const Onboarding = z.object({
  complete: z.boolean(),
  prerequisites: z.array(Prerequisite),
})
