import { Failure } from '../../failure.ts'
import { createThreads, NoAnswer } from '../../platform/threads.ts'
import type { Recording } from '../../platform/transcriber.ts'
import { mostAudioMs } from './contract.ts'
import { formatOf } from './format.ts'

/** What the thread answers. `no_sound`: there is no track that we know. */
export type Measured = { durationMs: number } | { fault: 'no_sound' | 'unreadable' }

const threads = createThreads(new URL('measure-thread.ts', import.meta.url), {
  width: 2,
  queue: 50,
  waitMs: 5_000,
  mostMs: 5_000,
  mostHeapMb: 256,
})

/** Recorders stop a little after they are told to, and codecs fill their last frame. */
const slackMs = 500

/**
 * What somebody has sent, and how long it is: measured by walking its packets, in a thread of its own, because recordings of
 * browsers do not say and others may lie. Throws `unsupported_media_type`, `invalid_input`, `overloaded`.
 */
export async function readRecording(bytes: Uint8Array): Promise<Recording & { durationMs: number }> {
  const format = formatOf(bytes)
  if (!format) throw unsupported()
  const asked = { format, bytes, mostMs: mostAudioMs + slackMs }
  const measured = await threads.ask<Measured>(asked).catch((error) => {
    throw error instanceof NoAnswer ? unreadable() : error
  })
  if ('fault' in measured) throw measured.fault === 'no_sound' ? unsupported() : unreadable()
  const { durationMs } = measured
  // a damaged one may be nothing, or no number, long
  if (!(durationMs > 0)) throw unreadable()
  if (durationMs > mostAudioMs + slackMs)
    throw refusal('too_long', `must last at most ${mostAudioMs / 1_000} s`)
  return { format, bytes, durationMs }
}

const unsupported = () =>
  new Failure('unsupported_media_type', 'Send a recording as webm, ogg, mp4, mp3 or wav.')

const unreadable = () => refusal('unreadable', 'cannot be read as one whole recording; record it again')

/** What is wrong with a recording, for whoever has made it. */
export const refusal = (code: string, message: string): Failure =>
  new Failure('invalid_input', `audio: ${message}`, { errors: [{ path: 'audio', code, message }] })
