import { findMailed, newMailedToken } from '../../access/mailed-tokens.ts'
import { mailBuckets } from '../../access/quotas.ts'
import { forgetSession } from '../../access/sessions.ts'
import { aboutTenant, type Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { Reset, ResetDone, ResetRequest, ResetRequested } from './contract.ts'
import { mailReset } from './jobs.ts'
import { mailedLink } from './links.ts'
import { findUserByEmail, setPassword } from './users.ts'

const lifetimeMs = 30 * 60_000
/** Links to one user that may be open at once, so that nobody's mailbox is filled. */
const mostOpen = 3

/** Answers alike for every address: whether it has an account is only looked at by a job, later. */
export const requestReset = operation({
  name: 'accounts.requestReset',
  summary: 'Mail a link to choose another password',
  permission: 'anyone',
  limits: mailBuckets,
  input: ResetRequest,
  output: ResetRequested,
  async run(call, { email }) {
    await call.database.query((sql) => sql.begin((tx) => call.jobs.send(tx, mailReset, { email })))
    return {}
  },
})

/** What the job does: the link is made and mailed if the address has an account that can log in. */
export async function sendReset(call: Call, email: string): Promise<void> {
  const user = await call.database.query((sql) => findUserByEmail(sql, email))
  if (user?.status !== 'active') return
  const { token, hash } = newMailedToken()
  const isOpen = await aboutTenant(call, user.tenantId).tenant(async (tx) => {
    await tx`delete from password_resets where tenant_id = ${user.tenantId} and expires_at <= ${call.now}`
    const added = await tx`
      insert into password_resets (tenant_id, id, user_id, token_hash, created_at, expires_at)
      select ${user.tenantId}, ${newUuid()}, ${user.id}, ${hash}, ${call.now}, ${new Date(call.now.getTime() + lifetimeMs)}
      where (select count(*) from password_resets where tenant_id = ${user.tenantId} and user_id = ${user.id}) < ${mostOpen}`
    return added.count === 1
  })
  if (!isOpen) return
  await call.mailer.send({
    to: user.email,
    subject: 'Choose a new password',
    text: `Somebody asked to reset the password of ${user.email} at ${user.tenantName}.

Choose a new one within 30 minutes:
${mailedLink(call.config, 'reset', token)}

If that was not you, do nothing: the password stays as it is.`,
  })
}

export const resetPassword = operation({
  name: 'accounts.resetPassword',
  summary: 'Choose another password with a link that was mailed; every session ends',
  permission: 'anyone',
  limits: mailBuckets,
  input: Reset,
  output: ResetDone,
  async run(call, { token, newPassword }) {
    const inLink = <T>(work: (tx: Tx, reset: { tenantId: string; userId: string }) => Promise<T>) =>
      call.database.query((sql) => sql.begin(async (tx) => work(tx, await takeReset(tx, token, call.now))))
    // a link that is not good costs no hash
    await inLink(async () => {})
    const passwordHash = await call.passwords.hash(newPassword)
    const ended = (await inLink(async (tx, { tenantId, userId }) => {
      const ended = await setPassword(tx, { tenantId, id: userId, passwordHash }, call.now)
      const subject = publicId('user', userId)
      await audit(tx, call, tenantId, { action: 'accounts.resetPassword', subject })
      return ended
    })) as string[]
    for (const over of ended) forgetSession(call.memory, over)
    return {}
  },
})

/** Whose password a link may change, locked: of two who use it at once the second finds it gone. */
async function takeReset(tx: Tx, token: string, now: Date): Promise<{ tenantId: string; userId: string }> {
  const found = await findMailed(tx, 'password_resets', token, now)
  const [reset] = found
    ? await tx<{ userId: string }[]>`
        select r.user_id as "userId" from password_resets r
        join users u on u.tenant_id = r.tenant_id and u.id = r.user_id
        where r.tenant_id = ${found.tenantId} and r.id = ${found.id} and u.status = 'active'
        for update`
    : []
  if (!found || !reset) {
    const message = 'The link was used, is older than 30 minutes, or was not copied whole: ask for a new one.'
    throw new Failure('invalid_input', `token: ${message}`, {
      errors: [{ path: 'token', code: 'link_not_good', message }],
    })
  }
  return { tenantId: found.tenantId, userId: reset.userId }
}
