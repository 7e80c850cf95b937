import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { type Call, type Caller, createCall, type Parts } from '../server/call.ts'
import { Failure } from '../server/failure.ts'
import { rateLimitHeaders } from '../server/platform/limiter.ts'
import { allowReader, sendPreflight } from './cors.ts'
import { sendPublic } from './etag.ts'
import { sendEvents } from './events.ts'
import { failureOf } from './fastify-failure.ts'
import { readForm, takeMultipart } from './multipart.ts'
import { sendProblem } from './problem.ts'
import { createReader } from './reader.ts'
import type { Route } from './route.ts'

/** Who calls, as access reads it from a request. */
export type ReadCaller = (request: FastifyRequest, signal: AbortSignal) => Promise<Caller>

/** Serves a table of routes; everything that goes wrong below here is said as a problem. */
export function serveRest(
  app: FastifyInstance,
  routes: readonly Route[],
  parts: Parts,
  readCaller: ReadCaller,
): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error)
    if (failure.code === 'internal' && !(error instanceof Failure))
      request.log.error({ err: error }, 'request failed')
    return sendProblem(reply, failure, request)
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new Failure('not_found', 'There is nothing at this address.'), request),
  )
  // only JSON is taken; Fastify would read text/plain too
  app.removeContentTypeParser('text/plain')

  for (const [path, here] of Map.groupBy(routes, (route) => route.path)) {
    const url = path.replace(/{(\w+)}/g, ':$1')
    refuseOtherMethods(app, url, here, parts)
    for (const route of here)
      if (route.file)
        app.register(async (scope) => {
          // here and nowhere else: any other path answers 415
          await takeMultipart(scope)
          serveRoute(scope, url, route, parts, readCaller)
        })
      else serveRoute(app, url, route, parts, readCaller)
  }
}

function serveRoute(
  app: FastifyInstance,
  url: string,
  route: Route,
  parts: Parts,
  readCaller: ReadCaller,
): void {
  const read = createReader(route)
  const { cors } = route
  app.route({
    method: route.method,
    url,
    bodyLimit: route.bodyLimitBytes,
    // before the body is read, so that a page can read every refusal
    async onRequest(request, reply) {
      if (cors) await allowReader(cors, parts, request, reply)
      if (route.method === 'DELETE') dropTypeOfNothing(request)
    },
    async handler(request, reply) {
      const signal = signalOf(reply)
      const call = createCall(parts, await readCaller(request, signal))
      // whoever is not let in sends no file
      if (route.file) await route.op.admit?.(call)
      const raw = route.file && request.isMultipart() ? await readForm(request, route.file) : read(request)
      reply.header('cache-control', 'no-store')
      if (route.stream && wantsEvents(request))
        return sendEvents(
          reply,
          await route.follow(call, raw).finally(() => tellStanding(reply, call)),
          request,
          call,
        )
      const answer = await route.answer(call, raw).finally(() => tellStanding(reply, call))
      if (call.outcome.cookies.length > 0) reply.header('set-cookie', call.outcome.cookies)
      if (route.media)
        return reply.type(`${route.media}; charset=utf-8`).send((answer as { text: string }).text)
      if (route.cache === 'public') return sendPublic(request, reply, answer)
      if (call.outcome.replayed) reply.header('idempotency-replayed', 'true')
      return reply.code(route.status).send(route.status === 204 ? undefined : answer)
    },
  })
}

function refuseOtherMethods(app: FastifyInstance, url: string, here: readonly Route[], parts: Parts): void {
  const allowed: string[] = here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const others = app.supportedMethods.filter((method): method is HTTPMethods => !allowed.includes(method))
  app.route({
    method: others,
    url,
    async handler(request, reply) {
      reply.header('allow', allowed.join(', '))
      if (request.method === 'OPTIONS') return sendPreflight(here, parts, request, reply)
      throw new Failure('method_not_allowed', `Use ${allowed.join(' or ')}.`)
    },
  })
}

/** Many clients name JSON with every request; without a body Fastify would call that bad JSON. */
function dropTypeOfNothing({ headers }: FastifyRequest): void {
  const isEmpty = (headers['content-length'] ?? '0') === '0' && headers['transfer-encoding'] === undefined
  if (isEmpty) delete headers['content-type']
}

/** Aborts when the caller goes away before the answer is out. */
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

/** How the tightest rate limit stands, whatever came of the call. */
function tellStanding(reply: FastifyReply, { outcome }: Call): void {
  if (outcome.standing) reply.headers(rateLimitHeaders(outcome.standing))
}

const wantsEvents = ({ headers }: FastifyRequest) => headers.accept?.includes('text/event-stream') ?? false
