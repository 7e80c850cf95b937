import type { z } from 'zod'
import type { Input, Operation } from '../../operation.ts'
import { getActiveTenant } from './tenants.ts'

/**
 * The same operation, refused with `tenant_not_found` while its tenant is suspended or when there is none. Those who run
 * the platform still reach such a tenant, so what needs a platform permission stays as it is.
 */
export const whileActive = <I extends Input, O extends z.ZodType>(op: Operation<I, O>): Operation<I, O> =>
  op.permission.startsWith('platform.')
    ? op
    : {
        ...op,
        async run(call, input) {
          await getActiveTenant(call)
          return op.run(call, input)
        },
      }
