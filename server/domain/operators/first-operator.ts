import { randomUUID } from 'node:crypto'
import { createCall, type Parts } from '../../call.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { audit } from '../audit/append.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { insertOperator } from './operators.ts'

/** What the first operator logs in with, as it was given or made at the first start. */
export type FirstOperator = { email: string; password: string }

const lockKey = 168_054
const developmentEmail = 'admin@operators.localhost'

/**
 * Adds a platform_admin where there is no operator yet: with the configured e-mail and password, or in development with
 * a password that is made and kept. Returns what it would be made with, or null where nothing is known.
 */
export async function ensureFirstOperator(
  parts: Parts,
  { operatorPassword }: Pick<Secrets, 'operatorPassword'>,
): Promise<FirstOperator | null> {
  const { environment, operatorEmail, operatorPassword: given } = parts.config
  const isMade = environment === 'development'
  const password = given ?? (isMade ? await operatorPassword() : null)
  const email = operatorEmail ?? (isMade ? developmentEmail : null)
  const first = email !== null && password !== null ? { email, password } : null
  const hasOperator = await parts.database.tenant(platformTenantId, async (tx) => {
    await tx`select pg_advisory_xact_lock(${lockKey})`
    if ((await tx`select from operators limit 1`).length > 0) return true
    if (first) await insertFirst(tx, parts, first)
    return first !== null
  })
  if (!hasOperator) parts.log.warn('there is no operator; set OPERATOR_EMAIL and OPERATOR_PASSWORD')
  return first
}

async function insertFirst(tx: Tx, parts: Parts, { email, password }: FirstOperator): Promise<void> {
  const call = createCall(parts, {
    actor: { kind: 'service', id: 'start', scopes: [] },
    tenantId: platformTenantId,
    requestId: randomUUID(),
    signal: new AbortController().signal,
    idempotencyKey: null,
    web: null,
  })
  const passwordHash = await parts.passwords.hash(password)
  const operator = { email, name: 'First operator', role: 'platform_admin', passwordHash } as const
  const id = await insertOperator(tx, operator, call.now)
  await audit(tx, call, platformTenantId, {
    action: 'operators.create',
    subject: publicId('oper', id),
    details: { role: operator.role },
  })
}
