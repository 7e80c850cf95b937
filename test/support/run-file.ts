import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Count, readCount } from './count-line.ts'
import { killTree } from './process-tree.ts'

export type FileResult = Count & { file: string; ms: number; output: string }

/**
 * Runs one test file in a process of its own. It has failed when a test or hook failed, when it ran no test,
 * when it ended with another code than 0, or when `limitMs` passed: then it is killed with all its children.
 */
export async function runFile(
  file: string,
  options: { env: NodeJS.ProcessEnv; limitMs: number; signal: AbortSignal },
): Promise<FileResult> {
  const startedAt = performance.now()
  // a group of its own, so that whatever the file leaves behind can be killed with it
  const child = spawn(process.execPath, [file], {
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (!pid) throw new Error(`could not start ${process.execPath}`)

  let raw = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      raw += text
    })
  }
  let timedOut = false
  const limit = setTimeout(async () => {
    timedOut = true
    child.kill('SIGUSR2')
    await sleep(300)
    killTree(pid)
  }, options.limitMs)
  const abort = () => killTree(pid)
  options.signal.addEventListener('abort', abort)

  const closed = new Promise((resolve) => child.once('close', resolve))
  const ended = await new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? String(code)))
  })
  clearTimeout(limit)
  options.signal.removeEventListener('abort', abort)
  killTree(pid)
  // a process that escaped the kill may hold the pipe open
  await Promise.race([closed, sleep(1_000, undefined, { ref: false })])

  const { count, text } = readCount(raw)
  const fault = timedOut ? `killed after ${options.limitMs} ms` : faultOf(count, ended)
  return {
    file,
    ms: Math.round(performance.now() - startedAt),
    passed: count?.passed ?? 0,
    failed: fault ? Math.max(count?.failed ?? 0, 1) : (count?.failed ?? 0),
    skips: count?.skips ?? [],
    output: fault ? `${text.trimEnd()}\n${fault}\n` : text,
  }
}

function faultOf(count: Count | undefined, ended: string): string | undefined {
  if (ended !== '0' && !count?.failed) return `ended with ${ended}`
  if (!count) return 'ran no test: it never called suite()'
  if (count.passed + count.failed + count.skips.length === 0) return 'ran no test'
  return undefined
}
