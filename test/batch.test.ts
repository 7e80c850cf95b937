import * as assert from 'uvu/assert'
import { Failure } from '../server/failure.ts'
import { createBatch } from '../server/platform/batch.ts'
import { suite } from './support/suite.ts'

const test = suite('batch')

test('calls of one moment share a run, in order', async () => {
  const runs: number[][] = []
  const double = createBatch(
    async (items: readonly number[]) => {
      runs.push([...items])
      return items.map((item) => item * 2)
    },
    { most: 100, inFlight: 1, queue: 100, waitMs: 1_000 },
  )
  assert.equal(await Promise.all([1, 2, 3].map(double)), [2, 4, 6])
  assert.equal(runs, [[1, 2, 3]])
})

test('a run takes at most so many, and the rest follow', async () => {
  const sizes: number[] = []
  const run = createBatch(
    async (items: readonly number[]) => {
      sizes.push(items.length)
      return items
    },
    { most: 4, inFlight: 1, queue: 100, waitMs: 1_000 },
  )
  await Promise.all(Array.from({ length: 10 }, (_, i) => run(i)))
  assert.equal(sizes, [4, 4, 2])
})

test('one item that cannot be done does not fail the others', async () => {
  const run = createBatch(
    async (items: readonly number[]) => {
      if (items.includes(3)) throw new Error('three')
      return items
    },
    { most: 100, inFlight: 1, queue: 100, waitMs: 1_000 },
  )
  const answers = await Promise.allSettled([1, 2, 3, 4].map(run))
  assert.equal(
    answers.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
})

test('when the database is away nothing is tried twice', async () => {
  let runs = 0
  const run = createBatch(
    async () => {
      runs++
      throw new Failure('unavailable')
    },
    { most: 100, inFlight: 1, queue: 100, waitMs: 1_000 },
  )
  const answers = await Promise.allSettled([1, 2, 3].map(run))
  assert.is(runs, 1)
  assert.ok(answers.every(({ status }) => status === 'rejected'))
})

test("an item in somebody else's way does not fail the others", async () => {
  const run = createBatch(
    async (items: readonly number[]) => {
      if (items.includes(3)) throw new Failure('busy')
      return items
    },
    { most: 100, inFlight: 1, queue: 100, waitMs: 1_000 },
  )
  const answers = await Promise.allSettled([1, 2, 3, 4].map(run))
  assert.equal(
    answers.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
})

test('more than may wait is refused at once', async () => {
  const run = createBatch(async (items: readonly number[]) => items, {
    most: 100,
    inFlight: 1,
    queue: 2,
    waitMs: 1_000,
  })
  const answers = await Promise.allSettled([1, 2, 3].map(run))
  assert.equal(
    answers.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected'],
  )
})

test.run()
