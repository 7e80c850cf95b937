import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { findServer } from '../../server/platform/embedded-postgres/postmaster-pid.ts'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/platform/embedded-postgres/start.ts'

/** A process that started, or joined, the embedded PostgreSQL of a folder. */
export type Owner = EmbeddedPostgres & { kill(): Promise<void> }

export type OwnerOptions = { uid?: number; systemDir?: string }

/** Starts such a process; rejects with its message when PostgreSQL does not start. */
export async function startOwner(dataDir: string, options: OwnerOptions = {}): Promise<Owner> {
  const child = spawnOwner(dataDir, options)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  for await (const line of createInterface(child.stdout)) {
    const { fault, url, adopted } = JSON.parse(line)
    if (fault) throw new Error(fault)
    return {
      url,
      adopted,
      async stop() {
        child.stdin.write('stop\n')
        await ended
      },
      async kill() {
        child.kill('SIGKILL')
        await ended
      },
    }
  }
  throw new Error('the process ended without a word')
}

/** The same in this process. */
export function startHere(dataDir: string, systemDir?: string): Promise<EmbeddedPostgres> {
  const quiet = () => {}
  return startEmbeddedPostgres({ dataDir, systemDir, log: { info: quiet, warn: quiet, error: quiet } })
}

/** The message of a start that must fail. */
export async function faultOf(start: Promise<{ stop(): Promise<void> }>): Promise<string> {
  const outcome = await start.catch((error: unknown) => String(error))
  if (typeof outcome === 'string') return outcome
  await outcome.stop()
  return 'it started'
}

/** The bare process, to be killed before it is ready. */
export function spawnOwner(dataDir: string, options: OwnerOptions = {}): ChildProcessWithoutNullStreams {
  const fixture = path.join(import.meta.dirname, 'fixtures/embedded-postgres.fixture.ts')
  const { uid, systemDir } = options
  const words = systemDir ? [fixture, dataDir, systemDir] : [fixture, dataDir]
  const child = spawn(process.execPath, words, { uid, gid: uid, cwd: '/' })
  child.stderr.pipe(process.stderr)
  return child
}

/** A new folder that every user may enter. */
export function openFolder(): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'embedded-postgres-'))
  fs.chmodSync(folder, 0o755)
  return folder
}

/** The process id of the server whose data lies in `home`, or undefined. */
export function serverPid(home: string): number | undefined {
  const file = path.join(home, 'postgres/postmaster.pid')
  return fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, 'utf8'), 10) : undefined
}

/** Kills a server as a crash would, and waits until it is gone. */
export async function crashServer(home: string) {
  const data = path.join(home, 'postgres')
  const server = findServer(data)
  if (server) process.kill(server.pid, 'SIGKILL')
  while (findServer(data)) await sleep(20)
}
