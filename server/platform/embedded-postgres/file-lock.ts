import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** Held until `release`, or until its process ends, however it ends. */
export type FileLock = { release(): void }

/**
 * Takes a lock on a file, or returns undefined when another holder is in the way: any number hold it `shared`,
 * or one `exclusive`. Holders in one process count like holders in several.
 */
export function tryLock(file: string, mode: 'shared' | 'exclusive'): FileLock | undefined {
  // Node has no flock; SQLite takes the kernel's locks, which a dead process cannot leave behind,
  // not even in another container. Nothing is ever written to the file.
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec(mode === 'shared' ? 'begin; select 1 from sqlite_master' : 'begin exclusive')
  } catch (error) {
    db.close()
    if (Object(error).errcode === SQLITE_BUSY) return undefined
    throw error
  }
  held.add(db)
  return {
    release() {
      if (held.delete(db)) db.close()
    },
  }
}

/** Waits for a lock; undefined when `waitMs` pass without it. */
export async function waitForLock(
  file: string,
  mode: 'shared' | 'exclusive',
  waitMs: number,
): Promise<FileLock | undefined> {
  const givenUpAt = performance.now() + waitMs
  for (;;) {
    const lock = tryLock(file, mode)
    if (lock || performance.now() > givenUpAt) return lock
    await sleep(20)
  }
}

const SQLITE_BUSY = 5

// a collected connection would let go of its lock
const held = new Set<DatabaseSync>()
