import { startApp } from '../test/support/app.ts'
import { spendAndKill } from '../test/support/credit-faults.ts'
import { setup } from '../test/support/global.ts'

// node scripts/credit-faults.ts [total] [kills]: spends credits while processes are killed, and checks the ledger.

const [total = 10_000, kills = 20] = process.argv.slice(2).map(Number)
const { env, stop } = await setup()
Object.assign(process.env, env)
const app = await startApp()
try {
  const faults = await spendAndKill(app, { total, kills })
  process.stdout.write(`${total} spendings, ${kills} kills: ${JSON.stringify(faults)}\n`)
} finally {
  await app.stop()
  await stop()
}
