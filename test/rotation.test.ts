import { execFile, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as assert from 'uvu/assert'
import { readCommand } from '../scripts/keys/command.ts'
import { createKeyRing } from '../server/access/key-ring.ts'
import { createTokens } from '../server/access/tokens.ts'
import { countSealedBy, rewrapAll } from '../server/db/rewrap.ts'
import { createEnvelope, keyName } from '../server/platform/envelope.ts'
import { newUuid } from '../server/platform/ids.ts'
import { connect, type Sql, type Tx } from '../server/platform/postgres.ts'
import { splitPems } from '../server/platform/secrets.ts'
import {
  serviceToken as issueToken,
  startApp,
  type TestApp,
  type TestTenant,
  waitUntil,
} from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('rotating keys')
const columns = [{ table: 'scratch', column: 'secret' }]
let app: TestApp
let tenants: TestTenant[]
let sql: Sql

test.before(async () => {
  app = await startApp()
  tenants = [await app.addTenant(), await app.addTenant()]
  sql = connect(app.databaseUrl, { max: 4 })
})
test.before.each(async () => {
  await sql.unsafe(`
    drop table if exists scratch;
    create table scratch (tenant_id uuid, id uuid, secret text, plain text, primary key (tenant_id, id));
    alter table scratch enable row level security;
    alter table scratch force row level security;
    create policy tenant on scratch using (tenant_id = current_tenant())`)
})
test.after(async () => {
  await sql.end()
  await app.stop()
})

test('every value is moved under the new key, of every tenant, and opens as before', async () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)]
  await fill(createEnvelope([old]), 250)
  const envelope = createEnvelope([fresh, old])
  assert.equal(await rewrapAll(sql, envelope, columns), { moved: 500, lost: 0 })
  assert.is(await countSealedBy(sql, keyName(old), columns), 0)
  assert.is(await opened(createEnvelope([fresh])), 500)
  assert.equal(await rewrapAll(sql, envelope, columns), { moved: 0, lost: 0 })
})

test('what a running product writes meanwhile is kept, whichever key it was sealed with', async () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)]
  const before = createEnvelope([old])
  await fill(before, 250)
  const [tenant] = tenants
  const rows = await inTenant(tenant, (tx) => tx<{ id: string }[]>`select id from scratch order by id`)
  const both = createEnvelope([fresh, old])
  let going = true
  const writing = (async () => {
    for (let i = 0; going || i < 50; i++) {
      const id = rows[(i * 37) % rows.length]?.id ?? ''
      const plain = `written ${i}`
      const sealing = i % 2 === 0 ? before : both
      const secret = sealing.seal(placeOf(tenant?.uuid ?? '', id), plain)
      await inTenant(
        tenant,
        (tx) => tx`update scratch set secret = ${secret}, plain = ${plain} where id = ${id}`,
      )
    }
  })()
  await rewrapAll(sql, both, columns)
  going = false
  await writing
  assert.is(await opened(both), 500)
  await rewrapAll(sql, both, columns)
  assert.is(await opened(createEnvelope([fresh])), 500)
})

test('a rotation that is killed leaves every value open, and the next one ends it', async () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)]
  await fill(createEnvelope([old]), 250)
  const [, second] = tenants
  const holder = await sql.reserve()
  await holder`begin`
  await holder`select set_config('app.tenant', ${second?.uuid ?? ''}, true)`
  await holder`select from scratch where tenant_id = ${second?.uuid ?? ''} order by id desc limit 1 for update`
  const keys = [fresh, old].map((key) => key.toString('base64')).join(',')
  const fixture = path.join(import.meta.dirname, 'support/fixtures/rewrap.fixture.ts')
  const child = spawn(process.execPath, [fixture, app.databaseUrl, keys], { stdio: 'ignore' })
  await waitUntil(async () => (await countSealedBy(sql, keyName(fresh), columns)) === 450)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  assert.equal(await ended, [null, 'SIGKILL'])
  await holder`rollback`
  holder.release()

  const both = createEnvelope([fresh, old])
  assert.is(await opened(both), 500)
  assert.equal(await rewrapAll(sql, both, columns), { moved: 50, lost: 0 })
  assert.is(await opened(createEnvelope([fresh])), 500)
})

test('a value whose key is not on the ring is counted, and the others are moved', async () => {
  const [old, fresh, stranger] = [randomBytes(32), randomBytes(32), randomBytes(32)]
  await fill(createEnvelope([stranger]), 1)
  await fill(createEnvelope([old]), 3)
  assert.equal(await rewrapAll(sql, createEnvelope([fresh, old]), columns), { moved: 6, lost: 2 })
})

test('a running product seals with the new key at once, and opens what the old one sealed', async () => {
  const place = placeOf(randomUUID(), randomUUID())
  const { envelope } = app.parts
  const earlier = envelope.seal(place, 'earlier')
  const [first = ''] = await rootKeys()
  assert.match((await keys('rotate')).stdout, '0 values were moved')
  const [added, kept] = await rootKeys()
  assert.is(kept, first)
  const later = envelope.seal(place, 'later')
  assert.is.not(later.split('.')[1], earlier.split('.')[1])
  assert.equal([envelope.open(place, earlier), envelope.open(place, later)], ['earlier', 'later'])
  const listed = (await keys('list')).stdout
  assert.match(listed, `${later.split('.')[1]}\tseals\tin use`)
  assert.match(listed, `${earlier.split('.')[1]}\tseals\topens only`)

  assert.is((await keys('retire', later.split('.')[1] ?? '')).code, 1)
  assert.is((await keys('retire', earlier.split('.')[1] ?? '')).code, 0)
  assert.equal(await rootKeys(), [added])
  assert.is(envelope.open(place, later), 'later')
})

test('a new signing key signs, and tokens of the old one are believed until it is retired', async () => {
  const ring = async () =>
    createKeyRing(splitPems(await readFile(path.join(app.parts.config.dataDir, 'signing.key'), 'utf8')))
  const token = await issueToken(app, { scopes: ['chat.read'] })
  const before = (await ring()).signing.kid
  assert.is((await keys('rotate-signing')).code, 0)
  const after = await ring()
  assert.is.not(after.signing.kid, before)
  assert.is((await createTokens(after).verify(token)).kind, 'service')
  assert.is((await keys('retire', after.signing.kid)).code, 1)
  assert.is((await keys('retire', before)).code, 0)
  const left = await ring()
  assert.equal([left.signing.kid, left.find(before)], [after.signing.kid, undefined])
})

test('a key whose name begins with a dash is named like any other', () => {
  assert.equal(readCommand(['retire', '-kid_1']), { name: 'retire', key: '-kid_1' })
  assert.equal(readCommand(['retire', '--', '--kid']), { name: 'retire', key: '--kid' })
})

test('where the environment holds the keys, a rotation says what to set and changes nothing', async () => {
  const root = randomBytes(32).toString('base64')
  const { code, stdout } = await keysWith({ SECRETS_KEY: root }, 'rotate')
  const [, behind = '', , first = ''] = stdout.split('\n')
  assert.is(code, 0)
  assert.is(behind.split(',')[0], root)
  assert.equal(first.split(','), behind.split(',').toReversed())
})

test('tokens are made, listed and revoked from the command line, and used at once', async () => {
  const [tenant] = tenants
  const args = ['--name', 'crm', '--scopes', 'chat.read', '--tenant', tenant?.id ?? '', '--days', '1']
  const fresh = await startApp({ DATABASE_URL: app.databaseUrl, DATA_DIR: app.parts.config.dataDir })
  const made = await keys('service-token', ...args)
  const ask = async () => {
    const client = fresh.grpc(made.stdout.trim())
    return client.getHistory({ tenantId: tenant?.id ?? '', sessionId: 'x' }).catch(({ code }) => code)
  }
  assert.is(await ask(), 'not_found')
  const [id = ''] = /svc_\w+/.exec(made.stderr) ?? []
  assert.match(
    (await keys('list')).stdout,
    new RegExp(`${id}\ttoken\tcrm\tuntil .*\tchat.read\t${tenant?.id}`),
  )
  assert.match((await keys('revoke', id)).stdout, `${id} is revoked.`)
  await waitUntil(async () => (await ask()) === 'invalid_token', 5_000)
  await fresh.stop()
})

const misuse: [string[], RegExp][] = [
  [[], /Name a command/],
  [['dance'], /no command dance/],
  [['service-token', '--name', 'crm'], /--scopes must be some of/],
  [['service-token', '--name', 'crm', '--scopes', 'chat.fly'], /not chat.fly/],
  [['service-token', '--name', 'C R M', '--scopes', 'chat.read'], /--name must be/],
  [['service-token', '--name', 'crm', '--scopes', 'chat.read', '--days', '0'], /--days must be/],
  [['service', '--name', 'crm', '--scopes', 'chat.read', '--tenant', 'x'], /--tenant must be/],
  [['service', '--name', 'crm', '--scopes', 'chat.read', '--days', '3'], /does not take --days/],
  [['list', '--nope'], /--nope/],
  [['revoke'], /takes one id/],
  [['revoke', 'crm'], /an id such as svc_/],
]
for (const [args, complaint] of misuse)
  test(`bad usage is told and ends with 2: ${args.join(' ') || 'nothing'}`, async () => {
    const { code, stdout, stderr } = await keys(...args)
    assert.equal([code, stdout], [2, ''])
    assert.match(stderr, complaint)
    assert.match(stderr, 'Usage: npm run keys')
  })

test.run()

const placeOf = (tenantId: string, id: string) => ({ table: 'scratch', column: 'secret', tenantId, id })

const keys = (...args: string[]) => keysWith({}, ...args)

/** What a person sees at the command line of this product. */
async function keysWith(
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    DATABASE_URL: app.databaseUrl,
    DATA_DIR: app.parts.config.dataDir,
    ...environment,
  }
  const script = path.join(import.meta.dirname, '../scripts/keys.ts')
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

const rootKeys = async () =>
  (await readFile(path.join(app.parts.config.dataDir, 'secrets.key'), 'utf8')).split('\n')

const inTenant = <T>(tenant: TestTenant | undefined, work: (tx: Tx) => Promise<T>) =>
  sql.begin(async (tx) => {
    await tx`select set_config('app.tenant', ${tenant?.uuid ?? ''}, true)`
    return work(tx)
  }) as Promise<T>

/** Seals `count` values for each tenant. */
async function fill(envelope: ReturnType<typeof createEnvelope>, count: number): Promise<void> {
  for (const tenant of tenants)
    await inTenant(tenant, async (tx) => {
      const rows = Array.from({ length: count }, () => {
        const id = newUuid()
        return { tenant_id: tenant.uuid, id, plain: id, secret: envelope.seal(placeOf(tenant.uuid, id), id) }
      })
      await tx`insert into scratch ${tx(rows)}`
    })
}

/** How many values open, each to what it was. */
async function opened(envelope: ReturnType<typeof createEnvelope>): Promise<number> {
  let count = 0
  for (const tenant of tenants) {
    const rows = await inTenant(
      tenant,
      (tx) => tx<{ id: string; secret: string; plain: string }[]>`select id, secret, plain from scratch`,
    )
    for (const { id, secret, plain } of rows) {
      assert.is(envelope.open(placeOf(tenant.uuid, id), secret), plain)
      count += 1
    }
  }
  return count
}
