import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import * as assert from 'uvu/assert'
import { findBinaries, usableBinaries } from '../server/platform/embedded-postgres/binaries.ts'
import { canEnter } from '../server/platform/embedded-postgres/place.ts'
import {
  crashServer,
  faultOf,
  openFolder,
  serverPid,
  startHere,
  startOwner,
} from './support/postgres-owner.ts'
import { suite } from './support/suite.ts'

const test = suite('embedded postgres: users, folders, disks')
const isRoot = process.getuid?.() === 0
const ORDINARY_UID = 1
const NOBODY = { uid: 65534, gid: 65534 }

const box = openFolder()
const mounts: string[] = []

test.after(async () => {
  for (const name of fs.readdirSync(box)) {
    await crashServer(path.join(box, name, 'data'))
    for (const home of homesIn(path.join(box, name))) await crashServer(home)
  }
  for (const folder of mounts) spawnSync('umount', ['-l', folder])
  fs.rmSync(box, { recursive: true, force: true })
})

function newFolder(name: string, mode: number): string {
  const folder = path.join(box, name)
  fs.mkdirSync(folder)
  fs.chmodSync(folder, mode)
  return folder
}

function homesIn(systemDir: string): string[] {
  return fs
    .readdirSync(systemDir)
    .map((name) => path.join(systemDir, name))
    .filter((home) => fs.existsSync(path.join(home, 'postgres-password')))
}

async function answer(owner: { url: string }, statement: string): Promise<unknown> {
  const sql = postgres(owner.url, { max: 1 })
  try {
    const [row] = await sql.unsafe(statement)
    return row && Object.values(row)[0]
  } finally {
    await sql.end()
  }
}

/** A test that needs root: to become others, to close folders to them, to mount a small disk. */
function asRoot(name: string, body: () => Promise<void>) {
  if (isRoot) test(name, body)
  else test.skip(name, 'needs root')
}

asRoot('root runs the server as nobody', async () => {
  const folder = newFolder('root', 0o755)
  const owner = await startHere(path.join(folder, 'data'))
  const status = fs.statSync(`/proc/${serverPid(path.join(folder, 'data'))}`)
  assert.is(status.uid, NOBODY.uid)
  await owner.stop()
})

asRoot(
  'below a folder that only root may enter, data is kept where nobody can, and found again',
  async () => {
    const dataDir = path.join(newFolder('closed', 0o700), 'app/data')
    const systemDir = newFolder('system', 0o755)
    const first = await startOwner(dataDir, { systemDir })
    assert.is(await answer(first, 'create table kept (); select 1'), undefined)
    await first.kill()
    const second = await startHere(dataDir, systemDir)
    assert.is(second.adopted, true)
    await second.stop()
    const third = await startHere(dataDir, systemDir)
    assert.is(await answer(third, `select to_regclass('kept')::text`), 'kept')
    await third.stop()
    assert.is(homesIn(systemDir).length, 1)

    fs.rmSync(dataDir, { recursive: true })
    const fresh = await startHere(dataDir, systemDir)
    assert.is(await answer(fresh, `select to_regclass('kept')::text`), null)
    await fresh.stop()
  },
)

asRoot('two first starts at once below such a folder share one server', async () => {
  const dataDir = path.join(newFolder('closed-twice', 0o700), 'app/data')
  const systemDir = newFolder('system-twice', 0o755)
  const owners = await Promise.all([startOwner(dataDir, { systemDir }), startOwner(dataDir, { systemDir })])
  assert.is(owners[0].url, owners[1].url)
  await Promise.all(owners.map((owner) => owner.stop()))
  assert.is(homesIn(systemDir).length, 1)
})

asRoot('a place that is gone is named, and no empty database takes its part', async () => {
  const dataDir = path.join(newFolder('closed-lost', 0o700), 'app/data')
  const systemDir = newFolder('system-lost', 0o755)
  await (await startHere(dataDir, systemDir)).stop()
  for (const home of homesIn(systemDir)) fs.rmSync(home, { recursive: true })
  assert.match(await faultOf(startHere(dataDir, systemDir)), /was kept in .*, which is gone/)
})

asRoot('an umask that closes everything does not matter', async () => {
  const dataDir = path.join(newFolder('closed-umask', 0o700), 'app/data')
  const before = process.umask(0o077)
  try {
    const owner = await startHere(dataDir, path.join(box, 'system-umask'))
    await owner.stop()
    const inPlace = await startHere(path.join(newFolder('umask', 0o755), 'data'))
    await inPlace.stop()
  } finally {
    process.umask(before)
  }
})

if (isRoot && !canEnter(import.meta.dirname, ORDINARY_UID)) {
  test.skip('an ordinary user runs it as itself', 'another user cannot read this folder')
} else {
  asRoot('an ordinary user runs it as itself, and root joins it without taking its data', async () => {
    const folder = newFolder('ordinary', 0o700)
    fs.chownSync(folder, ORDINARY_UID, ORDINARY_UID)
    const dataDir = path.join(folder, 'data')
    const ordinary = await startOwner(dataDir, { uid: ORDINARY_UID })
    assert.is(fs.statSync(`/proc/${serverPid(dataDir)}`).uid, ORDINARY_UID)
    await ordinary.stop()

    const root = await startHere(dataDir)
    const again = await startOwner(dataDir, { uid: ORDINARY_UID })
    assert.is(again.adopted, true)
    await root.stop()
    await again.stop()
    assert.is(fs.statSync(path.join(dataDir, 'postgres')).uid, ORDINARY_UID)
  })

  asRoot('a folder that an ordinary user may not write is named', async () => {
    const dataDir = path.join(newFolder('root-owned', 0o755), 'data')
    assert.match(
      await faultOf(startOwner(dataDir, { uid: ORDINARY_UID })),
      /cannot use .*root-owned.* as user 1/,
    )
    await (await startHere(dataDir)).stop()
    assert.match(
      await faultOf(startOwner(dataDir, { uid: ORDINARY_UID })),
      /cannot use .*root-owned.* as user 1/,
    )
  })
}

function mountSmallDisk(name: string, size: string): string | undefined {
  const folder = newFolder(name, 0o755)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', folder]).status !== 0)
    return undefined
  mounts.push(folder)
  return folder
}

const smallDisk = isRoot ? mountSmallDisk('small-disk', '20m') : undefined
const fillingDisk = isRoot ? mountSmallDisk('filling-disk', '100m') : undefined

if (!smallDisk || !fillingDisk) test.skip('a full disk is named', 'cannot mount a small disk here')
else {
  test('a disk too small for a first start is named, and the half-made database is gone', async () => {
    const dataDir = path.join(smallDisk, 'data')
    assert.match(await faultOf(startHere(dataDir)), /No space left on the disk .*making the data folder/)
    assert.equal(
      fs.readdirSync(dataDir).filter((name) => /new-|^postgres$/.test(name)),
      [],
    )
  })

  test('a disk that is full at a later start is named, and with space again the data is there', async () => {
    const dataDir = path.join(fillingDisk, 'data')
    const owner = await startHere(dataDir)
    await answer(owner, 'create table kept ()')
    await owner.stop()
    spawnSync('dd', ['if=/dev/zero', `of=${fillingDisk}/filler`, 'bs=4k'])
    assert.match(await faultOf(startHere(dataDir)), /No space left on the disk .*Free some space there/)
    fs.rmSync(path.join(fillingDisk, 'filler'))
    const again = await startHere(dataDir)
    assert.is(await answer(again, `select to_regclass('kept')::text`), 'kept')
    await again.stop()
  })
}

test('a missing platform package is named, with DATABASE_URL as the way out', async () => {
  const error = await findBinaries('amiga-m68k').catch((error) => error)
  assert.match(error.message, /@embedded-postgres\/amiga-m68k is missing.*DATABASE_URL/)
})

test('binaries installed without install scripts get the links that are missing', async () => {
  const found = await findBinaries()
  const folder = path.join(newFolder('no-scripts', 0o755), 'native')
  fs.cpSync(found.folder, folder, { recursive: true, filter: (file) => !fs.lstatSync(file).isSymbolicLink() })
  const usable = usableBinaries({ ...found, folder }, undefined, path.join(box, 'unused'))
  assert.is(usable.folder, folder)
  assert.match(
    execFileSync(path.join(folder, 'bin/initdb'), ['--version'], { encoding: 'utf8' }),
    found.version.slice(0, 4),
  )
})

asRoot('binaries that nobody cannot reach are copied once to where it can', async () => {
  const found = await findBinaries()
  const folder = path.join(newFolder('closed-binaries', 0o700), 'native')
  fs.cpSync(found.folder, folder, { recursive: true, verbatimSymlinks: true })
  const copyDir = path.join(box, 'copied')
  const usable = usableBinaries({ ...found, folder }, NOBODY, copyDir)
  const run = () =>
    execFileSync(path.join(usable.folder, 'bin/initdb'), ['--version'], { ...NOBODY, encoding: 'utf8' })
  assert.match(run(), found.version.slice(0, 4))
  const { ino } = fs.statSync(usable.folder)
  assert.equal(usableBinaries({ ...found, folder }, NOBODY, copyDir), usable)
  assert.is(fs.statSync(usable.folder).ino, ino)
  assert.equal(fs.readdirSync(copyDir).length, 1)
})

test.run()
