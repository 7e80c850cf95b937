import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')

/** A Node program of this project in a process of its own. */
export type Program = {
  /** Its process id. */
  readonly pid: number
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
    pid: child.pid ?? 0,
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

/** A program of the bench that is asked one thing after the other, in a process of its own. */
export type Worker<Order, Answer> = {
  /** Throws when it ends before it has answered. */
  ask(order: Order): Promise<Answer>
  stop(): Promise<void>
}

/** Starts a program that answers each message of ours with one of its own, and ends with the channel. */
export function startWorker<Order extends object, Answer>(file: string): Worker<Order, Answer> {
  const child = fork(path.join(root, file))
  return {
    async ask(order) {
      const died = new AbortController()
      const onExit = () => died.abort(new Error(`${file} ended`))
      child.once('exit', onExit)
      try {
        child.send(order)
        const [answer] = await once(child, 'message', { signal: died.signal })
        return answer
      } finally {
        child.off('exit', onExit)
      }
    },
    async stop() {
      if (!child.connected) return
      child.disconnect()
      await once(child, 'exit')
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
