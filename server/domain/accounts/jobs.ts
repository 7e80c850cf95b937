import { z } from 'zod'
import { forgetLoginAttempts } from '../../access/login-attempts.ts'
import type { Call } from '../../call.ts'
import { jobType } from '../../platform/jobs.ts'

/** Forgets sessions that ran out, and the refresh tokens of them. */
export const forgetSessions = jobType({
  name: 'accounts.forgetSessions',
  payload: z.strictObject({}),
  options: { retryLimit: 2, expireInSeconds: 300 },
  cron: '41 3 * * *',
})

export async function forgetEndedSessions(call: Call): Promise<void> {
  const [row] = await call.database.query(
    (sql) => sql<{ gone: bigint }[]>`select forget_sessions(${call.now}) as gone`,
  )
  call.log.info({ sessions: Number(row?.gone ?? 0) }, 'forgot sessions')
}

/** Forgets logins that failed long enough ago. */
export const forgetLogins = jobType({
  name: 'accounts.forgetLogins',
  payload: z.strictObject({}),
  options: { retryLimit: 2, expireInSeconds: 300 },
  cron: '11 * * * *',
})

export async function forgetFailedLogins(call: Call): Promise<void> {
  call.log.info({ attempts: await forgetLoginAttempts(call) }, 'forgot failed logins')
}

/** Mails a link to whoever has the address; nothing happens when nobody has. */
export const mailReset = jobType({
  name: 'accounts.mailReset',
  payload: z.strictObject({ email: z.string() }),
  options: { retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 120 },
})
