import { createKeyRing, generateSigningKey } from '../../server/access/key-ring.ts'
import type { Config } from '../../server/config.ts'
import { countSealedBy, rewrapAll } from '../../server/db/rewrap.ts'
import { sealedColumns } from '../../server/db/sealed-columns.ts'
import { createEnvelope, keyName } from '../../server/platform/envelope.ts'
import { connect, type Sql } from '../../server/platform/postgres.ts'
import { deriveAll, newRootKey, replaceKeys } from '../../server/platform/secrets.ts'

/** What the keys of the product are now, and where they stand. */
export type Keys = {
  config: Config
  /** The owner's, because a rotation reaches every table. */
  databaseUrl: string
  roots: readonly string[]
  signing: readonly string[]
}

const lockKey = 168_053

/** The names of the keys, first those that seal, then those that sign; the first of each is in use. */
export async function describeKeys({ roots, signing }: Keys): Promise<string> {
  const seals = sealNames(roots).map((name, i) => `${name}\tseals\t${i === 0 ? 'in use' : 'opens only'}`)
  const { jwks } = await createKeyRing(signing)
  const signs = jwks.keys.map(({ kid }, i) => `${kid}\tsigns\t${i === 0 ? 'in use' : 'proves only'}`)
  return [...seals, ...signs].join('\n')
}

/** Makes a new root key and moves what is sealed under it; where the environment holds the keys, says what to set. */
export async function rotate(keys: Keys): Promise<string> {
  const { config, roots } = keys
  const added = newRootKey()
  if (config.secretsKeys !== null)
    return `1. Set SECRETS_KEY to this, and restart every process, so that all can open what the new key seals:
${[...roots, added].join(',')}
2. Set it to this, and restart every process again:
${[added, ...roots].join(',')}
3. npm run keys -- rewrap`
  return alone(keys, async (sql) => {
    // one that was cut off is brought to its end; its key is new enough
    const finished = await move(sql, roots)
    if (finished.moved > 0) return `A rotation that was cut off is done.\n${tell(finished)}`
    await replaceKeys(config.dataDir, 'roots', [added, ...roots])
    return tell(await move(sql, [added, ...roots]))
  })
}

/** Moves what is sealed under the first root key. */
export const rewrap = (keys: Keys): Promise<string> =>
  alone(keys, async (sql) => tell(await move(sql, keys.roots)))

/** Makes a new key that signs access tokens. */
export async function rotateSigning({ config, signing }: Keys): Promise<string> {
  const added = generateSigningKey()
  const join = (pems: readonly string[]) => pems.map((pem) => pem.trim().replaceAll('\n', '\\n')).join('\\n')
  if (config.signingKeys !== null)
    return `1. Set JWT_KEYS to this, and restart every process, so that all believe the new key:
${join([...signing, added])}
2. Set it to this, and restart every process again:
${join([added, ...signing])}`
  await replaceKeys(config.dataDir, 'signing', [added.trim(), ...signing])
  return 'A new key signs once every process has been restarted.'
}

/** Takes a key out of use by its name. Throws when it is in use, still needed or not known. */
export async function retire(keys: Keys, name: string): Promise<string> {
  const { config, roots, signing, databaseUrl } = keys
  const seals = sealNames(roots).indexOf(name)
  const signs = (await createKeyRing(signing)).jwks.keys.findIndex(({ kid }) => kid === name)
  if (seals === 0 || signs === 0) throw new Error(`${name} is in use; rotate first.`)
  if (seals > 0) {
    const count = await owning(databaseUrl, (sql) => countSealedBy(sql, name, sealedColumns))
    if (count > 0) throw new Error(`${count} values are sealed under ${name}: npm run keys -- rewrap`)
    const left = roots.toSpliced(seals, 1)
    if (config.secretsKeys !== null) return `Set SECRETS_KEY to this:\n${left.join(',')}`
    await replaceKeys(config.dataDir, 'roots', left)
  } else if (signs > 0) {
    const left = signing.toSpliced(signs, 1)
    const text = left.map((pem) => pem.replaceAll('\n', '\\n')).join('\\n')
    if (config.signingKeys !== null) return `Set JWT_KEYS to this, and restart every process:\n${text}`
    await replaceKeys(config.dataDir, 'signing', left)
  } else throw new Error(`There is no key ${name}; npm run keys -- list shows them.`)
  return `${name} is retired once every process has been restarted.`
}

const sealNames = (roots: readonly string[]) => deriveAll(roots, 'envelope').map(keyName)

const move = (sql: Sql, roots: readonly string[]) =>
  rewrapAll(sql, createEnvelope(deriveAll(roots, 'envelope')), sealedColumns)

function tell({ moved, lost }: { moved: number; lost: number }): string {
  if (lost > 0)
    throw new Error(`${moved} values were moved. ${lost} do not open: their key is not among these.`)
  return `${moved} values were moved; all are under the first key.`
}

/** Runs one rotation at a time. The lock goes with the connection, also when this process is killed. */
const alone = ({ databaseUrl }: Keys, work: (sql: Sql) => Promise<string>): Promise<string> =>
  owning(databaseUrl, async (sql) => {
    const session = await sql.reserve()
    try {
      const [lock] = await session<{ taken: boolean }[]>`select pg_try_advisory_lock(${lockKey}) as taken`
      if (!lock?.taken) throw new Error('Another rotation is running.')
      return await work(sql)
    } finally {
      session.release()
    }
  })

async function owning<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url, { max: 2 })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
