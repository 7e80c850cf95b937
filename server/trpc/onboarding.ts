import { getOnboarding } from '../domain/onboarding/onboarding.ts'
import { query, router } from './init.ts'

export const onboarding = router({ get: query(getOnboarding) })
