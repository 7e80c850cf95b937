import type { TRPCError } from '@trpc/server'
import {
  type CreateFastifyContextOptions,
  type FastifyTRPCPluginOptions,
  fastifyTRPCPlugin,
} from '@trpc/server/adapters/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Caller, createCall, type Outcome, type Parts } from '../call.ts'
import { Failure } from '../failure.ts'
import { rateLimitHeaders } from '../platform/limiter.ts'
import type { Context } from './init.ts'
import { type Api, api } from './router.ts'

const never = new AbortController().signal

/** Serves the router at /trpc, at most ten calls a request. */
export function serveTrpc(
  app: FastifyInstance,
  parts: Parts,
  readCaller: (request: FastifyRequest, signal: AbortSignal) => Promise<Caller>,
): void {
  const trpcOptions = {
    router: api,
    maxBatchSize: 10,
    async createContext({ req, res, info }: CreateFastifyContextOptions): Promise<Context> {
      res.header('cache-control', 'no-store')
      const caller = await readCaller(req, never)
      if (caller.idempotencyKey !== null && info.calls.length > 1)
        throw new Failure('malformed_request', 'Send a call with an Idempotency-Key in a request of its own.')
      const outcomes: Outcome[] = []
      return {
        requestId: req.id,
        isStreamed: info.accept === 'application/jsonl',
        outcomes,
        callFor(signal = never) {
          const call = createCall(parts, { ...caller, signal })
          outcomes.push(call.outcome)
          return call
        },
      }
    },
    responseMeta: ({ ctx, errors }) => ({
      headers: new Headers([
        ...standingHeaders(errors, ctx?.outcomes ?? []),
        ...(ctx?.outcomes ?? []).flatMap(({ cookies }) =>
          cookies.map((cookie): [string, string] => ['set-cookie', cookie]),
        ),
      ]),
    }),
  } satisfies FastifyTRPCPluginOptions<Api>['trpcOptions']
  app.register(async (scope) => {
    // the plugin would read multipart bodies of any size into memory
    scope.addHook('onRequest', async ({ method, headers }) => {
      if (method === 'POST' && !headers['content-type']?.startsWith('application/json'))
        throw new Failure('unsupported_media_type')
    })
    await scope.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions })
  })
}

/** How the tightest rate limit stands; where one was passed, that one, and how long to wait. */
function standingHeaders(errors: readonly TRPCError[], outcomes: readonly Outcome[]): [string, string][] {
  const [failure] = errors.flatMap(({ cause }) => (cause instanceof Failure && cause.standing ? [cause] : []))
  const standing = failure?.standing ?? outcomes.findLast((outcome) => outcome.standing)?.standing
  const headers = standing ? Object.entries(rateLimitHeaders(standing)) : []
  const waitS = errors
    .map(({ cause }) => (cause instanceof Failure ? cause.retryAfterS : undefined))
    .find(Boolean)
  return waitS === undefined ? headers : [...headers, ['retry-after', String(waitS)]]
}
