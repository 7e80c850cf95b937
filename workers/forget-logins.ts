import { forgetFailedLogins, forgetLogins } from '../server/domain/accounts/jobs.ts'
import { handler } from './handler.ts'

export const forgetOldLogins = handler(forgetLogins, forgetFailedLogins)
