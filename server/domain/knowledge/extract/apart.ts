import { parentPort, Worker } from 'node:worker_threads'
import { Unreadable } from './unreadable.ts'

/** What a thread tells: how far it is, and once what came of it. */
type Told<T> = Progress | { result: T } | { code: Unreadable['code']; message: string }
export type Progress = { readonly done: number; readonly total: number }

const mostMs = 30_000
const mostHeapMb = 512
const damaged = 'It cannot be read; it may be damaged.'

/**
 * Does the work of a file of ours in a thread of its own with bounded time and memory: what somebody has sent may be made to
 * take long. Throws `Unreadable`.
 */
export async function apart<T>(
  file: URL,
  workerData: object,
  onProgress: (progress: Progress) => void = () => {},
): Promise<T> {
  const thread = new Worker(file, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => reject(new Unreadable('unreadable', 'It takes too long to read.')), mostMs)
      thread.on('message', (told: Told<T>) => {
        if ('total' in told) onProgress(told)
        else if ('result' in told) resolve(told.result)
        else reject(new Unreadable(told.code, told.message))
      })
      thread.once('error', () => reject(new Unreadable('unreadable', damaged)))
      thread.once('exit', () => reject(new Unreadable('unreadable', damaged)))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

/** Inside the thread: tells what came of it. */
export async function answer<T>(work: () => Promise<T>): Promise<void> {
  try {
    tell({ result: await work() })
  } catch (error) {
    tell(
      error instanceof Unreadable
        ? { code: error.code, message: error.message }
        : { code: 'unreadable', message: damaged },
    )
  }
}

/** Inside the thread: tells how far it is. */
export const tell = (told: Told<unknown>): void => parentPort?.postMessage(told)
