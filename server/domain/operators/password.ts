import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { Done, NewOwnPassword } from './contract.ts'
import { dropCookie, endSessions, operatorOf, requireProof } from './sessions.ts'

export const changePassword = operation({
  name: 'operators.changePassword',
  summary: 'Choose another password; every session of yours ends, this one too',
  permission: 'operator',
  input: NewOwnPassword,
  output: Done,
  async run(call, { password }) {
    const { id } = operatorOf(call)
    const passwordHash = await call.passwords.hash(password)
    const forget = await call.tenant(async (tx) => {
      await requireProof(tx, call)
      await tx`
        update operators set password_hash = ${passwordHash}, password_changed_at = ${call.now}
        where tenant_id = ${platformTenantId} and id = ${id}`
      const forget = await endSessions(tx, call, { operatorId: id })
      const change = { action: 'operators.changePassword', subject: publicId('oper', id) }
      await audit(tx, call, platformTenantId, change)
      return forget
    })
    forget()
    dropCookie(call)
    return {}
  },
})
