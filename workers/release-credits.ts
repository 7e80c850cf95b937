import { releaseAllStranded, releaseStranded } from '../server/domain/billing/stranded.ts'
import { handler } from './handler.ts'

export const releaseStrandedCredits = handler(releaseStranded, releaseAllStranded)
