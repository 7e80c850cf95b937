import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'
import { ConfirmTotp, Done, Nothing, RecoveryCodes, TotpEnrolment } from './contract.ts'
import { newRecoveryCodes, newTotp, stepOf, totpPlace } from './one-time-codes.ts'
import { getOperator } from './operators.ts'
import { operatorOf, requireProof } from './sessions.ts'

export const enrolTotp = operation({
  name: 'operators.enrolTotp',
  summary: 'Begin with one-time codes; they are asked for once confirmed',
  permission: 'operator',
  input: Nothing,
  output: TotpEnrolment,
  async run(call) {
    const { id } = operatorOf(call)
    return call.tenant(async (tx) => {
      await requireProof(tx, call)
      const { email } = await getOperator(tx, id)
      const { secret, uri } = newTotp(email)
      const kept = await tx`
        update operators set totp_secret = ${call.envelope.seal(totpPlace(id), secret)}, totp_step = null
        where tenant_id = ${platformTenantId} and id = ${id} and totp_confirmed_at is null`
      if (kept.count === 0) throw new Failure('totp_enabled', 'Turn one-time codes off first.')
      await auditOwn(tx, call, 'operators.enrolTotp')
      return { secret, uri }
    })
  },
})

export const confirmTotp = operation({
  name: 'operators.confirmTotp',
  summary: 'Show that the app works, and ask for its codes from now on',
  permission: 'operator',
  input: ConfirmTotp,
  output: RecoveryCodes,
  async run(call, { totp }) {
    const { id } = operatorOf(call)
    return call.tenant(async (tx) => {
      await requireProof(tx, call)
      await tx`select from operators where tenant_id = ${platformTenantId} and id = ${id} for no key update`
      const { totpSecret, totpConfirmedAt } = await getOperator(tx, id)
      if (totpConfirmedAt !== null) throw new Failure('totp_enabled', 'Turn one-time codes off first.')
      if (totpSecret === null) throw new Failure('not_found', 'Enrol first.')
      const step = stepOf(call.envelope.open(totpPlace(id), totpSecret), totp, call.now)
      if (step === null) throw wrongCode()
      await tx`
        update operators set totp_confirmed_at = ${call.now}, totp_step = ${step}
        where tenant_id = ${platformTenantId} and id = ${id}`
      return replaceRecoveryCodes(tx, call, 'operators.confirmTotp')
    })
  },
})

export const renewRecoveryCodes = operation({
  name: 'operators.renewRecoveryCodes',
  summary: 'Trade the recovery codes for ten new ones',
  permission: 'operator',
  input: Nothing,
  output: RecoveryCodes,
  run: (call) =>
    call.tenant(async (tx) => {
      await requireProof(tx, call)
      const { totpConfirmedAt } = await getOperator(tx, operatorOf(call).id)
      if (totpConfirmedAt === null) throw new Failure('not_found', 'Enrol first.')
      return replaceRecoveryCodes(tx, call, 'operators.renewRecoveryCodes')
    }),
})

export const disableTotp = operation({
  name: 'operators.disableTotp',
  summary: 'Ask for no one-time code any more',
  permission: 'operator',
  input: Nothing,
  output: Done,
  run: (call) =>
    call.tenant(async (tx) => {
      await requireProof(tx, call)
      await clearTotp(tx, operatorOf(call).id)
      await auditOwn(tx, call, 'operators.disableTotp')
      return {}
    }),
})

/** Forgets an operator's app and recovery codes. */
export const clearTotp = (tx: Tx, operatorId: string) => tx`
  update operators set totp_secret = null, totp_confirmed_at = null, totp_step = null, recovery_hashes = '{}'
  where tenant_id = ${platformTenantId} and id = ${operatorId}`

async function replaceRecoveryCodes(
  tx: Tx,
  call: Call,
  action: string,
): Promise<{ recoveryCodes: string[] }> {
  const { codes, hashes } = newRecoveryCodes()
  await tx`
    update operators set recovery_hashes = ${hashes}
    where tenant_id = ${platformTenantId} and id = ${operatorOf(call).id}`
  await auditOwn(tx, call, action)
  return { recoveryCodes: codes }
}

const auditOwn = (tx: Tx, call: Call, action: string) =>
  audit(tx, call, tenantOf(call), { action, subject: publicId('oper', operatorOf(call).id) })

const wrongCode = () =>
  new Failure('invalid_input', 'totp: the app must show this code now.', {
    errors: [{ path: 'totp', code: 'wrong_code', message: 'must be the code that the app shows now' }],
  })
