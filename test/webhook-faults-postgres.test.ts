import { startApp } from './support/app.ts'
import { setup } from './support/global.ts'
import { startReceiver } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { postgresOf, publishAndKill } from './support/webhook-faults.ts'

const test = suite('webhooks while PostgreSQL dies')

test('it dies with all its sessions: what was acknowledged is kept and comes', async () => {
  await using scope = new AsyncDisposableStack()
  // a server of its own, because the other files need theirs
  const { env, stop } = await setup()
  scope.defer(stop)
  Object.assign(process.env, env)
  const receiver = await startReceiver()
  scope.defer(receiver.stop)
  const app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' })
  scope.defer(app.stop)
  await publishAndKill({ app, receiver, victim: await postgresOf(app), events: 300, kills: 2 })
})

test.run()
