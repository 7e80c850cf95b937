import { sessionHash } from '../../access/operator-sessions.ts'
import type { Call } from '../../call.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { aboutPlatform } from './about-platform.ts'
import { Done, Nothing, OperatorLogin, OperatorSession } from './contract.ts'
import { findOperatorByEmail, getOperator, type OperatorRow } from './operators.ts'
import { proveCode, provePassword, proving } from './proof.ts'
import { dropCookie, endSessions, holdSession, openSession, operatorOf, sessionView } from './sessions.ts'

/** Without an idempotency key on purpose: the answer goes with a secret. */
export const logIn = operation({
  name: 'operators.login',
  summary: 'Log in as an operator of the platform',
  permission: 'anyone',
  origin: 'cookie',
  input: OperatorLogin,
  output: OperatorSession,
  async run(asked, { email, password, totp }) {
    const call = aboutPlatform(asked)
    const operator = await proving(call, email, async () => {
      const found = await call.tenant((tx) => findOperatorByEmail(tx, email))
      const operator = await provePassword(call, found, password)
      await proveCode(call, operator, totp)
      return operator
    })
    const stronger = call.passwords.isOutdated(operator.passwordHash)
      ? await call.passwords.hash(password)
      : null
    const { forget, ...opened } = await call.tenant(async (tx) => {
      if (stronger) await keepStronger(tx, operator, stronger)
      return open(tx, call, operator)
    })
    forget()
    return sessionView(call, opened.operator, opened.sessionId, {
      createdAt: call.now,
      lastSeenAt: call.now,
      provedAt: call.now,
    })
  },
})

export const logOut = operation({
  name: 'operators.logout',
  summary: "End this operator's session",
  permission: 'operator',
  input: Nothing,
  output: Done,
  async run(call) {
    const hash = call.web && sessionHash(call.web)
    const forget = await call.tenant(async (tx) => {
      const forget = hash ? await endSessions(tx, call, { hash }) : () => {}
      await audit(tx, call, platformTenantId, { action: 'operators.logout' })
      return forget
    })
    forget()
    dropCookie(call)
    return {}
  },
})

export const getMe = operation({
  name: 'operators.me',
  summary: 'Read who is signed in, and until when',
  permission: 'operator',
  input: Nothing,
  output: OperatorSession,
  async run(call) {
    const { id, sessionId } = operatorOf(call)
    const { operator, moments } = await call.tenant(async (tx) => ({
      moments: await holdSession(tx, call),
      operator: await getOperator(tx, id),
    }))
    return sessionView(call, operator, sessionId, moments)
  },
})

/** A new session; the one whose cookie came along ends, so that nobody can plant one (session fixation). */
async function open(tx: Tx, call: Call, { id }: OperatorRow) {
  const hash = call.web && sessionHash(call.web)
  const { sessionId } = await openSession(tx, call, id)
  const operator = await getOperator(tx, id)
  const actor = { kind: 'operator', id, tenantId: platformTenantId, role: operator.role, sessionId } as const
  const forget = hash ? await endSessions(tx, { ...call, actor }, { hash }) : () => {}
  await audit(tx, { ...call, actor }, platformTenantId, {
    action: 'operators.login',
    subject: publicId('oper', id),
    details: { totp: operator.totpConfirmedAt !== null },
  })
  return { forget, operator, sessionId }
}

const keepStronger = (tx: Tx, { id, passwordHash }: OperatorRow, stronger: string) => tx`
  update operators set password_hash = ${stronger}
  where tenant_id = ${platformTenantId} and id = ${id} and password_hash = ${passwordHash}`
