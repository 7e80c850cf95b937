import * as assert from 'uvu/assert'
import { createBreaker } from '../server/platform/breaker.ts'
import { suite } from './support/suite.ts'

const test = suite('circuit breaker')

const told: string[] = []
let nowMs = 0
const breaker = createBreaker({
  patienceMs: 20,
  restMs: 1_000,
  onOpen: () => told.push('open'),
  onClose: () => told.push('close'),
  clockMs: () => nowMs,
})
let begun = 0
const answers = (work: () => Promise<{ ok: true }>, times = 1) =>
  Promise.all(
    Array.from({ length: times }, () =>
      breaker.attempt(() => {
        begun++
        return work()
      }),
    ),
  )
const works = async () => ({ ok: true }) as const
const hangs = () => new Promise<never>(() => {})
const fails = () => Promise.reject(new Error('away'))

test('what answers is asked by everybody', async () => {
  assert.equal(await answers(works, 3), Array(3).fill({ ok: true }))
  assert.equal([begun, told], [3, []])
})

test('what hangs is given up by all who wait, left alone for a rest, and told once', async () => {
  assert.equal(await answers(hangs, 3), [undefined, undefined, undefined])
  assert.equal(await answers(works), [undefined])
  assert.equal([begun, told], [6, ['open']])
})

test('after the rest one call tries for all, also when it fails again', async () => {
  nowMs = 1_000
  assert.equal(await answers(hangs, 5), Array(5).fill(undefined))
  assert.is(begun, 7)
  nowMs = 2_000
  assert.equal(await answers(fails, 5), Array(5).fill(undefined))
  assert.equal([begun, told], [8, ['open']])
})

test('once it answers everybody asks again', async () => {
  nowMs = 3_000
  assert.equal(await answers(works), [{ ok: true }])
  assert.equal(await answers(works, 3), Array(3).fill({ ok: true }))
  assert.equal(told, ['open', 'close'])
})

test.run()
