import { forgetImpersonations } from '../../access/impersonations.ts'
import { forgetOperatorSessions } from '../../access/operator-sessions.ts'
import type { OperatorRole } from '../../access/permissions.ts'
import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit, type Change } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import {
  NewOperator,
  Operator,
  OperatorPage,
  OperatorQuery,
  OperatorRef,
  OperatorRoleChange,
} from './contract.ts'
import { endImpersonations } from './impersonations.ts'
import { columns, getOperator, insertOperator, type OperatorRow, shown } from './operators.ts'
import { endSessions, requireProof } from './sessions.ts'
import { clearTotp } from './totp.ts'

export const listOperators = operation({
  name: 'operators.list',
  summary: 'Read who runs the platform, newest first',
  permission: 'platform.operators.manage',
  input: OperatorQuery,
  output: OperatorPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<OperatorRow[]>`
        select ${columns(tx)} from operators o
        where o.tenant_id = ${platformTenantId} ${before === undefined ? tx`` : tx`and o.id < ${before}`}
        order by o.id desc
        limit ${limit + 1}`,
    )
    return paged(rows, limit, shown, ({ id }) => [id])
  },
})

/** Without an idempotency key on purpose: a password is not kept, and a second call is `email_taken`. */
export const createOperator = operation({
  name: 'operators.create',
  summary: 'Add somebody who runs the platform',
  permission: 'platform.operators.manage',
  input: NewOperator,
  output: Operator,
  async run(call, { password, ...given }) {
    const passwordHash = await call.passwords.hash(password)
    return call.tenant(async (tx) => {
      await requireProof(tx, call)
      const id = await insertOperator(tx, { ...given, passwordHash }, call.now)
      return logged(tx, call, id, { action: 'operators.create', details: { role: given.role } })
    })
  },
})

export const changeOperatorRole = operation({
  name: 'operators.changeRole',
  summary: 'Give an operator another role',
  permission: 'platform.operators.manage',
  input: OperatorRoleChange,
  output: Operator,
  async run(call, { id: publicIdOf, role }) {
    const id = uuidOf('oper', publicIdOf)
    const { answer, ended, hashes } = await call.tenant(async (tx) => {
      const { role: before } = await lockForChange(tx, call, id)
      if (role !== 'platform_admin') await refuseLastAdmin(tx, id)
      await tx`update operators set role = ${role} where tenant_id = ${platformTenantId} and id = ${id}`
      // what they may do as a guest came from the role before
      const ended = role === before ? [] : await endImpersonations(tx, call, { operatorId: id })
      const change = { action: 'operators.changeRole', details: { before, after: role } }
      const hashes = await listSessionHashes(tx, id)
      return { ended, hashes, answer: await logged(tx, call, id, change) }
    })
    forgetImpersonations(call.memory, ended)
    forgetOperatorSessions(call.memory, hashes)
    return answer
  },
})

export const disableOperator = operation({
  name: 'operators.disable',
  summary: 'Shut an operator out',
  permission: 'platform.operators.manage',
  input: OperatorRef,
  output: Operator,
  async run(call, { id: publicIdOf }) {
    const id = uuidOf('oper', publicIdOf)
    const { answer, forget } = await call.tenant(async (tx) => {
      await lockForChange(tx, call, id)
      await refuseLastAdmin(tx, id)
      await tx`update operators set status = 'disabled' where tenant_id = ${platformTenantId} and id = ${id}`
      const forget = await endSessions(tx, call, { operatorId: id })
      return { forget, answer: await logged(tx, call, id, { action: 'operators.disable' }) }
    })
    forget()
    return answer
  },
})

export const enableOperator = operation({
  name: 'operators.enable',
  summary: 'Let a disabled operator in again',
  permission: 'platform.operators.manage',
  input: OperatorRef,
  output: Operator,
  async run(call, { id: publicIdOf }) {
    const id = uuidOf('oper', publicIdOf)
    return call.tenant(async (tx) => {
      await lockForChange(tx, call, id)
      await tx`update operators set status = 'active' where tenant_id = ${platformTenantId} and id = ${id}`
      return logged(tx, call, id, { action: 'operators.enable' })
    })
  },
})

/** For somebody who has lost both their app and their recovery codes. */
export const resetOperatorTotp = operation({
  name: 'operators.resetTotp',
  summary: "Forget an operator's app and recovery codes",
  permission: 'platform.operators.manage',
  input: OperatorRef,
  output: Operator,
  async run(call, { id: publicIdOf }) {
    const id = uuidOf('oper', publicIdOf)
    const { answer, forget } = await call.tenant(async (tx) => {
      await lockForChange(tx, call, id)
      await clearTotp(tx, id)
      const forget = await endSessions(tx, call, { operatorId: id })
      return { forget, answer: await logged(tx, call, id, { action: 'operators.resetTotp' }) }
    })
    forget()
    return answer
  },
})

/** One change of operators after the other, so that none counts admins that another is about to take away. */
async function lockForChange(tx: Tx, call: Call, id: string): Promise<{ role: OperatorRole }> {
  await tx`
    select from operators
    where tenant_id = ${platformTenantId} and (id = ${id} or role = 'platform_admin')
    order by id for no key update`
  await requireProof(tx, call)
  return getOperator(tx, id)
}

/** Throws `last_admin` when nobody else could manage operators. */
async function refuseLastAdmin(tx: Tx, id: string): Promise<void> {
  const admins = await tx<{ id: string }[]>`
    select id from operators
    where tenant_id = ${platformTenantId} and role = 'platform_admin' and status = 'active'`
  if (admins.length === 1 && admins[0]?.id === id)
    throw new Failure('last_admin', 'Make somebody else a platform_admin first.')
}

async function listSessionHashes(tx: Tx, operatorId: string): Promise<Buffer[]> {
  const rows = await tx<{ hash: Buffer }[]>`
    select token_hash as hash from operator_sessions
    where tenant_id = ${platformTenantId} and operator_id = ${operatorId} and revoked_at is null`
  return rows.map(({ hash }) => hash)
}

async function logged(tx: Tx, call: Call, id: string, change: Change) {
  await audit(tx, call, platformTenantId, { ...change, subject: publicId('oper', id) })
  return shown(await getOperator(tx, id))
}
