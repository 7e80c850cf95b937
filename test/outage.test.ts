import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as assert from 'uvu/assert'
import { waitUntil } from './support/app.ts'
import { type Product, startProduct } from './support/product.ts'
import { createRest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('PostgreSQL dies under load')
let dataDir: string
let product: Product

test.before(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'office-outage-'))
  product = await startProduct(dataDir)
})
test.after(async () => {
  await product.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

const ask = () =>
  createRest(product.url).post('/api/chat', {
    message: 'How much is a check-up?',
    session_id: randomUUID(),
    business_id: 'bright-lane-dental',
  })

test('calls get 503 with Retry-After, the process lives, and it recovers by itself, three times', async () => {
  for (let round = 0; round < 3; round++) {
    const statuses = new Map<number, number>()
    let talking = true
    const visitors = Array.from({ length: 12 }, async () => {
      while (talking) {
        const { status, headers, body } = await ask()
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status !== 200)
          assert.ok(headers.get('retry-after'), `${status} ${body?.code} without Retry-After`)
      }
    })
    await waitUntil(async () => (statuses.get(200) ?? 0) > 20, 30_000)
    process.kill(await product.currentPostgresPid(), 'SIGKILL')
    await waitUntil(async () => (statuses.get(503) ?? 0) > 0, 30_000)
    const before = statuses.get(200) ?? 0
    await waitUntil(async () => (statuses.get(200) ?? 0) > before + 20, 60_000)
    talking = false
    await Promise.all(visitors)
    assert.equal([...statuses.keys()].sort(), [200, 503])
    assert.is((await createRest(product.url).get('/api/health/ready')).status, 200)
  }
})

test('it still ends cleanly', async () => {
  assert.is(await product.end('SIGTERM'), 0)
  assert.not.ok(existsSync(path.join(dataDir, 'postgres/postmaster.pid')))
})

test.run()
