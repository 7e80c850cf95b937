import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** The user PostgreSQL runs as; undefined: the one we run as. */
export type RunAs = { uid: number; gid: number } | undefined

/** `home` holds the folder `data` and, beside it, the password, the log and the locks. */
export type Place = { home: string; data: string; runAs: RunAs }

/**
 * Where root's copies go when PostgreSQL's user cannot enter our folders. Unlike the temporary folder it
 * outlives a restart of the machine, and only root can put binaries there.
 */
export const SYSTEM_DIR = '/var/lib/office-168-52'

/**
 * The place of the database of `dataDir`: the folder itself, or, when the user that PostgreSQL runs as cannot
 * enter it, one of its own below `systemDir` that the link `dataDir/postgres` leads to from then on.
 */
export function choosePlace(dataDir: string, systemDir: string): Place {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const folder = fs.realpathSync(dataDir)
  const link = path.join(folder, 'postgres')
  if (isLink(link)) return placeAt(linkedHome(link))

  const place = placeAt(folder)
  if (!place.runAs) return place
  fs.chmodSync(folder, fs.statSync(folder).mode | 0o011)
  if (canEnter(folder, place.runAs.uid)) return place
  if (fs.existsSync(link)) {
    throw new Error(
      `PostgreSQL runs as user ${place.runAs.uid}, who cannot enter ${folder}. ` +
        'Let others pass through its parent folders (chmod o+x), or give another DATA_DIR.',
    )
  }
  return placeAt(linkNewHome(link, systemDir))
}

/** Whether `uid` may pass through `folder` and every folder above it. */
export function canEnter(folder: string, uid: number): boolean {
  const { mode, uid: owner } = fs.statSync(folder)
  if (!(mode & (owner === uid ? 0o100 : 0o001))) return false
  const parent = path.dirname(folder)
  return parent === folder || canEnter(parent, uid)
}

/** Makes a folder that every user may enter, whatever our umask. */
export function makeOpenFolder(folder: string) {
  fs.mkdirSync(folder, { recursive: true })
  fs.chmodSync(folder, 0o755)
}

/** Gives a file or folder to the user PostgreSQL runs as. */
export function giveTo(runAs: RunAs, file: string) {
  if (runAs) fs.chownSync(file, runAs.uid, runAs.gid)
}

function placeAt(home: string): Place {
  const data = path.join(home, 'postgres')
  fs.accessSync(home, fs.constants.W_OK)
  if (process.getuid?.() !== 0) return { home, data, runAs: undefined }

  const owner = fs.existsSync(path.join(data, 'PG_VERSION')) ? fs.statSync(data) : undefined
  if (owner?.uid) return { home, data, runAs: { uid: owner.uid, gid: owner.gid } }
  const runAs = nobody()
  // a backup that root copied back
  if (owner) execFileSync('chown', ['-Rh', `${runAs.uid}:${runAs.gid}`, data])
  return { home, data, runAs }
}

function nobody() {
  const line = fs.readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m)
  if (!line) {
    throw new Error(
      'PostgreSQL does not run as root and there is no user "nobody" to run it as: start as another user.',
    )
  }
  // darwin writes -2, chown wants it unsigned
  return { uid: Number(line[1]) >>> 0, gid: Number(line[2]) >>> 0 }
}

function linkedHome(link: string): string {
  const home = path.dirname(path.resolve(path.dirname(link), fs.readlinkSync(link)))
  if (fs.existsSync(home)) return home
  throw new Error(
    `The database of this folder was kept in ${home}, which is gone. ` +
      `Put it back, or remove the link ${link} to begin with an empty one.`,
  )
}

function linkNewHome(link: string, systemDir: string): string {
  const project = path.basename(path.resolve(link, '../..')) || 'data'
  const home = path.join(systemDir, `${project}-${randomBytes(4).toString('hex')}`)
  makeOpenFolder(systemDir)
  makeOpenFolder(home)
  try {
    fs.symlinkSync(path.join(home, 'postgres'), link)
    return home
  } catch (error) {
    fs.rmdirSync(home)
    if (isLink(link)) return linkedHome(link)
    throw error
  }
}

function isLink(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}
