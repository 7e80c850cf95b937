import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import * as assert from 'uvu/assert'
import { strandedAfterMs } from '../../server/domain/billing/stranded.ts'
import { type TestApp, type TestTenant, waitUntil } from './app.ts'
import { audited, ledgerOf, runJob } from './ledger.ts'

/** What a round of faults came to. */
export type Faults = { acknowledged: number; charged: number; released: number; stranded: number }

const spender = path.join(import.meta.dirname, 'fixtures/credit-spender.fixture.ts')

/**
 * Lets processes spend the credits of some tenants, `total` times in all, and kills all but the last of them in the
 * middle of it. Throws unless every ledger adds up to its balance, never went below zero, holds every charge that was
 * acknowledged, and has no reservation left open after a sweep.
 */
export async function spendAndKill(
  app: TestApp,
  { total, kills }: { total: number; kills: number },
): Promise<Faults> {
  const tenants = [await app.addTenant(), await app.addTenant(), await app.addTenant()]
  const acknowledged = new Map<string, number>()
  const each = Math.ceil(total / (kills + 1))
  for (let round = 0; round <= kills; round++) {
    const killAfter = round < kills ? Math.floor(each * (0.2 + 0.5 * Math.random())) : null
    await spend({ app, tenants, count: each, killAfter, acknowledged })
  }
  // a server process goes on for a moment after its client was killed
  await waitUntil(async () => (await busySessions(app)) === 0)
  const open = (await Promise.all(tenants.map((tenant) => countOpen(app, tenant)))).reduce(sum)
  await runJob(app, 'billing.releaseStranded', new Date(Date.now() + strandedAfterMs + 1_000))

  const faults = { acknowledged: 0, charged: 0, released: 0, stranded: open }
  for (const tenant of tenants) {
    const balance = await audited(app, tenant)
    const ledger = await ledgerOf(app, tenant)
    const charged = ledger.filter(({ kind }) => kind === 'settle').length
    assert.is(balance, 15_000 - charged, 'every charge is one credit')
    assert.is(await countOpen(app, tenant), 0, 'no reservation is open')
    const heard = acknowledged.get(tenant.uuid) ?? 0
    assert.ok(charged >= heard, `${heard} charges were acknowledged, ${charged} stand`)
    faults.acknowledged += heard
    faults.charged += charged
    faults.released += ledger.filter(({ kind }) => kind === 'release').length
  }
  return faults
}

type Round = {
  app: TestApp
  tenants: readonly TestTenant[]
  count: number
  killAfter: number | null
  acknowledged: Map<string, number>
}

async function spend({ app, tenants, count, killAfter, acknowledged }: Round): Promise<void> {
  const words = [spender, app.databaseUrl, String(count), ...tenants.map(({ uuid }) => uuid)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<string | number | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  )
  let lines = 0
  for await (const line of createInterface(child.stdout)) {
    acknowledged.set(line, (acknowledged.get(line) ?? 0) + 1)
    if (++lines === killAfter) child.kill('SIGKILL')
  }
  assert.is(await ended, killAfter === null ? 0 : 'SIGKILL')
}

const sum = (a: number, b: number) => a + b

async function countOpen(app: TestApp, tenant: TestTenant): Promise<number> {
  const ledger = await ledgerOf(app, tenant)
  const closed = new Set(
    ledger.filter(({ kind }) => kind === 'settle' || kind === 'release').map(({ reference }) => reference),
  )
  return ledger.filter(({ kind, reference }) => kind === 'reserve' && !closed.has(reference)).length
}

async function busySessions(app: TestApp): Promise<number> {
  const [row] = await app.parts.database.query(
    (sql) => sql<{ busy: number }[]>`
      select count(*)::int as busy from pg_stat_activity
      where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
  )
  return row?.busy ?? 0
}
