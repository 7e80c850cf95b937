import { initTRPC, type TRPCError, tracked } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import type { z } from 'zod'
import type { Call, Outcome } from '../call.ts'
import { Failure } from '../failure.ts'
import { failures } from '../failures.ts'
import { follow, type Input, type Operation, perform, type Stream } from '../operation.ts'

/** What a request gives its procedures: a call for each, under the signal of that procedure. */
export type Context = {
  readonly requestId: string
  /** What the calls of the request leave to be said beside their answers. */
  readonly outcomes: Outcome[]
  /** Whether the answer's headers leave before the first procedure has ended. */
  readonly isStreamed: boolean
  callFor(signal: AbortSignal | undefined): Call
}

/** What a procedure tells of the operation that it names. */
export type About = Pick<Operation, 'name' | 'summary' | 'permission' | 'input'>

const t = initTRPC
  .context<Context>()
  .meta<About>()
  .create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const ours = error.cause instanceof Failure
      const failure = ours ? Failure.from(error.cause) : refusedByTrpc(error)
      const row = failures[failure.code]
      return {
        message: failure.message,
        code: TRPC_ERROR_CODES_BY_KEY[row.trpc],
        data: {
          code: row.trpc,
          httpStatus: row.http,
          path: shape.data.path,
          failure: failure.code,
          errors: failure.errors,
          requestId: ctx?.requestId,
        },
      }
    },
  })

export const { router } = t

const about = ({ name, summary, permission, input }: About): About => ({ name, summary, permission, input })

export const query = <I extends Input, O extends z.ZodType>(op: Operation<I, O>) =>
  t.procedure
    .meta(about(op))
    .input(typed(op))
    .query(({ ctx, input, signal }) => perform(op, ctx.callFor(signal), input))

export const mutation = <I extends Input, O extends z.ZodType>(op: Operation<I, O>) =>
  t.procedure
    .meta(about(op))
    .input(typed(op))
    .mutation(({ ctx, input, signal }) => {
      if (op.origin === 'cookie' && ctx.isStreamed)
        throw new Failure('malformed_request', 'Ask for plain JSON: a streamed answer cannot carry a cookie.')
      return perform(op, ctx.callFor(signal), input)
    })

/** A stream that is asked for once: unlike a subscription, no client asks again by itself when the line breaks. */
export const streamed = <I extends Input, O extends z.ZodType>(op: Stream<I, O>) =>
  t.procedure
    .meta(about(op))
    .input(typed(op))
    .mutation(({ ctx, input, signal }) => follow(op, ctx.callFor(signal), input))

/** A stream that a client takes up again where the line broke: `place` is the input that asks for what comes after an item. */
export const subscription = <I extends Input, O extends z.ZodType>(
  op: Stream<I, O>,
  place: (item: z.output<O>) => Partial<z.input<I>> | null,
) =>
  t.procedure
    .meta(about(op))
    .input(resumed(op))
    .subscription(async function* ({ ctx, input, signal }) {
      let last: Partial<z.input<I>> = {}
      for await (const item of await follow(op, ctx.callFor(signal), input)) {
        last = place(item) ?? last
        yield tracked(JSON.stringify(last), item)
      }
    })

/** The last id that a client has seen is put where the input has its place for it. */
const resumed =
  <I extends Input>(_op: { input: I }) =>
  (raw: unknown) => {
    const { lastEventId, ...rest } = (raw ?? {}) as { lastEventId?: unknown }
    if (typeof lastEventId !== 'string') return rest as z.input<I>
    try {
      return { ...rest, ...JSON.parse(lastEventId) } as z.input<I>
    } catch {
      throw new Failure('invalid_input', 'lastEventId: use the id of an item as it is.')
    }
  }

/** Typed for the client, untouched on the way in: the door does the one and only parse. */
const typed =
  <I extends Input>(_op: { input: I }) =>
  (raw: unknown) =>
    raw as z.input<I>

/** What tRPC refuses by itself: bad JSON, too big a batch, no such procedure, the wrong method. */
const refusedByTrpc = (error: TRPCError): Failure =>
  error.code === 'BAD_REQUEST'
    ? new Failure('malformed_request', error.message, { cause: error })
    : Failure.where((row) => row.trpc === error.code, error)
