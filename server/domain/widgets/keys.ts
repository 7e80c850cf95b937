import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { forgetKey } from './admission.ts'
import { NewWidgetKey, Nothing, WidgetKey, WidgetKeyId } from './contract.ts'
import { lockWidget } from './lock.ts'

/** The most keys of one environment that work at once; a rotation needs two. */
const maxKeys = 10

export const createWidgetKey = operation({
  name: 'widgets.createKey',
  summary: 'Make a publishable widget key',
  permission: 'config.manage',
  idempotency: 'transaction',
  input: NewWidgetKey,
  output: WidgetKey,
  async run(call, { environment }) {
    return call.tenant(async (tx) => {
      await lockWidget(tx, tenantOf(call))
      const keys = await listWidgetKeys(tx, tenantOf(call))
      if (keys.filter((key) => key.environment === environment).length >= maxKeys)
        throw new Failure('invalid_input', `Revoke a ${environment} key first: ${maxKeys} are the most.`)
      const key = keyOf(await insertWidgetKey(tx, tenantOf(call), environment, call.now))
      await audit(tx, call, tenantOf(call), {
        action: 'widgets.createKey',
        subject: key.id,
        details: { environment },
      })
      return key
    })
  },
})

export const revokeWidgetKey = operation({
  name: 'widgets.revokeKey',
  summary: 'Revoke a widget key',
  permission: 'config.manage',
  input: WidgetKeyId,
  output: Nothing,
  async run(call, input) {
    const key = await call.tenant(async (tx) => {
      const [revoked] = await tx<{ key: string }[]>`
        update widget_keys set revoked_at = ${call.now}
        where tenant_id = ${tenantOf(call)} and id = ${uuidOf('wkey', input.id)} and revoked_at is null
        returning key`
      if (!revoked) throw new Failure('not_found')
      await audit(tx, call, tenantOf(call), { action: 'widgets.revokeKey', subject: input.id })
      return revoked.key
    })
    forgetKey(call, key)
    return {}
  },
})

/** The keys that work, newest first. */
export async function listWidgetKeys(tx: Tx, tenantId: string): Promise<z.infer<typeof WidgetKey>[]> {
  const rows = await tx<KeyRow[]>`
    select id, environment, key, created_at from widget_keys
    where tenant_id = ${tenantId} and revoked_at is null
    order by id desc`
  return rows.map(keyOf)
}

/** Gives a new tenant its first keys, in a transaction that sees the tenant. Source: contract §3, signup. */
export async function insertFirstKeys(tx: Tx, tenantId: string, now: Date): Promise<void> {
  await insertWidgetKey(tx, tenantId, 'live', now)
  await insertWidgetKey(tx, tenantId, 'test', now)
}

async function insertWidgetKey(
  tx: Tx,
  tenantId: string,
  environment: KeyRow['environment'],
  now: Date,
): Promise<KeyRow> {
  const row = {
    id: newUuid(),
    environment,
    key: `pk_${environment}_${randomBytes(24).toString('base64url')}`,
    created_at: now,
  }
  await tx`insert into widget_keys ${tx({ ...row, tenant_id: tenantId })}`
  return row
}

type KeyRow = { id: string; environment: 'live' | 'test'; key: string; created_at: Date }

const keyOf = ({ id, created_at, ...same }: KeyRow): z.infer<typeof WidgetKey> => ({
  ...same,
  id: publicId('wkey', id),
  createdAt: created_at.toISOString(),
})
