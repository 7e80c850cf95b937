import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../server/config.ts'
import { requestIdOf } from '../server/request-id.ts'
import { failureOf } from './fastify-failure.ts'
import { sendProblem } from './problem.ts'

/** How long a request may take to arrive whole; Fastify alone would hold slow sockets for ever. */
const arrivalMs = 10_000

/** The HTTP server that the faces register on. */
export function createHttp(config: Config, log: Logger): FastifyInstance {
  const app = Fastify({
    loggerInstance: log.child({ part: 'http' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    requestTimeout: arrivalMs,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: arrivalMs, connectionsCheckingInterval: 5_000 },
    bodyLimit: 256 * 1_024,
    forceCloseConnections: 'idle',
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
