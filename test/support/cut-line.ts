import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'

/** A TCP line to a server that can be reset, closed, or made to close whatever comes. */
export type Line = {
  /** The given URL, by way of this line. */
  url: string
  /** Connections that were asked for so far. */
  readonly opened: number
  /** Ends every connection as a crashed machine does (RST). */
  reset(): void
  /** Ends every connection as an ended process does (FIN). */
  close(): void
  /** Whether new connections are closed as soon as they are opened. */
  refuse(isRefusing: boolean): void
  stop(): Promise<void>
}

export async function openLine(url: string): Promise<Line> {
  const target = new URL(url)
  const callers = new Set<net.Socket>()
  let opened = 0
  let isRefusing = false
  const server = net.createServer((caller) => {
    opened += 1
    caller.on('error', () => {})
    if (isRefusing) return caller.end()
    callers.add(caller)
    const far = net.connect(Number(target.port), target.hostname)
    far.on('error', () => caller.destroy())
    caller.on('close', () => {
      callers.delete(caller)
      far.destroy()
    })
    far.pipe(caller)
    caller.pipe(far)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = new URL(url)
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const each = (end: (caller: net.Socket) => void) => {
    for (const caller of callers) end(caller)
  }
  return {
    url: own.href,
    get opened() {
      return opened
    },
    reset: () => each((caller) => caller.resetAndDestroy()),
    close: () => each((caller) => caller.destroy()),
    refuse(now) {
      isRefusing = now
    },
    async stop() {
      each((caller) => caller.destroy())
      server.close()
      await once(server, 'close')
    },
  }
}
