import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { type Call, createCall } from '../../server/call.ts'
import { reserveCredits, settleCredits } from '../../server/domain/billing/credits.ts'
import { handlers } from '../../workers/runner.ts'
import type { TestApp, TestTenant } from './app.ts'

type Entry = { kind: string; reference: string; amount: number; charged: number | null }

/** Leaves a tenant just so many credits of its first month. */
export async function leaveCredits(app: TestApp, { uuid }: TestTenant, credits: number): Promise<void> {
  const now = new Date()
  const spent = { tenantId: uuid, reference: 'spent before', credits: 15_000 - credits }
  await app.parts.database.query(async (sql) => {
    await reserveCredits(sql, spent, now)
    await settleCredits(sql, spent, now)
  })
}

/** Every movement of a tenant's credits, in order. */
export const ledgerOf = (app: TestApp, { uuid }: TestTenant): Promise<Entry[]> =>
  app.parts.database.tenant(
    uuid,
    (tx) => tx<Entry[]>`
      select kind, reference, amount, charged from credit_ledger where tenant_id = ${uuid} order by id`,
  )

/** The balance, after a look at whether the ledger adds up to it at every step without going below zero. */
export async function audited(app: TestApp, tenant: TestTenant): Promise<number> {
  let sum = 0
  for (const { amount } of await ledgerOf(app, tenant)) {
    sum += amount
    assert.ok(sum >= 0, `the ledger goes down to ${sum}`)
  }
  const { credits } = await app.trpc(await tenant.token()).billing.balance.query({})
  assert.is(sum, credits)
  return credits
}

/** Does what a job does by itself, as of another moment. */
export async function runJob(app: TestApp, name: string, at: Date): Promise<void> {
  const job = handlers.find(({ type }) => type.name === name)
  assert.ok(job?.type.cron, `${name} is due by itself`)
  await job?.run({ ...callOf(app, null), now: at }, {})
}

/** A call of the product's own about a tenant. */
export const callOf = (app: TestApp, tenantId: string | null): Call =>
  createCall(app.parts, {
    actor: { kind: 'service', id: 'worker', scopes: [] },
    tenantId,
    requestId: randomUUID(),
    signal: new AbortController().signal,
    idempotencyKey: null,
    web: null,
  })
