import { findLiveSession, forgetSession, type LiveSession } from '../../access/sessions.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { LoggedOut, Logout, Refresh, SignedIn } from './contract.ts'
import { continueSession, type OpenSession, type Person, refreshHash, signedIn } from './signed-in.ts'

export const refresh = operation({
  name: 'accounts.refresh',
  summary: 'Trade a refresh token for a new pair',
  permission: 'anyone',
  input: Refresh,
  output: SignedIn,
  async run(call, { refreshToken }) {
    const hash = refreshHash(refreshToken)
    // what is revoked here must be committed, so the refusal comes after the transaction
    const outcome = await call.database.query((sql) => sql.begin((tx) => exchange(tx, call, hash)))
    if ('revoked' in outcome) {
      forgetSession(call.memory, outcome.revoked)
      call.log.warn({ sessionId: outcome.revoked }, 'a refresh token came twice; its session is over')
    }
    if (!('person' in outcome)) throw new Failure('invalid_token', 'This session is over; sign in again.')
    return signedIn(call, outcome.person, outcome.session)
  },
})

export const logOut = operation({
  name: 'accounts.logout',
  summary: 'End this session',
  permission: 'user',
  input: Logout,
  output: LoggedOut,
  async run(call) {
    if (call.actor.kind !== 'user') throw new Failure('unauthenticated')
    const { sessionId } = call.actor
    await call.tenant((tx) => revoke(tx, tenantOf(call), sessionId, call.now))
    forgetSession(call.memory, sessionId)
    return {}
  },
})

type Outcome = { person: Person; session: OpenSession } | { revoked: string } | { unknown: true }

/** Takes a refresh token out of use and issues the next one; a token that was used before ends its session. */
async function exchange(tx: Tx, call: Call, hash: Buffer): Promise<Outcome> {
  await tx`select set_config('app.refresh_hash', ${hash.toString('hex')}, true)`
  const [known] = await tx<{ tenantId: string; sessionId: string }[]>`
    select tenant_id as "tenantId", session_id as "sessionId" from refresh_tokens where hash = ${hash}`
  if (!known) return { unknown: true }
  const { tenantId, sessionId } = known
  await tx`select set_config('app.tenant', ${tenantId}, true)`
  // first, so that the token outlives a suspension of its tenant
  const live = await findLiveSession(tx, tenantId, sessionId, call.now)
  if (!live) return { unknown: true }
  const taken = await tx`
    update refresh_tokens set used_at = ${call.now}
    where tenant_id = ${tenantId} and hash = ${hash} and used_at is null`
  if (taken.count === 0) {
    await revoke(tx, tenantId, sessionId, call.now)
    return { revoked: sessionId }
  }
  return {
    person: personOf(tenantId, live),
    session: await continueSession(tx, tenantId, sessionId, call.now),
  }
}

const revoke = (tx: Tx, tenantId: string, sessionId: string, now: Date) => tx`
  update sessions set revoked_at = ${now}
  where tenant_id = ${tenantId} and id = ${sessionId} and revoked_at is null`

/** Who a live session belongs to. */
export const personOf = (tenantId: string, { userId, ...same }: LiveSession): Person => ({
  ...same,
  tenantId,
  id: userId,
})
