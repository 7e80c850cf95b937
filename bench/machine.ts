import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { findBinaries } from '../server/platform/embedded-postgres/binaries.ts'

/** What the figures were measured on, by name. */
export async function describeMachine(): Promise<Record<string, string>> {
  const processors = os.cpus()
  const { version } = await findBinaries()
  return {
    Measured: new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'),
    Commit: describeCommit(),
    Machine: `${processors.length} × ${processors[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()} ${os.arch()}`,
    Node: process.version,
    PostgreSQL: `${version}, embedded, durable commits`,
  }
}

/** Processes that wanted to run in the last minute, averaged; well below the number of processors is quiet. */
export const loadNow = (): string => (os.loadavg()[0] ?? 0).toFixed(2)

function describeCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim()
  try {
    const changed = git('status', '--porcelain').split('\n').filter(Boolean).length
    return (
      git('rev-parse', '--short=12', 'HEAD') + (changed > 0 ? ` with ${changed} uncommitted changes` : '')
    )
  } catch {
    return 'not in a git repository'
  }
}
