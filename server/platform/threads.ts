import { Worker } from 'node:worker_threads'
import { createGate } from './gate.ts'

/** Threads for work on what strangers send: what takes too long, or too much memory, costs its thread and nothing else. */
export type Threads = {
  /** What the file posts for a question. Throws `NoAnswer`; `overloaded` when too many wait. */
  ask<T>(question: object): Promise<T>
}

type Bounds = {
  /** So many questions at once; further ones wait in a queue. */
  readonly width: number
  readonly queue: number
  readonly waitMs: number
  readonly mostMs: number
  readonly mostHeapMb: number
}

/** The thread took too long, or ended. */
export class NoAnswer extends Error {}

const endMs = 5_000

/** A file that answers each message with one. Its threads are begun when they are needed, kept, and hold no process open. */
export function createThreads(file: URL, { mostMs, mostHeapMb, ...bounds }: Bounds): Threads {
  const gate = createGate({ ...bounds, workMs: mostMs + endMs })
  const idle = new Set<Worker>()

  const begin = () => {
    const thread = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
      stdout: true,
      stderr: true,
    })
    thread.on('error', () => {})
    return thread.once('exit', () => idle.delete(thread))
  }

  return {
    ask: (question) =>
      gate.run(async () => {
        const [kept] = idle
        const thread = kept ?? begin()
        idle.delete(thread)
        thread.ref()
        try {
          const answer = await answerOf(thread, question, mostMs)
          thread.unref()
          idle.add(thread)
          return answer as never
        } catch (error) {
          await thread.terminate()
          throw error
        }
      }),
  }
}

function answerOf(thread: Worker, question: object, mostMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answered = (answer: unknown) => {
      leave()
      resolve(answer)
    }
    const failed = () => {
      leave()
      reject(new NoAnswer('a thread has not answered'))
    }
    const late = setTimeout(failed, mostMs)
    const leave = () => {
      clearTimeout(late)
      thread.off('message', answered).off('exit', failed)
    }
    thread.once('message', answered).once('exit', failed)
    thread.postMessage(question)
  })
}
