import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

/** A real Redis on a port of its own that keeps nothing on disk. */
export type TestRedis = {
  readonly url: string
  signal(signal: NodeJS.Signals): void
  /** Ends it, like a crash; the port stays free for `restart`. */
  kill(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts one, or null on a machine without redis-server. */
export async function startRedis(): Promise<TestRedis | null> {
  const dir = await mkdtemp(path.join(tmpdir(), 'office-redis-'))
  const port = await freePort()
  const start = async () => {
    const child = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const failed = once(child, 'error').then(() => null)
    const ready = new Promise<typeof child>((resolve) => {
      child.stdout.on('data', (text) => {
        if (String(text).includes('Ready to accept connections')) resolve(child)
      })
    })
    return Promise.race([failed, ready])
  }
  let server = await start()
  if (!server) {
    await rm(dir, { recursive: true })
    return null
  }
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, 'exit')
    server.kill('SIGKILL')
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (signal) => void server?.kill(signal),
    kill,
    async restart() {
      server = await start()
    },
    async stop() {
      await kill()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
