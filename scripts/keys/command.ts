import { parseArgs } from 'node:util'
import { type Permission, permissions, platformPermissions } from '../../server/access/permissions.ts'
import type { Caller } from '../../server/domain/callers/credentials.ts'
import { findUuid } from '../../server/platform/ids.ts'

/** What a person asked for at the command line. */
export type Command =
  | { name: 'service-token'; caller: Caller; days: number }
  | { name: 'service'; caller: Caller }
  | { name: 'list' }
  | { name: 'revoke'; id: string }
  | { name: 'rotate' | 'rewrap' | 'rotate-signing' }
  | { name: 'retire'; key: string }

/** Asked for in a way that is not known; the message says what to change. */
export class UsageError extends Error {}

export const usage = `Usage: npm run keys -- <command>

  service-token --name crm --scopes chat.read,leads.read [--tenant tenant_…]… [--days 90]
      prints a signed token for an internal service; without --tenant it speaks for every business
  service --name crm --scopes chat.read [--tenant tenant_…]…
      lets certificates for spiffe://office16852/service/crm (or the common name crm) call
  list
      shows what was given, and the keys that sign and seal
  revoke <id>
      takes a token or a service back, everywhere within 5 s
  rotate
      makes a new key that seals, and moves everything that is sealed under it
  rewrap
      moves everything that is sealed under the first key; takes up a rotation that was cut off
  rotate-signing
      makes a new key that signs access tokens; those of the old one stay valid
  retire <key>
      takes a key that list shows out of use, unless something is still sealed under it
`

const defaultDays = 90
const mostDays = 366
const known: readonly string[] = [...permissions, ...platformPermissions]

/** Reads the arguments behind `npm run keys --`. Throws `UsageError`. */
export function readCommand(argv: readonly string[]): Command {
  const { values, positionals } = parsed(argv)
  const [name, ...rest] = positionals
  const takes = (options: readonly string[], count: number) => {
    const odd = Object.keys(values).find((option) => !options.includes(option))
    if (odd) throw new UsageError(`${name} does not take --${odd}.`)
    if (rest.length !== count)
      throw new UsageError(count === 0 ? `${name} takes options only.` : `${name} takes one id.`)
  }
  switch (name) {
    case 'service-token':
      takes(['name', 'scopes', 'tenant', 'days'], 0)
      return { name, caller: callerOf(values), days: daysOf(values.days) }
    case 'service':
      takes(['name', 'scopes', 'tenant'], 0)
      return { name, caller: callerOf(values) }
    case 'list':
    case 'rotate':
    case 'rewrap':
    case 'rotate-signing':
      takes([], 0)
      return { name }
    case 'revoke':
      takes([], 1)
      if (findUuid('svc', rest[0] ?? '') === null)
        throw new UsageError('revoke takes an id such as svc_01h….')
      return { name, id: rest[0] ?? '' }
    case 'retire':
      takes([], 1)
      return { name, key: rest[0] ?? '' }
    default:
      throw new UsageError(name === undefined ? 'Name a command.' : `There is no command ${name}.`)
  }
}

function parsed(argv: readonly string[]) {
  const [name = '', ...rest] = argv
  // takes no options, and the name of a key that signs may begin with a dash (RFC 7638, base64url)
  const isBare = name === 'retire' && !rest.includes('--')
  try {
    return parseArgs({
      args: isBare ? [name, '--', ...rest] : [...argv],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        scopes: { type: 'string' },
        tenant: { type: 'string', multiple: true },
        days: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

type Values = ReturnType<typeof parsed>['values']

function callerOf({ name = '', scopes = '', tenant }: Values): Caller {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name))
    throw new UsageError('--name must be 1 to 63 of a-z, 0-9 and -, with no - at either end.')
  const wanted = scopes.split(',').flatMap((scope) => scope.trim() || [])
  const unknown = wanted.filter((scope) => !known.includes(scope))
  if (wanted.length === 0 || unknown.length > 0)
    throw new UsageError(
      `--scopes must be some of ${known.join(', ')}${unknown.length ? `; not ${unknown}` : ''}.`,
    )
  return { name, scopes: wanted as Permission[], tenants: tenant?.map(tenantUuid) ?? '*' }
}

function tenantUuid(id: string): string {
  const uuid = findUuid('tenant', id)
  if (uuid === null) throw new UsageError(`--tenant must be an id such as tenant_01h…; not ${id}.`)
  return uuid
}

function daysOf(text: string | undefined): number {
  const days = text === undefined ? defaultDays : Number(text)
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw new UsageError(`--days must be a whole number from 1 to ${mostDays}.`)
  return days
}
