import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { audit } from '../audit/append.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { SteppedUp, StepUp } from './contract.ts'
import { getOperator } from './operators.ts'
import { proveCode, provePassword, proving } from './proof.ts'
import { holdSession, operatorOf, provedUntil } from './sessions.ts'

export const stepUp = operation({
  name: 'operators.stepUp',
  summary: 'Prove again that it is you, for what is sensitive',
  permission: 'operator',
  input: StepUp,
  output: SteppedUp,
  async run(call, { password, totp }) {
    const { id, sessionId } = operatorOf(call)
    const operator = await call.tenant((tx) => getOperator(tx, id))
    const hasTotp = operator.totpConfirmedAt !== null
    if (password === undefined && (totp === undefined || !hasTotp))
      throw new Failure('invalid_input', `Send ${hasTotp ? 'totp' : 'password'}.`)
    await proving(call, operator.email, async () => {
      if (password !== undefined) await provePassword(call, operator, password)
      await proveCode(call, operator, totp)
    })
    await call.tenant(async (tx) => {
      await holdSession(tx, call)
      await tx`
        update operator_sessions set proved_at = ${call.now}
        where tenant_id = ${platformTenantId} and id = ${sessionId}`
      await audit(tx, call, platformTenantId, { action: 'operators.stepUp' })
    })
    return { provedUntil: provedUntil(call.now).toISOString() }
  },
})
