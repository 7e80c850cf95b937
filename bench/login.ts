import { randomUUID } from 'node:crypto'
import { httpCaller } from '../server/access/http-caller.ts'
import type { App } from '../server/app.ts'
import { createCall } from '../server/call.ts'
import { logIn } from '../server/domain/accounts/login.ts'
import { insertUser } from '../server/domain/accounts/users.ts'
import { insertTenant } from '../server/domain/tenants/tenants.ts'
import { Failure } from '../server/failure.ts'
import { perform } from '../server/operation.ts'
import { type Bench, compare, interleave, median } from './harness.ts'
import { requestOf, startHere } from './product-here.ts'

const whole = { warmUp: 20, rounds: 5, logins: 40 }
const brief = { warmUp: 2, rounds: 1, logins: 5 }

/** What a login costs beside its hash, and whether its time tells who has an account. */
export const login: Bench = {
  name: 'login',
  work: 'a login with the right password, from its request to the tokens, one after the other in one process; between them logins that fail, for accounts that there are and for some that there are not',
  limit: 'argon2id of the same password, nothing else',
  async run(short) {
    const size = short ? brief : whole
    await using scope = new AsyncDisposableStack()
    const app = await startHere(scope)
    const { passwords } = app.parts
    const password = randomUUID()
    const hash = await passwords.hash(password)
    const people = await addPeople(app, hash, size.warmUp + size.rounds * size.logins)
    const nextPerson = () => people.pop() ?? ''
    const nextNetwork = networks()

    const enter = (email: string, given: string) => logInAs(app, nextNetwork(), email, given)
    const round = async (logins: number) => {
      const times: Round = { right: [], known: [], unknown: [] }
      for (let i = 0; i < logins; i++) {
        const email = nextPerson()
        times.right.push(await timed(() => enter(email, password)))
        times.known.push(await timed(() => refused(enter(email, 'not the password'))))
        times.unknown.push(
          await timed(() => refused(enter(`${randomUUID()}@example.com`, 'not the password'))),
        )
      }
      return times
    }
    const hashing = async (times: number) => {
      const ms: number[] = []
      for (let i = 0; i < times; i++) ms.push(await timed(() => passwords.verify(hash, password)))
      return { right: ms, known: [], unknown: [] }
    }

    await round(size.warmUp)
    await hashing(size.warmUp)
    const pairs = await interleave<Round>(size.rounds, {
      candidate: () => round(size.logins),
      limit: () => hashing(size.logins),
    })
    const all = (share: 'known' | 'unknown') => pairs.flatMap(({ candidate }) => candidate[share])
    const [known, unknown] = [median(all('known')), median(all('unknown'))]
    const figure = { limit: null, ratio: null }
    return {
      figures: [
        {
          name: 'login, p50',
          unit: 'ms',
          ...compare(pairs, 'less', ({ right }) => median(right)),
          goal: { of: 'ratio', better: 'more', must: 0.5, aim: 0.8 },
        },
        {
          name: 'what its time tells of an account',
          unit: 'ms',
          value: Math.abs(known - unknown),
          ...figure,
          goal: { of: 'value', better: 'less', must: 5, aim: 1 },
        },
        { name: 'wrong password, p50', unit: 'ms', value: known, ...figure, goal: null },
        { name: 'no such account, p50', unit: 'ms', value: unknown, ...figure, goal: null },
      ],
      rows: pairs.map(({ candidate, limit }, at) => ({
        Round: at + 1,
        'login ms': median(candidate.right),
        'argon2id ms': median(limit.right),
        'wrong password ms': median(candidate.known),
        'no such account ms': median(candidate.unknown),
      })),
      notes: [
        `The time of logins that fail is that of ${all('known').length} for accounts that there are, ${all('unknown').length} for others; the figure is the difference of the medians.`,
        'Every login comes from a network of its own, so that none is slowed down.',
      ],
    }
  },
}

/** Milliseconds of every login of a round. */
type Round = { right: number[]; known: number[]; unknown: number[] }

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

async function logInAs(app: App, ip: string, email: string, password: string): Promise<void> {
  const request = requestOf(app, { method: 'POST', url: '/api/customer/auth/login', ip })
  const caller = await httpCaller(app.parts, request, new AbortController().signal)
  await perform(logIn, createCall(app.parts, caller), { email, password })
}

/** Throws when a login that must fail does not, or fails for another reason. */
async function refused(entering: Promise<void>): Promise<void> {
  const failure = await entering.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof Failure && failure.code === 'invalid_credentials'))
    throw failure ?? new Error('a wrong password was taken')
}

/** IPv4 addresses, none of them twice. */
function networks(): () => string {
  let at = 0
  return () => {
    at++
    return `100.${at >> 16}.${(at >> 8) & 255}.${at & 255}`
  }
}

/** People of one business, who all have the same password. */
async function addPeople({ parts }: App, passwordHash: string, count: number): Promise<string[]> {
  const now = new Date()
  const about = {
    slug: 'bench',
    name: 'Bench',
    domain: null,
    languages: ['en'],
    timeZone: 'UTC',
    greeting: null,
  }
  const tenantId = await parts.database.query((sql) => sql.begin((tx) => insertTenant(tx, about, now)))
  const emails = Array.from({ length: count }, (_, at) => `person-${at}@example.com`)
  await parts.database.tenant(tenantId, async (tx) => {
    for (const email of emails)
      await insertUser(tx, { tenantId, email, name: 'Bench', role: 'agent', passwordHash }, now)
  })
  return emails
}
