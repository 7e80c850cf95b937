import { EventEmitter } from 'node:events'
import type { Logger } from 'pino'
import type { Redis } from './redis.ts'

/** What is told: `kind` says what happened; nothing that matters is only here. */
export type Told = { readonly kind: string; readonly [field: string]: unknown }

/**
 * Tells other calls, here and in other processes, that there is something to look at. It may be lost: whoever listens looks
 * again by itself from time to time.
 */
export type Bus = {
  tell(channel: string, told: Told): void
  /** Hears a channel until the answer is called. */
  listen(channel: string, listener: (told: Told) => void): () => void
  /** Wakes everybody who waits here: this process is about to end. */
  rouse(): void
  onRouse(listener: () => void): () => void
  close(): void
}

const redisChannel = 'office:bus'
/** What nobody can name. */
const everybody = Symbol('everybody')

/** Without Redis it reaches this process only. */
export function createBus(redis: Redis | null, log: Logger): Bus {
  const heard = new EventEmitter().setMaxListeners(0)
  const self = crypto.randomUUID()
  const subscriber = redis?.client.duplicate()
  subscriber?.on('error', () => {})
  subscriber
    ?.connect()
    .then(() =>
      subscriber.subscribe(redisChannel, (text) => {
        const { from, channel, told } = JSON.parse(text)
        if (from !== self) heard.emit(channel, told)
      }),
    )
    .catch((err) => log.debug({ err }, 'the bus has ended'))
  return {
    tell(channel, told) {
      heard.emit(channel, told)
      if (redis?.client.isReady)
        redis.client.publish(redisChannel, JSON.stringify({ from: self, channel, told })).catch(() => {})
    },
    listen(channel, listener) {
      heard.on(channel, listener)
      return () => heard.off(channel, listener)
    },
    rouse: () => void heard.emit(everybody),
    onRouse(listener) {
      heard.on(everybody, listener)
      return () => heard.off(everybody, listener)
    },
    close() {
      heard.removeAllListeners()
      if (subscriber?.isOpen) subscriber.destroy()
    },
  }
}

type Listening = { bus: Bus; channel: string; everyMs: number; signal: AbortSignal }

/** What was told since one looked last, at once when there is something, else every `everyMs`; ends with the signal. */
export async function* momentsOf({ bus, channel, everyMs, signal }: Listening): AsyncGenerator<Told[]> {
  let told: Told[] = []
  let wake = () => {}
  const leave = bus.listen(channel, (each) => {
    told.push(each)
    wake()
  })
  const abort = () => wake()
  const leaveRouse = bus.onRouse(abort)
  signal.addEventListener('abort', abort, { once: true })
  try {
    while (!signal.aborted) {
      const heard = told
      told = []
      yield heard
      if (told.length > 0 || signal.aborted) continue
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        wake = resolve
        timer = setTimeout(resolve, everyMs)
      })
      clearTimeout(timer)
    }
  } finally {
    signal.removeEventListener('abort', abort)
    leaveRouse()
    leave()
  }
}
