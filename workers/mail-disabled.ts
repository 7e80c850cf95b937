import { mailDisabled } from '../server/domain/webhooks/jobs.ts'
import { sendDisabled } from '../server/domain/webhooks/mail-disabled.ts'
import { handler } from './handler.ts'

export const mailDisabledSubscription = handler(mailDisabled, sendDisabled)
