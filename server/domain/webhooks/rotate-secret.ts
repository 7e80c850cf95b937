import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { uuidOf } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { SecretRotated, SecretRotation } from './contract.ts'
import { columns, type SubscriptionRow, subscriptionOf } from './rows.ts'
import { newSecret, open, seal } from './secrets.ts'

const hourMs = 3_600_000

/** Both secrets sign until the overlap ends; a rotation within it leaves the two newest. Source: contract §4. */
export const rotateSecret = operation({
  name: 'webhooks.rotateSecret',
  summary: 'Sign with a new secret, and with the old one for a while',
  permission: 'webhooks.manage',
  idempotency: 'transaction',
  keep: (rotated) => ({ ...rotated, secret: null }),
  input: SecretRotation,
  output: SecretRotated,
  run: (call, { id, overlapHours }) =>
    call.tenant(async (tx) => {
      const whose = { tenantId: tenantOf(call), id: uuidOf('whsub', id) }
      const here = tx`tenant_id = ${whose.tenantId} and id = ${whose.id}`
      const [old] = await tx<{ secret: string }[]>`
        select secret from webhook_subscriptions where ${here} for update`
      if (!old) throw new Failure('not_found')
      const secret = newSecret()
      const changes = {
        secret: seal(call, whose, 'secret', secret),
        previous_secret:
          overlapHours === 0
            ? null
            : seal(call, whose, 'previous_secret', open(call, whose, 'secret', old.secret)),
        previous_secret_until:
          overlapHours === 0 ? null : new Date(call.now.getTime() + overlapHours * hourMs),
      }
      const [row] = await tx<[SubscriptionRow]>`
        update webhook_subscriptions set ${tx(changes)} where ${here} returning ${tx(columns)}`
      await audit(tx, call, whose.tenantId, {
        action: 'webhooks.rotateSecret',
        subject: id,
        details: { overlapHours },
      })
      return { ...subscriptionOf(row, call.now), secret }
    }),
})
