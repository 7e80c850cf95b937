import { createHash } from 'node:crypto'
import { z } from 'zod'
import { actorName } from './access/actor.ts'
import { type Call, tenantOf } from './call.ts'
import { Failure } from './failure.ts'
import type { Input, Operation } from './operation.ts'
import { jobType } from './platform/jobs.ts'

/** What an Idempotency-Key was seen with: kept 24 h for a tenant, an actor and an operation. Source: contract §1. */
export type Claim = { scope: string; key: string; fingerprint: Buffer }

/** The claim a call makes, or null when it carries no key. Throws `invalid_input` for a key that is too long. */
export function claimOf(call: Call, operation: string, input: unknown): Claim | null {
  if (call.idempotencyKey === null) return null
  if (call.idempotencyKey.length < 1 || call.idempotencyKey.length > 255)
    throw new Failure('invalid_input', 'Idempotency-Key must have 1 to 255 characters.')
  return {
    scope: `${actorName(call.actor)} ${operation}`,
    key: call.idempotencyKey,
    fingerprint: createHash('sha256').update(JSON.stringify(input)).digest(),
  }
}

/** Throws what a claim that is not ours means: `idempotency_key_reused` or `idempotency_in_progress`. */
export function refuseClaim(state: string): void {
  if (state === 'reused')
    throw new Failure('idempotency_key_reused', 'Use a new Idempotency-Key for another request.')
  if (state === 'running')
    throw new Failure('idempotency_in_progress', 'Wait for the first call with this key.', { retryAfterS: 1 })
}

/** Runs an operation at most once for a key: its effect and its answer commit together, or not at all. */
export async function once<I extends Input, O extends z.ZodType>(
  call: Call,
  op: Pick<Operation<I, O>, 'name' | 'output' | 'keep' | 'run'>,
  input: z.output<I>,
): Promise<z.input<O>> {
  const claim = claimOf(call, op.name, input)
  if (!claim) return op.run(call, input)
  return call.tenant(async (tx) => {
    const [seen] = await tx<{ state: string; answer: z.input<O> }[]>`
      select state, answer
      from claim_idempotency(${tenantOf(call)}, ${claim.scope}, ${claim.key}, ${claim.fingerprint}, null, ${call.now})`
    if (seen?.state === 'answered') {
      call.outcome.replayed = true
      return seen.answer
    }
    refuseClaim(seen?.state ?? '')
    const answer = await op.run({ ...call, tenant: (work) => work(tx) }, input)
    const whole = op.output.parse(answer)
    const kept = op.keep ? op.keep(whole) : whole
    await tx`select settle_idempotency(
      ${tenantOf(call)}, ${claim.scope}, ${claim.key}, ${tx.json(kept as never)})`
    return answer
  })
}

/** Forgets keys that are older than they are kept. */
export const forgetKeys = jobType({
  name: 'idempotency.forget',
  payload: z.strictObject({}),
  options: { retryLimit: 2, expireInSeconds: 300 },
  cron: '17 * * * *',
})

export async function forgetExpiredKeys(call: Call): Promise<void> {
  const [row] = await call.database.query(
    (sql) => sql<{ gone: bigint }[]>`select forget_idempotency(${call.now}) as gone`,
  )
  call.log.info({ keys: Number(row?.gone ?? 0) }, 'forgot idempotency keys')
}
