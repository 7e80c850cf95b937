import { once } from 'node:events'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Call } from '../server/call.ts'
import { Failure } from '../server/failure.ts'
import { problem } from './problem.ts'

const pingMs = 15_000

/**
 * Writes a stream as server-sent events: `event` and `data` of each item, then `error` with a problem if it breaks. What
 * is refused before its first item is thrown, so that it gets a status of its own. Waits for slow readers. Source: WHATWG HTML, server-sent events.
 */
export async function sendEvents(
  reply: FastifyReply,
  items: AsyncIterable<unknown>,
  request: FastifyRequest,
  call: Call,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]()
  let next = await iterator.next()
  if (call.outcome.cookies.length > 0) reply.header('set-cookie', call.outcome.cookies)
  if (call.outcome.replayed) reply.header('idempotency-replayed', 'true')
  reply.hijack()
  const out = reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  out.flushHeaders()
  const ping = setInterval(() => out.write(': still here\n\n'), pingMs)
  try {
    for (; !next.done; next = await iterator.next())
      if (!out.write(frame(next.value as Item))) await once(out, 'drain', { signal: call.signal })
  } catch (error) {
    if (!call.signal.aborted)
      out.write(frame({ event: 'error', data: problem(Failure.from(error), request) }))
  } finally {
    clearInterval(ping)
    await iterator.return?.()
    out.end()
  }
}

type Item = { event: string; data: unknown }

const frame = ({ event, data }: Item) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
