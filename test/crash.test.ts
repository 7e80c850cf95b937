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

const test = suite('kill -9 of everything')
const slug = 'bright-lane-dental'
let dataDir: string
let product: Product

test.before(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'office-crash-'))
  product = await startProduct(dataDir)
})
test.after(async () => {
  await product.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

/** Twelve visitors who talk without a pause until nobody answers; what was acknowledged is written down. */
async function talkUntilItDies(journal: Map<string, number>): Promise<void> {
  const rest = createRest(product.url)
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const session_id = randomUUID()
      for (;;) {
        const turn = { message: 'How much is a check-up?', session_id, business_id: slug }
        const answer = await rest.post('/api/chat', turn).catch(() => null)
        if (answer?.status !== 200) return
        journal.set(session_id, (journal.get(session_id) ?? 0) + 1)
      }
    }),
  )
}

test('no acknowledged message is lost, and it starts again by itself', async () => {
  const journal = new Map<string, number>()
  const talking = talkUntilItDies(journal)
  const acknowledged = () => [...journal.values()].reduce((sum, turns) => sum + turns, 0)
  await waitUntil(async () => journal.size === 12 && acknowledged() >= 200, 60_000)
  process.kill(product.postgresPid, 'SIGKILL')
  await product.end('SIGKILL')
  await talking

  product = await startProduct(dataDir)
  const rest = createRest(product.url, await product.ownerToken(slug))
  for (const [session, acknowledged] of journal) {
    const seqs: number[] = []
    let cursor = ''
    do {
      const { body } = await rest.get(
        `/api/chat/history/${session}?limit=100${cursor && `&cursor=${cursor}`}`,
      )
      seqs.push(...body.data.map(({ seq }: { seq: number }) => seq))
      cursor = body.nextCursor ?? ''
    } while (cursor)
    assert.ok(
      seqs.length >= 2 * acknowledged,
      `${acknowledged} turns were answered, ${seqs.length} messages stand`,
    )
    assert.equal(
      seqs,
      Array.from(seqs, (_, i) => seqs.length - i),
    )
  }
  const again = await rest.post('/api/chat', {
    message: 'Hello',
    session_id: randomUUID(),
    business_id: slug,
  })
  assert.is(again.status, 200)
})

test('a signal that arrives twice, as under npm, ends it cleanly', async () => {
  process.kill(product.pid, 'SIGTERM')
  assert.is(await product.end('SIGTERM'), 0)
  assert.not.ok(existsSync(path.join(dataDir, 'postgres/postmaster.pid')))
})

test.run()
