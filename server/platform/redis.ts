import type { Logger } from 'pino'
import type { createClient } from 'redis'

/** A Redis that may go away at any time: nothing waits for it, and nothing is kept only there. */
export type Redis = {
  readonly client: ReturnType<typeof clientOf>
  close(): Promise<void>
}

const connectMs = 1_000
/** The longest pause between two tries to connect again. */
const retryMs = 1_000
/** A connection that carries nothing for so long is given up: its other end may be gone without a word. */
const silentMs = 3_000
const pingMs = 1_000
/** Commands that may wait for an answer; a server that hangs gets no more. */
const mostCommands = 10_000

/** Loads the client, which is large, only here; it connects in the background and again after every loss; says so once each time. */
export async function openRedis(url: string, log: Logger): Promise<Redis> {
  const redis = await import('redis')
  const client = clientOf(redis.createClient, url)
  let isAway = false
  client.on('error', (err: Error) => {
    if (!isAway) log.warn({ err }, 'Redis is away; limits are counted here, at half')
    isAway = true
  })
  client.on('ready', () => {
    if (isAway) log.info('Redis is back')
    isAway = false
  })
  client.connect().catch(() => {})
  return {
    client,
    async close() {
      if (client.isOpen) client.destroy()
    },
  }
}

const clientOf = (create: typeof createClient, url: string) =>
  create({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: mostCommands,
    pingInterval: pingMs,
    socket: {
      connectTimeout: connectMs,
      socketTimeout: silentMs,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, retryMs),
    },
  })
