import { Worker } from 'node:worker_threads'
import type { Format } from './format.ts'
import { Unreadable } from './unreadable.ts'

/** What was read; `title` and `language` as the document calls them. */
export type Extracted = { title: string | null; language: string | null; markdown: string }

/** What the thread answers. */
export type Answer = { read: Extracted } | { code: Unreadable['code']; message: string }

const mostMs = 30_000
const mostHeapMb = 512

/**
 * Makes Markdown of a document, in a thread of its own with bounded time and memory: what somebody has sent may be made to
 * take long. Throws `Unreadable`.
 */
export async function extract(format: Format, bytes: Uint8Array, charset: string | null): Promise<Extracted> {
  const thread = new Worker(new URL('extract-thread.ts', import.meta.url), {
    workerData: { format, bytes, charset },
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      timer = setTimeout(() => reject(new Unreadable('unreadable', 'It takes too long to read.')), mostMs)
      thread.once('message', resolve)
      thread.once('error', () =>
        reject(new Unreadable('unreadable', 'It cannot be read; it may be damaged.')),
      )
      thread.once('exit', () => reject(new Unreadable('unreadable', 'It cannot be read; it may be damaged.')))
    })
    if ('read' in answer) return answer.read
    throw new Unreadable(answer.code, answer.message)
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
