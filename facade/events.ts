import { once } from 'node:events'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../server/failure.ts'
import { problem } from './problem.ts'

const pingMs = 15_000

/**
 * Writes a stream as server-sent events: `event` and `data` of each item, then `error` with a problem if it breaks.
 * Waits for slow readers. Source: WHATWG HTML, server-sent events.
 */
export async function sendEvents(
  reply: FastifyReply,
  items: AsyncIterable<unknown>,
  request: FastifyRequest,
  signal: AbortSignal,
): Promise<void> {
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
    for await (const item of items) if (!out.write(frame(item as Item))) await once(out, 'drain', { signal })
  } catch (error) {
    if (!signal.aborted) out.write(frame({ event: 'error', data: problem(Failure.from(error), request) }))
  } finally {
    clearInterval(ping)
    out.end()
  }
}

type Item = { event: string; data: unknown }

const frame = ({ event, data }: Item) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
