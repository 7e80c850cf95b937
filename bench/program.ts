import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')

/** A Node program of this project in a process of its own. */
export type Program = {
  /** The log line that says `ready`, and how long after the start it came. Throws when the program ends before. */
  ready(): Promise<{ httpUrl: string; grpcPort: number; afterMs: number }>
  /** All that it has said so far. */
  output(): string
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

/** Starts a program, with nothing of our environment but what it needs to run. */
export function startProgram(file: string, environment: Record<string, string>): Program {
  const startedMs = performance.now()
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...passed(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(String(error)))
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`))
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (data: string) => {
      output += data
    })

  return {
    async ready() {
      const seen = async () => {
        for (;;) {
          const line = output.split('\n').slice(0, -1).find(isReady)
          const afterMs = performance.now() - startedMs
          if (line) {
            const { httpUrl, grpcPort } = JSON.parse(line)
            return { httpUrl: String(httpUrl), grpcPort: Number(grpcPort), afterMs }
          }
          await once(child.stdout, 'data')
        }
      }
      const failed = ended.then((how) => {
        throw new Error(`${file}: ${how} before it was ready\n${output}`)
      })
      return Promise.race([seen(), failed])
    },
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** What a program may see of ours; a developer's own settings must not change what is measured. */
const passed = () =>
  Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'NODE_OPTIONS'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

const isReady = (line: string): boolean => line.startsWith('{') && JSON.parse(line).msg === 'ready'
