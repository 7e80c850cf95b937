import Fastify, { type FastifyInstance } from 'fastify'
import type { Parts } from '../server/call.ts'
import { readQueueDepth } from '../server/domain/webhooks/queue-depth.ts'

/** Serves GET /metrics for Prometheus on a port of its own, which is not for the outside: nobody is asked who they are. */
export async function startMetrics(parts: Parts, port: number): Promise<FastifyInstance> {
  const { metrics } = parts
  metrics.watchProcess()
  const app = Fastify()
  app.get('/metrics', async (_, reply) => {
    await lookAtQueue(parts)
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  await app.listen({ host: parts.config.host, port })
  return app
}

/** While the database is away, what the process itself counts is still told. */
async function lookAtQueue(parts: Parts): Promise<void> {
  const { webhookOldestDueSeconds, webhookQueueDepth } = parts.metrics
  webhookQueueDepth.reset()
  try {
    const { oldestDueS, waiting } = await readQueueDepth(parts)
    webhookOldestDueSeconds.set(oldestDueS)
    for (const { plan, due, count } of waiting) webhookQueueDepth.set({ plan, due: String(due) }, count)
  } catch (err) {
    parts.log.warn({ err }, 'the queue could not be measured')
    webhookOldestDueSeconds.set(Number.NaN)
  }
}
