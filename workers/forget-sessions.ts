import { forgetEndedSessions, forgetSessions } from '../server/domain/accounts/jobs.ts'
import { handler } from './handler.ts'

export const forgetOldSessions = handler(forgetSessions, forgetEndedSessions)
