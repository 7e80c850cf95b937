import { startApp } from './support/app.ts'
import { setup } from './support/global.ts'
import { startReceiver } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { postgresOf, publishAndKill } from './support/webhook-faults.ts'

const test = suite('webhooks while PostgreSQL dies')

test('an immediate stop of PostgreSQL: what was acknowledged is kept, and comes', async () => {
  await using scope = new AsyncDisposableStack()
  // not the server that the other files share
  const { env, stop } = await setup()
  scope.defer(stop)
  Object.assign(process.env, env)
  const receiver = await startReceiver()
  scope.defer(receiver.stop)
  const app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' })
  scope.defer(app.stop)
  await publishAndKill({ app, receiver, victim: postgresOf(app), events: 300, kills: 2 })
})

test.run()
