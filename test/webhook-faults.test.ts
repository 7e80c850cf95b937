import * as assert from 'uvu/assert'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import { freePort } from './support/free-port.ts'
import { type Receiver, startReceiver } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { publishAndKill, startRole } from './support/webhook-faults.ts'
import { createHooks, type Place } from './support/webhooks.ts'

const test = suite('webhooks while processes die')
let receiver: Receiver
let app: TestApp | undefined

test.before(async () => {
  receiver = await startReceiver()
})
test.before.each(() => {
  receiver.hits.length = 0
})
test.after.each(async () => {
  await app?.stop()
  app = undefined
})
test.after(() => receiver.stop())

const allowed = { WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' }

test('kill -9 of the worker: nothing is lost, and work goes on', async () => {
  const server = await startApp({ ...allowed, ROLES: 'http,grpc' })
  app = server
  const victim = {
    address: `127.0.0.1:${server.grpcPort}`,
    start: () => startRole(server, 'worker'),
  }
  const faults = await publishAndKill({ app: server, receiver, victim, events: 600, kills: 4 })
  assert.ok(faults.resumedMs <= 20_000, JSON.stringify(faults))
  assert.ok(faults.duplicates <= faults.kills * 64, JSON.stringify(faults))
})

test('kill -9 of the server: what was acknowledged is kept, and what is asked again is kept once', async () => {
  const worker = await startApp({ ...allowed, ROLES: 'http,worker' })
  app = worker
  const port = await freePort()
  const victim = { address: `127.0.0.1:${port}`, start: () => startRole(worker, 'grpc', { port }) }
  await publishAndKill({ app: worker, receiver, victim, events: 400, kills: 3 })
})

test('what ends the process that sends it becomes a dead letter, and takes nothing with it', async () => {
  const server = await startApp({ ...allowed, ROLES: 'http' })
  app = server
  const hooks = createHooks(server, receiver)
  const poisoned = await hooks.subscribe()
  const { body } = await poisoned.rest.send('PATCH', `/api/webhooks/subscriptions/${poisoned.id}`, {
    url: `${receiver.url}/exit`,
  })
  assert.is(body.url, `${receiver.url}/exit`)
  const { deliveryId } = await poisoned.publish()
  const others = [await hooks.subscribe(), await hooks.subscribe()]
  for (const place of others) await place.publishMany(20)

  let deaths = 0
  let isOver = false
  const working = (async () => {
    while (!isOver) {
      const { child, kill } = await startRole(server, 'worker', {
        file: 'test/support/fixtures/mortal-worker.fixture.ts',
      })
      await Promise.race([
        new Promise((resolve) => child.once('exit', resolve)),
        waitUntil(async () => isOver, 200_000),
      ])
      if (child.exitCode === null) await kill()
      else {
        deaths += 1
        await endLeases(server, [poisoned, ...others])
      }
    }
  })()
  try {
    await waitUntil(async () => (await poisoned.count('dead_letter')) === 1, 180_000)
    for (const place of others) await waitUntil(async () => (await place.count('delivered')) === 20, 30_000)
  } finally {
    isOver = true
    await working
  }
  assert.is((await poisoned.delivery(deliveryId, 'dead_letter')).deadLetter.reason, 'poison')
  assert.is(deaths, 5)
})

test('what throws becomes a dead letter after five attempts', async () => {
  const whole = await startApp(allowed)
  app = whole
  const hooks = createHooks(whole, receiver)
  const place = await hooks.subscribe()
  await whole.parts.database.tenant(
    place.tenant.uuid,
    (tx) => tx`update webhook_subscriptions set secret = 'v1.x' where tenant_id = ${place.tenant.uuid}`,
  )
  const { deliveryId } = await place.publish()
  for (let attempts = 1; attempts < 5; attempts++) {
    await waitUntil(async () => (await place.delivery(deliveryId, 'retrying')).attempts === attempts)
    await place.makeDue()
  }
  const dead = await place.delivery(deliveryId, 'dead_letter')
  assert.equal([dead.deadLetter.reason, dead.lastError, dead.attempts], ['poison', 'internal', 5])
  assert.is(await place.failures(), 0, 'the endpoint is not blamed')
})

/** Lets the time pass after which what a dead worker had is given to another. */
async function endLeases({ parts }: TestApp, places: readonly Place[]): Promise<void> {
  for (const { tenant } of places)
    await parts.database.tenant(tenant.uuid, async (tx) => {
      await tx`
        update webhook_deliveries set leased_until = now() where tenant_id = ${tenant.uuid} and lease is not null`
      await tx`
        update pgboss.job set started_on = now() - interval '1 hour'
        where name = 'webhooks.deliver' and state = 'active' and data ->> 'tenantId' = ${tenant.uuid}`
    })
}

test.run()
