import { forgetExpiredKeys, forgetKeys } from '../server/idempotency.ts'
import { handler } from './handler.ts'

export const forgetIdempotency = handler(forgetKeys, forgetExpiredKeys)
