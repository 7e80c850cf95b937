import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import * as assert from 'uvu/assert'
import { tryLock } from '../server/platform/embedded-postgres/file-lock.ts'
import {
  crashServer,
  faultOf,
  openFolder,
  serverPid,
  spawnOwner,
  startHere,
  startOwner,
} from './support/postgres-owner.ts'
import { suite } from './support/suite.ts'

const test = suite('embedded postgres')
const folders: string[] = []

/** A folder that is not there yet, as on a first start. */
function newDataDir(): string {
  const folder = openFolder()
  folders.push(folder)
  return path.join(folder, 'data')
}

/** A folder that was used before; its server has stopped. */
function usedDataDir(): string {
  const dataDir = newDataDir()
  fs.rmdirSync(path.dirname(dataDir))
  execFileSync('cp', ['-a', path.dirname(used), path.dirname(dataDir)])
  return dataDir
}

const used = newDataDir()
test.before(async () => {
  await (await startHere(used)).stop()
})

test.after(async () => {
  for (const folder of folders) {
    await crashServer(path.join(folder, 'data'))
    fs.rmSync(folder, { recursive: true, force: true })
  }
})

async function query(owner: { url: string }, statement: string) {
  const sql = postgres(owner.url, { max: 1, onnotice: () => {} })
  try {
    return await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

test('a first start makes a UTF-8 database that asks for a password and listens on 127.0.0.1 only', async () => {
  const dataDir = newDataDir()
  const owner = await startHere(dataDir)
  assert.is(owner.adopted, false)
  const [row] = await query(
    owner,
    `select current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
      current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
      (select datlocprovider::text || datlocale from pg_database where datname = 'postgres') as locale`,
  )
  assert.equal(row, {
    encoding: 'UTF8',
    zone: 'UTC',
    addresses: '127.0.0.1',
    fsync: 'on',
    locale: 'bC.UTF-8',
  })
  assert.is(fs.statSync(path.join(dataDir, 'postgres-password')).mode & 0o777, 0o600)
  const stranger = postgres(owner.url.replace(/:[^:@]+@/, ':wrong@'), { max: 1 })
  assert.is(await stranger`select 1`.catch((error) => error.code), '28P01')
  await owner.stop()
  assert.is(serverPid(dataDir), undefined)
})

test('a second start finds what the first one saved', async () => {
  const dataDir = usedDataDir()
  const first = await startHere(dataDir)
  await query(first, 'create table kept (word text); insert into kept values ($$still here$$)')
  await first.stop()
  const second = await startHere(dataDir)
  assert.is(second.adopted, false)
  assert.equal([...(await query(second, 'select word from kept'))], [{ word: 'still here' }])
  await second.stop()
})

test('a server whose owner was killed is adopted, and ends with its new owner', async () => {
  const dataDir = usedDataDir()
  const first = await startOwner(dataDir)
  const pid = serverPid(dataDir)
  await first.kill()
  const second = await startOwner(dataDir)
  assert.is(second.adopted, true)
  assert.is(second.url, first.url)
  assert.is(serverPid(dataDir), pid)
  await query(second, 'select 1')
  await second.stop()
  assert.is(serverPid(dataDir), undefined)
})

test('a server that crashed under its users is started again with its data', async () => {
  const dataDir = usedDataDir()
  const first = await startHere(dataDir)
  await query(first, 'create table kept (word text); insert into kept values ($$still here$$)')
  const sleeper = postgres(first.url, { max: 1 })
  const asleep = sleeper`select pg_sleep(60)`.catch((error) => error)
  while ((await query(first, 'select 1 from pg_stat_activity where wait_event = $$PgSleep$$')).length === 0) {
    await sleep(10)
  }
  await crashServer(dataDir)
  const second = await startHere(dataDir)
  assert.is(second.adopted, false)
  assert.equal([...(await query(second, 'select word from kept'))], [{ word: 'still here' }])
  assert.instance(await asleep, Error)
  await sleeper.end({ timeout: 0 })
  await first.stop()
  await query(second, 'select 1')
  await second.stop()
})

test('a process id in postmaster.pid that now belongs to another process does not matter', async () => {
  const dataDir = usedDataDir()
  const crashed = await startHere(dataDir)
  const file = path.join(dataDir, 'postgres/postmaster.pid')
  const [, ...rest] = fs.readFileSync(file, 'utf8').split('\n')
  await crashServer(dataDir)
  await crashed.stop()
  fs.writeFileSync(file, [process.pid, ...rest].join('\n'))
  const owner = await startHere(dataDir)
  assert.is(owner.adopted, false)
  await owner.stop()
})

test('of two processes on one folder the first to stop leaves the server to the other', async () => {
  const dataDir = usedDataDir()
  const first = await startOwner(dataDir)
  const second = await startOwner(dataDir)
  assert.is(second.adopted, true)
  await first.stop()
  await query(second, 'select 1')
  await second.stop()
  assert.is(serverPid(dataDir), undefined)
})

test('a killed process does not keep the server running for ever', async () => {
  const dataDir = usedDataDir()
  const first = await startOwner(dataDir)
  const second = await startOwner(dataDir)
  await first.kill()
  await second.stop()
  assert.is(serverPid(dataDir), undefined)
})

test('two processes that start at once on nothing share one server', async () => {
  const dataDir = newDataDir()
  const owners = await Promise.all([startOwner(dataDir), startOwner(dataDir)])
  assert.equal(owners.map((owner) => owner.adopted).sort(), [false, true])
  assert.is(owners[0].url, owners[1].url)
  await Promise.all(owners.map((owner) => owner.stop()))
  assert.is(serverPid(dataDir), undefined)
})

test('two folders have a server each', async () => {
  const owners = await Promise.all([startHere(usedDataDir()), startHere(usedDataDir())])
  const ports = await Promise.all(owners.map((owner) => query(owner, 'show port')))
  assert.is.not(ports[0]?.[0]?.port, ports[1]?.[0]?.port)
  await Promise.all(owners.map((owner) => owner.stop()))
})

test('a first start that was killed half way is done again', async () => {
  const dataDir = newDataDir()
  const killed = spawnOwner(dataDir)
  const halfMade = () =>
    fs.existsSync(dataDir) && fs.readdirSync(dataDir).some((name) => name.includes('.new-'))
  while (!halfMade()) await sleep(10)
  await sleep(200)
  killed.kill('SIGKILL')
  assert.not.ok(fs.existsSync(path.join(dataDir, 'postgres')))
  const owner = await startOwner(dataDir)
  assert.is(owner.adopted, false)
  await query(owner, 'select 1')
  await owner.stop()
})

test('data of another major version is left alone, and the message names both versions', async () => {
  const dataDir = usedDataDir()
  fs.writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '15\n')
  assert.match(await faultOf(startHere(dataDir)), /made by PostgreSQL 15, this version brings PostgreSQL 18/)
})

test('a folder that holds something else is left alone', async () => {
  const dataDir = newDataDir()
  fs.mkdirSync(path.join(dataDir, 'postgres'), { recursive: true })
  fs.writeFileSync(path.join(dataDir, 'postgres/letter.txt'), 'dear reader')
  assert.match(await faultOf(startHere(dataDir)), /is not a PostgreSQL data folder: move it away/)
  assert.ok(fs.existsSync(path.join(dataDir, 'postgres/letter.txt')))
})

test('a missing password file is named', async () => {
  const dataDir = usedDataDir()
  fs.rmSync(path.join(dataDir, 'postgres-password'))
  assert.match(await faultOf(startHere(dataDir)), /postgres-password is missing: put it back/)
})

test('data in use in another container is not touched', async () => {
  const dataDir = usedDataDir()
  fs.writeFileSync(path.join(dataDir, 'postgres-machine'), 'elsewhere')
  const distant = tryLock(path.join(dataDir, 'postgres-use.lock'), 'shared')
  assert.match(await faultOf(startHere(dataDir)), /is in use in another container/)
  distant?.release()
  await (await startHere(dataDir)).stop()
})

test.run()
