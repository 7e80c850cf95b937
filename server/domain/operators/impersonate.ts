import { may } from '../../access/actor.ts'
import { forgetImpersonations } from '../../access/impersonations.ts'
import { impersonation } from '../../access/permissions.ts'
import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { Done, Impersonate, Impersonating, ImpersonationRef } from './contract.ts'
import { endImpersonations } from './impersonations.ts'
import { getOperator } from './operators.ts'
import { operatorOf, requireProof } from './sessions.ts'
import { getTenantRow } from './tenants.ts'

/** As long as an access token of anybody. There is no refresh: who needs longer says why again. */
const lifetimeS = 15 * 60

/** Without an idempotency key on purpose: the answer is a secret. */
export const impersonate = operation({
  name: 'operators.impersonate',
  summary: "Enter a business's account for 15 minutes, for a reason that it reads",
  permission: 'platform.impersonate',
  input: Impersonate,
  output: Impersonating,
  async run(call, { tenantId, reason }) {
    const { id: operatorId } = operatorOf(call)
    const tenant = await call.database.query((sql) => getTenantRow(sql, uuidOf('tenant', tenantId)))
    const id = newUuid()
    const expiresAt = new Date(call.now.getTime() + lifetimeS * 1_000)
    await call.tenant(async (tx) => {
      await requireProof(tx, call)
      const { name } = await getOperator(tx, operatorId)
      const change = { action: 'operators.impersonate', subject: publicId('imp', id) }
      await tx`select set_config('app.tenant', ${tenant.id}, true)`
      await insert(tx, call, { id, tenantId: tenant.id, name, reason, expiresAt })
      await audit(tx, call, tenant.id, { ...change, details: { reason, operator: name } })
      await tx`select set_config('app.tenant', ${platformTenantId}, true)`
      await audit(tx, call, platformTenantId, { ...change, details: { reason, tenantId } })
    })
    const actor = { kind: 'impersonation', id: operatorId, tenantId: tenant.id, impersonationId: id } as const
    return {
      id: publicId('imp', id),
      token: await call.tokens.sign(actor, lifetimeS),
      tokenType: 'Bearer' as const,
      expiresIn: lifetimeS,
      expiresAt: expiresAt.toISOString(),
      tenant: { id: tenantId, slug: tenant.slug, name: tenant.name },
      permissions: [...impersonation],
    }
  },
})

/** Their own; whoever manages operators may end anybody's. Ending what is over already changes nothing. */
export const endImpersonation = operation({
  name: 'operators.endImpersonation',
  summary: "Leave a business's account",
  permission: 'platform.impersonate',
  input: ImpersonationRef,
  output: Done,
  async run(call, { id: publicIdOf }) {
    const id = uuidOf('imp', publicIdOf)
    const operatorId = may(call.actor, 'platform.operators.manage') ? undefined : operatorOf(call).id
    const ended = await call.tenant(async (tx) => {
      const [known] = await tx<{ operatorId: string }[]>`
        select operator_id as "operatorId" from impersonations where id = ${id}`
      if (!known || (operatorId !== undefined && known.operatorId !== operatorId))
        throw new Failure('not_found')
      const ended = await endImpersonations(tx, call, { id, operatorId })
      if (ended.length > 0)
        await audit(tx, call, platformTenantId, { action: 'operators.endImpersonation', subject: publicIdOf })
      return ended
    })
    forgetImpersonations(call.memory, ended)
    return {}
  },
})

type Visit = { id: string; tenantId: string; name: string; reason: string; expiresAt: Date }

async function insert(tx: Tx, call: Call, visit: Visit): Promise<void> {
  const { id, sessionId } = operatorOf(call)
  await tx`
    insert into impersonations (tenant_id, id, operator_id, operator_name, operator_session_id, reason, started_at, expires_at)
    values (${visit.tenantId}, ${visit.id}, ${id}, ${visit.name}, ${sessionId}, ${visit.reason}, ${call.now},
            ${visit.expiresAt})`
}
