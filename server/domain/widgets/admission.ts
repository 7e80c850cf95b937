import { aboutTenant, type Call, type Parts, type Web } from '../../call.ts'
import { Failure } from '../../failure.ts'

/** What a widget call was let in by. */
export type Pass = { readonly tenantId: string; readonly origin: string; readonly test: boolean }

/** How long a revoked key or an origin that was taken out may still work; 5 s are allowed. Source: security 9. */
const lookupMaxAgeMs = 2_000

const keyPattern = /^pk_(live|test)_[\w-]{32}$/

/**
 * The call, about the tenant whose key it carries. Throws `unauthenticated` without a key, `invalid_widget_key`, and
 * `origin_not_allowed` unless the page's origin is one of those that the key works from. Source: contract §2, §3.
 */
export const admitWidget = async (call: Call): Promise<Call> =>
  aboutTenant(call, (await getPass(call, call.web)).tenantId)

/** The key's tenant, the page's origin and whether it is a test. Throws as `admitWidget`. */
export async function getPass(parts: Parts, web: Web | null): Promise<Pass> {
  if (!web?.widgetKey) throw new Failure('unauthenticated', 'Send the widget key as X-Widget-Key.')
  const key = await findKey(parts, web.widgetKey)
  if (!key) throw new Failure('invalid_widget_key', 'Use a widget key that is not revoked.')
  const { origin } = web
  if (origin === undefined || !key.origins.includes(origin))
    throw new Failure(
      'origin_not_allowed',
      key.test
        ? 'Call from an origin that Widget Setup marks as test, or use the live key.'
        : 'Add the origin of this page to the allowed origins in Widget Setup.',
    )
  return { tenantId: key.tenantId, origin, test: key.test }
}

/** The origin whose pages may read the answer to this call, whatever it will be; null for none, or none `atHand`. */
export async function findReader(parts: Parts, web: Web, atHand: boolean): Promise<string | null> {
  if (atHand && !parts.memory.peek(memoryKey(web.widgetKey ?? ''))) return null
  try {
    return (await getPass(parts, web)).origin
  } catch (error) {
    if (error instanceof Failure && refusals.has(error.code)) return null
    throw error
  }
}

/** Lets a change of a key or its origins be seen by this process at once; others see it when their memory ages. */
export const forgetKey = ({ memory }: Parts, key: string): void => memory.forget(memoryKey(key))

/** The origin that may go on to ask, for a preflight, which carries no key: one that any tenant allows. */
export async function findAsker({ memory, database }: Parts, { origin }: Web): Promise<string | null> {
  if (origin === undefined || origin.length > 300) return null
  const { known } = await memory.recall(
    `widget origin ${origin}`,
    async () => {
      const [row] = await database.query(
        (sql) => sql<{ known: boolean }[]>`select is_widget_origin(${origin}) as known`,
      )
      return { value: { known: row?.known ?? false }, sizeBytes: 500 }
    },
    lookupMaxAgeMs,
  )
  return known ? origin : null
}

const refusals = new Set(['unauthenticated', 'invalid_widget_key', 'origin_not_allowed'])

const memoryKey = (key: string) => `widget key ${key}`

type Key = { tenantId: string; test: boolean; origins: readonly string[] }

/** The key that is not revoked, whose it is and where it works from; what is found is remembered for 2 s. */
export async function findKey({ memory, database }: Parts, key: string): Promise<Key | null> {
  if (!keyPattern.test(key)) return null
  const { found } = await memory.recall(
    memoryKey(key),
    async () => {
      const [row] = await database.query(
        (sql) => sql<{ tenantId: string | null; environment: string; origins: string[] }[]>`
          select tenant_id as "tenantId", environment, origins from find_widget_key(${key})`,
      )
      const found = row?.tenantId
        ? { tenantId: row.tenantId, test: row.environment === 'test', origins: row.origins }
        : null
      return { value: { found }, sizeBytes: 500 + 100 * (found?.origins.length ?? 0) }
    },
    lookupMaxAgeMs,
  )
  return found
}
