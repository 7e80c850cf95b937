import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { Binaries } from './binaries.ts'
import { faultOf, WAY_OUT } from './faults.ts'
import { giveTo, type Place } from './place.ts'

/** The superuser's password, made once for a place and kept there, readable by its owner alone. */
export function readPassword({ home, data }: Place): string {
  const file = path.join(home, 'postgres-password')
  if (!fs.existsSync(file)) {
    if (fs.existsSync(path.join(data, 'PG_VERSION'))) {
      throw new Error(
        `${file} is missing: put it back, or move ${data} away to begin with an empty database.`,
      )
    }
    fs.writeFileSync(`${file}.new`, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
    fs.renameSync(`${file}.new`, file)
  }
  return fs.readFileSync(file, 'utf8').trim()
}

/**
 * Makes the data folder when there is none; a half-made one never carries its name. Throws when what is there
 * was made by another major version or is no data folder. Call it under the place's lock.
 */
export async function ensureData(place: Place, binaries: Binaries, password: string) {
  const { data } = place
  if (fs.existsSync(path.join(data, 'PG_VERSION'))) return requireVersion(data, binaries.major)
  if (fs.existsSync(data) && fs.readdirSync(data).length > 0) {
    throw new Error(`${data} is not a PostgreSQL data folder: move it away. ${WAY_OUT}`)
  }

  removeHalfMade(place.home)
  const half = fs.mkdtempSync(path.join(place.home, HALF_MADE))
  try {
    const passwordFile = path.join(half, 'password')
    fs.writeFileSync(passwordFile, password, { mode: 0o600 })
    giveTo(place.runAs, passwordFile)
    giveTo(place.runAs, half)
    await runInitdb(place, binaries, path.join(half, 'data'), passwordFile)
    fs.renameSync(path.join(half, 'data'), data)
    flushFolder(place.home)
  } finally {
    removeHalfMade(place.home)
  }
}

const HALF_MADE = 'postgres.new-'

function requireVersion(data: string, major: number) {
  const found = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
  if (found !== String(major)) {
    throw new Error(
      `The data in ${data} was made by PostgreSQL ${found}, this version brings PostgreSQL ${major}. ` +
        `Dump it with PostgreSQL ${found} (pg_dumpall) and load it again, or set DATABASE_URL to a server ` +
        `that runs on it, or move the folder away to begin with an empty database.`,
    )
  }
  if (!fs.existsSync(path.join(data, 'global/pg_control'))) {
    throw new Error(`${data} is incomplete: put a backup back, or move it away. ${WAY_OUT}`)
  }
}

function removeHalfMade(home: string) {
  for (const name of fs.readdirSync(home).filter((each) => each.startsWith(HALF_MADE))) {
    try {
      fs.rmSync(path.join(home, name), { recursive: true, force: true })
    } catch {
      // an initdb whose owner was killed still writes there; the next start removes it
    }
  }
}

async function runInitdb(place: Place, binaries: Binaries, target: string, passwordFile: string) {
  const child = spawn(
    path.join(binaries.folder, 'bin/initdb'),
    [
      ...['-D', target, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'],
    ],
    // its own group, so that Ctrl-C ends us first and never leaves it half told
    { ...spawnOptions(place), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<number | null | Error>((resolve) => {
    child.once('error', resolve).once('close', resolve)
  })
  const [printed, errors, end] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (end === 0) return
  throw faultOf(
    `making the data folder ${place.data}`,
    place.home,
    `${printed}${errors}initdb ended with ${end}`,
  )
}

/** How both programs are started: as the place's user, from a folder that it can enter. */
export function spawnOptions({ home, runAs }: Place) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C' }
  if (!runAs) return { cwd: home, env, detached: true }
  // spawn wants a signed number where chown wants an unsigned one
  return { cwd: home, env, detached: true, uid: runAs.uid | 0, gid: runAs.gid | 0 }
}

function flushFolder(folder: string) {
  const handle = fs.openSync(folder, 'r')
  fs.fsyncSync(handle)
  fs.closeSync(handle)
}
