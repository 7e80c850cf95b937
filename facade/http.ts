import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../server/config.ts'
import { failureOf } from './fastify-failure.ts'
import { sendProblem } from './problem.ts'

/** How long a request may take to arrive whole; Fastify alone would hold slow sockets for ever. */
const arrivalMs = 15_000

const saneRequestId = /^[\w.:-]{1,100}$/

/** The HTTP server that the faces register on. */
export function createHttp(config: Config, log: Logger): FastifyInstance {
  const app = Fastify({
    loggerInstance: log.child({ part: 'http' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id']
      return typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID()
    },
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    requestTimeout: arrivalMs,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: arrivalMs, connectionsCheckingInterval: 5_000 },
    bodyLimit: 256 * 1_024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    // raised before any hook has run, as for a path that cannot be decoded
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id)
      sendProblem(reply, failureOf(error), request)
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
  })
  return app
}
