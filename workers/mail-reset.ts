import { mailReset } from '../server/domain/accounts/jobs.ts'
import { sendReset } from '../server/domain/accounts/reset-password.ts'
import { handler } from './handler.ts'

export const mailPasswordReset = handler(mailReset, (call, { email }) => sendReset(call, email))
