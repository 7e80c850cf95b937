import { speaksFor } from '../../access/actor.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import { findKey } from '../widgets/admission.ts'
import { WidgetKeyOwner, WidgetKeyText } from './contract.ts'

/** A key that is revoked, of a suspended business or of one that the caller is not for, is like one that never was. */
export const resolveWidgetKey = operation({
  name: 'tenants.resolveWidgetKey',
  summary: 'Tell whose a publishable widget key is',
  permission: 'platform.tenants.read',
  input: WidgetKeyText,
  output: WidgetKeyOwner,
  async run(call, { key }) {
    const found = await findKey(call, key)
    if (!found || !speaksFor(call.actor, found.tenantId)) throw unknown()
    const active = await call.database.query(
      (sql) => sql`select from tenants where id = ${found.tenantId} and status = 'active'`,
    )
    if (active.length === 0) throw unknown()
    return {
      tenantId: publicId('tenant', found.tenantId),
      environment: found.test ? ('test' as const) : ('live' as const),
      allowedOrigins: [...found.origins],
    }
  },
})

const unknown = () => new Failure('not_found', 'There is no such widget key, or it is revoked.')
