import { startApp } from '../test/support/app.ts'
import { freePort } from '../test/support/free-port.ts'
import { setup } from '../test/support/global.ts'
import { startReceiver } from '../test/support/receiver.ts'
import { postgresOf, publishAndKill, startRole } from '../test/support/webhook-faults.ts'

// node scripts/webhook-faults.ts [events] [kills]: publishes while the worker is killed at random, then while the server is,
// then PostgreSQL (a tenth of it each), and checks that nothing was lost.

const [events = 10_000, kills = 200] = process.argv.slice(2).map(Number)
const { env, stop } = await setup()
Object.assign(process.env, env)
const receiver = await startReceiver()
const allowed = { WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' }
const say = (what: string, faults: object) => process.stdout.write(`${what}: ${JSON.stringify(faults)}\n`)

{
  await using scope = new AsyncDisposableStack()
  const app = await startApp({ ...allowed, ROLES: 'http,grpc' })
  scope.defer(app.stop)
  const victim = { address: `127.0.0.1:${app.grpcPort}`, start: () => startRole(app, 'worker') }
  say('kill -9 of the worker', await publishAndKill({ app, receiver, victim, events, kills }))
}
receiver.hits.length = 0
{
  await using scope = new AsyncDisposableStack()
  const app = await startApp({ ...allowed, ROLES: 'http,worker' })
  scope.defer(app.stop)
  const port = await freePort()
  const victim = { address: `127.0.0.1:${port}`, start: () => startRole(app, 'grpc', { port }) }
  const fewer = { events: Math.ceil(events / 10), kills: Math.ceil(kills / 10) }
  say('kill -9 of the server', await publishAndKill({ app, receiver, victim, ...fewer }))
}
receiver.hits.length = 0
{
  await using scope = new AsyncDisposableStack()
  const app = await startApp(allowed)
  scope.defer(app.stop)
  const fewer = { events: Math.ceil(events / 10), kills: Math.ceil(kills / 10) }
  const victim = postgresOf(app)
  say('immediate stop of PostgreSQL', await publishAndKill({ app, receiver, victim, ...fewer }))
}
await receiver.stop()
await stop()
