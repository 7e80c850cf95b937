import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { visitor } from '../server/access/actor.ts'
import { createCall } from '../server/call.ts'
import { getPricebook, listPlanCards } from '../server/domain/billing/pricing.ts'
import { Failure } from '../server/failure.ts'
import { perform } from '../server/operation.ts'
import { startApp, type TestApp } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('pricing')
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

const paths = ['/api/pricing/marketing-cards', '/api/pricing/snapshot'] as const

/** The published table, row by row: id, name, USD a month, credits, seats, integrations, support. */
const published = [
  ['starter', 'Starter', 79, 15_000, 3, 1, 'email'],
  ['pro', 'Pro', 249, 75_000, 10, 3, 'priority'],
  ['enterprise', 'Enterprise', 899, 250_000, null, 10, 'dedicated'],
]

type Shown = {
  id: string
  name: string
  price: { amount: number; currency: string; interval: string }
  included: { creditsPerMonth: number; seats: number | null; integrations: number; support: string }
}
const figures = (plans: readonly Shown[]) =>
  plans.map(({ id, name, price, included }) => [
    id,
    name,
    price.amount,
    included.creditsPerMonth,
    included.seats,
    included.integrations,
    included.support,
  ])

test('cards and snapshot show the published figures to anybody', async () => {
  const [cards, snapshot] = await Promise.all(paths.map((path) => app.rest().get(path)))
  assert.equal([cards?.status, snapshot?.status], [200, 200])
  assert.equal(figures(cards?.body.data), published)
  assert.equal(figures(snapshot?.body.plans), published)
  for (const { price } of cards?.body.data ?? [])
    assert.equal([price.currency, price.interval], ['USD', 'month'])
  assert.is(cards?.body.version, snapshot?.body.version)
  assert.equal(
    snapshot?.body.creditUses.map(({ id, credits }: { id: string; credits: number }) => [id, credits]),
    [
      ['local_answer', 1],
      ['model_tokens', 1],
      ['model_answer_most', 10],
      ['speech_minute', 1],
    ],
  )
})

test('a card says in words what its plan holds', async () => {
  const { body } = await app.rest().get(paths[0])
  assert.equal(
    body.data.map(({ features }: { features: string[] }) => features),
    [
      ['15,000 AI credits a month', 'Up to 3 team seats', '1 standard integration', 'Email support'],
      ['75,000 AI credits a month', 'Up to 10 team seats', '3 standard integrations', 'Priority support'],
      ['250,000 AI credits a month', 'Unlimited team seats', '10 standard integrations', 'Dedicated support'],
    ],
  )
})

test('portals get the same through tRPC', async () => {
  assert.equal(await app.trpc().billing.cards.query({}), (await app.rest().get(paths[0])).body)
  assert.equal(await app.trpc().billing.pricebook.query({}), (await app.rest().get(paths[1])).body)
})

for (const path of paths) {
  test(`${path} may be kept for five minutes and is compared by its ETag`, async () => {
    const first = await app.rest().get(path)
    assert.is(first.headers.get('cache-control'), 'public, max-age=300')
    const etag = first.headers.get('etag') ?? ''
    assert.match(etag, /^"[\w-]{22}"$/)
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await app.rest(undefined, { 'if-none-match': held }).get(path)
      assert.equal([again.status, again.text], [304, ''], held)
      assert.equal(
        ['etag', 'cache-control', 'content-type'].map((name) => again.headers.get(name)),
        [etag, 'public, max-age=300', null],
      )
    }
    const other = await app.rest(undefined, { 'if-none-match': '"other"' }).get(path)
    assert.equal([other.status, other.text], [200, first.text])
    const head = await app.rest().send('HEAD', path)
    assert.equal([head.status, head.text, head.headers.get('etag')], [200, '', etag])
  })

  test(`a refusal of ${path} is not kept`, async () => {
    const { status, body, headers } = await app.rest().get(`${path}?plan=pro`)
    assert.equal(
      [status, body.code, headers.get('cache-control'), headers.get('etag')],
      [422, 'unknown_field', 'no-store', null],
    )
  })
}

test('an answer with a cost of ours is refused, wherever in it the cost stands', async () => {
  const call = createCall(app.parts, {
    actor: visitor,
    tenantId: null,
    requestId: randomUUID(),
    signal: new AbortController().signal,
    idempotencyKey: null,
    web: null,
  })
  const leak = { providerCost: 0.0042 }
  const cards = await perform(listPlanCards, call, {})
  const book = await perform(getPricebook, call, {})
  const leaking = [
    ...places(cards).map((answer) => () => perform({ ...listPlanCards, run: async () => answer }, call, {})),
    ...places(book).map((answer) => () => perform({ ...getPricebook, run: async () => answer }, call, {})),
  ]
  assert.ok(leaking.length > 15)
  for (const run of leaking) {
    const refused = await run().then(
      () => null,
      (error: unknown) => error,
    )
    assert.ok(refused instanceof Failure)
    assert.equal([refused.code, refused.message.includes('providerCost')], ['internal', false])
  }

  /** Copies of an answer, each with the leak in another of its objects. */
  function places<T>(answer: T): T[] {
    const count = JSON.stringify(answer).split('{').length - 1
    return Array.from({ length: count }, (_, at) => {
      let seen = 0
      return JSON.parse(JSON.stringify(answer), (_key, value) =>
        typeof value === 'object' && !Array.isArray(value) && value !== null && seen++ === at
          ? { ...value, ...leak }
          : value,
      )
    })
  }
})

test.run()
