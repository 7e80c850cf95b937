import { spawn } from 'node:child_process'
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import { createOutbound, type Outbound } from '../server/platform/outbound.ts'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import { type Receiver, startReceiver } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { startRole } from './support/webhook-faults.ts'
import { createHooks, type Place } from './support/webhooks.ts'

const test = suite('hostile receivers')
let app: TestApp | undefined
let receiver: Receiver
const stops: (() => Promise<void>)[] = []

test.before(async () => {
  receiver = await startReceiver()
})
test.after.each(async () => {
  for (const stop of stops.splice(0)) await stop()
  await app?.stop()
  app = undefined
})
test.after(() => receiver.stop())

test('a name that leads inside after it was taken is sent nothing: events, tests and replays', async () => {
  app = await startApp()
  let packets = 0
  const inside = net.createServer((socket) => {
    packets += 1
    socket.destroy()
  })
  inside.listen(0, '127.0.0.1')
  await once(inside, 'listening')
  const { port } = inside.address() as AddressInfo
  let leadsTo = '93.184.216.34'
  // the name's own DNS server is the attacker's
  const rebinding = createOutbound([], async () => [leadsTo])
  ;(app.parts.outbound as { find: Outbound['find'] }).find = rebinding.find

  const hooks = createHooks(app, { url: `http://evil.example:${port}`, hits: [] })
  const place = await hooks.subscribe()
  leadsTo = '127.0.0.1'
  const { deliveryId } = await place.publish()
  const tested = await place.sendTest()
  const replayed = await place.rest.post(`/api/webhooks/deliveries/${deliveryId}/replay`)
  for (const id of [deliveryId, tested.deliveryId, replayed.body.id])
    assert.is((await place.delivery(id, 'retrying')).lastError, 'url_not_allowed')
  await place.makeDue()
  await waitUntil(async () => (await place.delivery(deliveryId, 'retrying')).attempts === 2)
  assert.is(packets, 0)
  inside.close()
})

test('512 that hang, drip or flood free their places, and keep nobody waiting', async () => {
  const server = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8', ROLES: 'http' })
  app = server
  const receivers = await startHostile()
  const worker = await startRole(server, 'worker', { environment: { METRICS_PORT: '0' } })
  stops.push(receivers.stop, worker.kill)
  const ways = ['/hang', '/drip', '/headers', '/bomb']
  const bad: Place[] = []
  const worst = createHooks(server, { url: receivers.url, hits: [] })
  for (let i = 0; i < 32; i++) {
    const place = await worst.subscribe()
    const url = `${receivers.url}${ways[i % ways.length]}`
    await place.rest.send('PATCH', `/api/webhooks/subscriptions/${place.id}`, { url })
    bad.push(place)
  }
  const hooks = createHooks(server, receiver)
  const good = await hooks.subscribe()
  const others = await Promise.all(Array.from({ length: 8 }, () => hooks.subscribe()))
  // what any burst takes is not theirs: V8 makes room for the young once, and keeps it
  for (const other of others) await other.publishMany(500)
  for (const other of others) await waitUntil(async () => (await other.count('delivered')) === 500, 60_000)

  const before = await measure(worker.metricsUrl)
  let most = before.memory
  let running = 0
  for (const place of bad) await place.publishMany(16)
  for (let i = 0; i < 10; i++) {
    await good.publishMany(5)
    await sleep(500)
    const { memory, inFlight } = await measure(worker.metricsUrl)
    most = Math.max(most, memory)
    running = Math.max(running, inFlight)
  }
  assert.ok(running > 200, `only ${running} were under way at once`)
  await waitUntil(async () => (await good.count('delivered')) === 50, 5_000)
  // looked at seldom: looking costs memory too
  for (let left = 60; left > 0; left--) {
    await sleep(500)
    const { memory, inFlight } = await measure(worker.metricsUrl)
    most = Math.max(most, memory)
    if (inFlight === 0) break
  }

  let attempts = 0
  for (const place of bad) {
    const tried = await attemptsOf(server, place)
    attempts += tried.count
    assert.ok(tried.longestMs <= 16_000, `${tried.longestMs} ms`)
  }
  assert.ok(attempts >= 512, `${attempts}`)
  // 50 MB on a machine that does nothing else; what V8 keeps of its garbage moves with the load
  assert.ok(most - before.memory < 64_000_000, `${Math.round((most - before.memory) / 1e6)} MB more`)
})

/** Bytes that the worker holds, and how many attempts it is making. */
async function measure(url: string): Promise<{ memory: number; inFlight: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  return { memory: read('process_resident_memory_bytes'), inFlight: read('office_webhooks_in_flight') }
}

async function attemptsOf(
  { parts }: TestApp,
  { tenant }: Place,
): Promise<{ count: number; longestMs: number }> {
  const [row] = await parts.database.tenant(
    tenant.uuid,
    (tx) => tx<{ count: number; longestMs: number }[]>`
      select count(*)::int as count, max(total_ms) as "longestMs" from webhook_attempts`,
  )
  return row ?? { count: 0, longestMs: Number.NaN }
}

async function startHostile(): Promise<{ url: string; stop(): Promise<void> }> {
  const file = path.join(import.meta.dirname, 'support/fixtures/hostile-receiver.fixture.ts')
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  return {
    url: `http://127.0.0.1:${JSON.parse(line).port}`,
    async stop() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

test.run()
