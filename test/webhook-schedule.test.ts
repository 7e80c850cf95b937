import * as assert from 'uvu/assert'
import { nextAttempt } from '../server/domain/webhooks/schedule.ts'
import { createShares } from '../workers/shares.ts'
import { suite } from './support/suite.ts'

const test = suite('webhook schedule')
const now = new Date('2026-06-19T12:00:00.000Z')
const waitS = (number: number, retryAfter: string | null = null, chance = 0) => {
  const next = nextAttempt(number, now, retryAfter, chance)
  return next && (next.getTime() - now.getTime()) / 1_000
}

test('ten attempts, each so long after the one before it', () => {
  const waits = Array.from({ length: 10 }, (_, i) => waitS(i + 1))
  assert.equal(waits, [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null])
})

test('chance only adds', () => {
  for (let number = 1; number < 10; number++)
    for (const chance of [0, 0.3, 0.999]) {
      const [least, most] = [waitS(number) ?? 0, waitS(number, null, chance) ?? 0]
      assert.ok(most >= least && most <= least * 1.1, `${number} ${chance}`)
    }
})

test('Retry-After in seconds or as a date, never undercut, at most a day', () => {
  assert.is(waitS(1, '120'), 120)
  assert.is(waitS(1, '120', 0.999), 120)
  assert.is(waitS(2, '120'), 300)
  assert.is(waitS(1, 'Fri, 19 Jun 2026 12:10:00 GMT'), 600)
  assert.is(waitS(1, 'Fri, 19 Jun 2020 12:10:00 GMT'), 5)
  assert.is(waitS(1, '999999999'), 86_400)
  for (const nonsense of ['', 'soon', '-5', '1e3']) assert.is(waitS(1, nonsense), 5, nonsense)
  assert.is(waitS(10, '120'), null)
})

const limits = { all: 10, young: 4, youngMs: 1_000, tenant: 3, endpoint: 2 }
const place = (tenantId: string, subscriptionId: string) => ({ tenantId, subscriptionId })

test('no endpoint and no tenant takes more than its share', () => {
  const shares = createShares(limits, () => 0)
  assert.ok(shares.enter(place('a', 'a1')))
  const leave = shares.enter(place('a', 'a1'))
  assert.is(shares.enter(place('a', 'a1')), null)
  assert.equal(shares.full(), ['a1'])
  assert.ok(shares.enter(place('a', 'a2')))
  assert.is(shares.enter(place('a', 'a2')), null)
  assert.equal(shares.full(), ['a1', 'a2'])
  assert.ok(shares.enter(place('b', 'b1')))
  leave?.()
  leave?.()
  assert.equal(shares.full(), [])
  assert.is(shares.size, 3)
})

test('what hangs takes no place of what does not', () => {
  let nowMs = 0
  const shares = createShares(limits, () => nowMs)
  for (const tenant of ['a', 'b', 'c', 'd']) shares.enter(place(tenant, tenant))
  assert.is(shares.room(), 0)
  nowMs = 1_001
  assert.is(shares.room(), 4)
  for (const tenant of ['e', 'f', 'g', 'h']) shares.enter(place(tenant, tenant))
  nowMs = 2_002
  assert.is(shares.room(), 2)
})

test.run()
