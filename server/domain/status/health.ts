import { z } from 'zod'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'

const Nothing = z.strictObject({})
const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' })
const Readiness = z
  .object({ status: z.literal('ready'), checks: z.object({ database: z.literal('ok') }) })
  .meta({ id: 'Readiness' })

export const getHealth = operation({
  name: 'status.getHealth',
  summary: 'Whether the process lives; no I/O at all',
  permission: 'anyone',
  input: Nothing,
  output: Health,
  run: async () => ({ status: 'ok' as const }),
})

export const getReadiness = operation({
  name: 'status.getReadiness',
  summary: 'Whether it can serve: the database answers and it is not shutting down',
  permission: 'anyone',
  input: Nothing,
  output: Readiness,
  async run(call) {
    if (call.lifecycle.stopping) throw new Failure('unavailable', 'Shutting down.', { retryAfterS: 5 })
    await call.database.probe()
    return { status: 'ready', checks: { database: 'ok' } } as const
  },
})
