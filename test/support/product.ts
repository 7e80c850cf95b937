import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createRest } from './rest.ts'

const root = path.join(import.meta.dirname, '../..')

/** The product in a process of its own, started as `npm start` does. */
export type Product = {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the start of the process to the line `ready`. */
  readonly readyMs: number
  /** The process id of its embedded PostgreSQL. */
  readonly postgresPid: number
  /** The process id of its embedded PostgreSQL as it runs now. */
  currentPostgresPid(): Promise<number>
  /** Logs in as the owner of a demo business, with the password that is printed, and returns the access token. */
  ownerToken(slug: string): Promise<string>
  /** Ends it with a signal and waits for the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export async function startProduct(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Product> {
  const startedMs = performance.now()
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      DATA_DIR: dataDir,
      HTTP_PORT: '0',
      GRPC_PORT: '0',
      RATE_LIMIT_FACTOR: '10000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = await outputOf(child)
  const lines = output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
  const ready = lines.find(({ msg }) => msg === 'ready')
  return {
    url: ready.httpUrl,
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedMs,
    postgresPid: lines.find(({ msg }) => msg.startsWith('embedded PostgreSQL is ready'))?.pid,
    currentPostgresPid: async () =>
      Number((await readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]),
    async ownerToken(slug) {
      const { body } = await createRest(ready.httpUrl).post('/api/customer/auth/login', {
        email: `owner@${slug}.localhost`,
        password: /Password of all: (\S+)/.exec(output)?.[1],
      })
      return body.token
    },
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
      return child.exitCode
    },
  }
}

/** What it prints until both its line `ready` and the welcome are whole; a start that fails leaves nothing behind. */
async function outputOf(child: ChildProcess): Promise<string> {
  let output = ''
  let complaints = ''
  child.stderr?.on('data', (data: Buffer) => {
    complaints += data
  })
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (data: Buffer) => {
      output += data
      if (/"msg":"ready"}\n/.test(output) && /Service token[^\n]*\n[^\n]+\n/.test(output)) resolve(output)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${output}\n${complaints}`)))
  })
}
