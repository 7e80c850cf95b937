import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { WAY_OUT } from './faults.ts'
import { type FileLock, tryLock, waitForLock } from './file-lock.ts'
import type { Place } from './place.ts'

/** Waits until this process alone decides whether the server of a place is started or stopped. */
export async function takeTurn({ home }: Place): Promise<FileLock> {
  const turn = await waitForLock(path.join(home, 'postgres-turn.lock'), 'exclusive', TURN_WAIT_MS)
  if (turn) return turn
  throw new Error(`Another process has been starting or stopping the database in ${home} for two minutes.`)
}

/** Tells other processes that this one uses the server. In turn only. */
export function markUsed(place: Place): FileLock | undefined {
  return tryLock(useFile(place), 'shared')
}

/** A lock when no process uses the server; undefined when one does. In turn only. */
export function lockUnused(place: Place): FileLock | undefined {
  return tryLock(useFile(place), 'exclusive')
}

/**
 * Before a server is started where none is seen: throws when the last one was started in another container and
 * is in use there. Two servers on the same data would ruin it. In turn only.
 */
export function requireNoDistantServer(place: Place) {
  const file = path.join(place.home, 'postgres-machine')
  const last = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  const unused = lockUnused(place)
  unused?.release()
  if (!unused && last !== machine()) {
    throw new Error(
      `The database in ${place.home} is in use in another container: stop it there first. ${WAY_OUT}`,
    )
  }
  if (last !== machine()) fs.writeFileSync(file, machine())
}

const TURN_WAIT_MS = 120_000

const useFile = ({ home }: Place) => path.join(home, 'postgres-use.lock')

// where process ids mean the same: containers of one host differ in their namespace, hosts in their name
function machine(): string {
  const namespace = process.platform === 'linux' ? fs.readlinkSync('/proc/self/ns/pid') : ''
  return `${os.hostname()} ${namespace}`
}
