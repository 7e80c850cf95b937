import { startApp } from '../test/support/app.ts'
import { setup } from '../test/support/global.ts'
import { cutStream, raceTakeovers } from '../test/support/takeovers.ts'

// node scripts/takeover-faults.ts [races] [cuts]: lets Bob's answers race with takeovers, and cuts the line of a stream again and
// again; fails when Bob spoke after a takeover, or a message was lost or came twice.

const [races = 10_000, cuts = 1_000] = process.argv.slice(2).map(Number)
const { env, stop } = await setup()
Object.assign(process.env, env)
const app = await startApp()
const tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68.\n' })
const agent = app.rest(await tenant.token('agent'))
const raced = await raceTakeovers({ app, tenant, agent }, races)
process.stdout.write(`takeovers: ${JSON.stringify(raced)}\n`)
process.stdout.write(`cut streams: ${JSON.stringify(await cutStream({ app, tenant, agent }, cuts))}\n`)
await app.stop()
await stop()
if (raced.late > 0) process.exitCode = 1
