import { createHash } from 'node:crypto'
import type { Call } from '../call.ts'
import { Failure } from '../failure.ts'
import { networkOf } from '../platform/network.ts'

/** Whose accounts are guessed at. */
type Realm = 'customer' | 'operator'

/**
 * How many tries that fail are borne in any such time. All count by the address that they come from, so that nobody can
 * lock somebody else out. Source: security 5; OWASP, credential stuffing.
 */
const bounds = {
  account: { most: 5, window: '1 minute' },
  accountInAnHour: { most: 20, window: '1 hour' },
  address: { most: 50, window: '10 minutes' },
} as const

type Bound = keyof typeof bounds

/** A try that was counted; who got in was not guessing. */
export type Attempt = { forgive(): Promise<void> }

/**
 * Counts a login before its password is looked at, so that guesses at once are counted too. Kept in PostgreSQL: it
 * holds in every process, and whatever becomes of Redis. Throws `rate_limited`, alike for accounts that do not exist.
 */
export async function admitLogin(call: Call, realm: Realm, account: string): Promise<Attempt> {
  const network = networkOf(call.web?.address ?? 'internal')
  const keys = {
    account: keyOf('account', realm, account.toLowerCase(), network),
    accountInAnHour: keyOf('accountInAnHour', realm, account.toLowerCase(), network),
    address: keyOf('address', realm, network),
  }
  const named = Object.keys(bounds) as Bound[]
  const [counted] = await call.database.query(
    (sql) => sql<{ waitS: number | null }[]>`
      select count_login_attempt(
        ${named.map((name) => keys[name])}::text[], ${named.map((name) => bounds[name].most)}::integer[],
        ${named.map((name) => bounds[name].window)}::interval[], ${call.now}) as "waitS"`,
  )
  if (counted?.waitS) {
    call.log.warn({ realm, waitS: counted.waitS }, 'logins that fail are slowed down')
    throw new Failure('rate_limited', 'Too many logins have failed from here; wait before you try again.', {
      retryAfterS: counted.waitS,
    })
  }
  return {
    async forgive() {
      await call.database.query(
        (sql) => sql`
          select forgive_login_attempt(${[keys.account, keys.accountInAnHour]}::text[], ${keys.address}, ${call.now})`,
      )
    },
  }
}

/** Forgets what no longer counts, and tells how much. */
export async function forgetLoginAttempts({
  database,
  now,
}: Pick<Call, 'database' | 'now'>): Promise<number> {
  const gone = await database.query(
    (sql) => sql`
      delete from login_attempts where key in (
        select key from login_attempts where ends_at <= ${now} for update skip locked)`,
  )
  return gone.count
}

const keyOf = (...parts: readonly string[]) => createHash('sha256').update(parts.join('\n')).digest('base64')
