import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** `status` is what PostgreSQL writes: starting, ready, stopping. */
export type RunningServer = { pid: number; port: number; status: string }

/** The live server of a data folder, as its postmaster.pid tells it; a pid that means nothing any more is none. */
export function findServer(data: string): RunningServer | undefined {
  const lines = readPidFile(data)
  const [pid = 0, startedAtS = 0, port = 0] = [lines[0], lines[2], lines[3]].map(Number)
  if (!pid || !isServerOf(data, pid, startedAtS)) return undefined
  return { pid, port, status: lines[7]?.trim() || 'starting' }
}

/**
 * Removes a postmaster.pid whose number now belongs to another process: PostgreSQL would refuse to start. One
 * whose process is dead stays, since PostgreSQL makes sure by it that no backend of that server is left.
 */
export function forgetReusedPid(data: string) {
  const pid = Number(readPidFile(data)[0])
  if (!pid || findServer(data)) return
  try {
    process.kill(pid, 0)
  } catch {
    return
  }
  fs.rmSync(path.join(data, 'postmaster.pid'), { force: true })
}

function readPidFile(data: string): string[] {
  try {
    return fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(Object(error).code)) return []
    throw error
  }
}

function isServerOf(data: string, pid: number, startedAtS: number): boolean {
  if (process.platform !== 'linux') return startedAt(pid, startedAtS)
  // a server works in its data folder, also after that was renamed
  try {
    const [cwd, folder] = [fs.statSync(`/proc/${pid}/cwd`), fs.statSync(data)]
    return cwd.ino === folder.ino && cwd.dev === folder.dev
  } catch {
    // ended, or the process of another user
    return false
  }
}

function startedAt(pid: number, startedAtS: number): boolean {
  try {
    const printed = execFileSync('ps', ['-o', 'lstart=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const seconds = Date.parse(`${printed.slice(0, 24)} UTC`) / 1000
    return printed.includes('postgres') && Math.abs(seconds - startedAtS) <= 2
  } catch {
    return false
  }
}
