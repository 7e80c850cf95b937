import {
  type CreateFastifyContextOptions,
  type FastifyTRPCPluginOptions,
  fastifyTRPCPlugin,
} from '@trpc/server/adapters/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Caller, createCall, type Parts } from '../call.ts'
import { Failure } from '../failure.ts'
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
      const cookies: string[] = []
      return {
        requestId: req.id,
        isStreamed: info.accept === 'application/jsonl',
        cookies,
        callFor: (signal = never) => ({
          ...createCall(parts, { ...caller, signal }),
          outcome: { replayed: false, cookies },
        }),
      }
    },
    responseMeta({ ctx }) {
      return ctx?.cookies.length
        ? { headers: new Headers(ctx.cookies.map((value) => ['set-cookie', value])) }
        : {}
    },
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
