import { once } from 'node:events'
import * as grpc from '@grpc/grpc-js'
import type { z } from 'zod'
import { serviceCaller } from '../access/service-caller.ts'
import { type Call, createCall, type Parts } from '../call.ts'
import { whileActive } from '../domain/tenants/while-active.ts'
import { Failure } from '../failure.ts'
import { follow, type Input, type Operation, perform, type Stream } from '../operation.ts'
import { requestIdOf } from '../request-id.ts'
import { nameOfPeer } from './peer.ts'
import { statusOf } from './status.ts'

type Request = object
type Incoming = grpc.ServerUnaryCall<Request, unknown> | grpc.ServerWritableStream<Request, unknown>

/** A mapper names every field (checked here); what the values are is for the schema to judge. */
type ToInput<Req, I extends Input> = (request: Req) => { [Field in keyof z.input<I>]: unknown }

export type GrpcFace = ReturnType<typeof grpcFace>

/** Turns operations and streams into RPC handlers, with a pure mapper each way where proto and contract differ. */
export function grpcFace(parts: Parts, defaultDeadlineMs: number) {
  const callOf = async (incoming: Incoming): Promise<Call> => {
    const { metadata, request } = incoming
    const first = (name: string) => metadata.get(name)[0]?.toString()
    return createCall(
      parts,
      await serviceCaller(parts, {
        authorization: first('authorization'),
        peerName: nameOfPeer(incoming.getAuthContext().sslPeerCertificate),
        idempotencyKey: first('idempotency-key'),
        requestId: requestIdOf(first('x-request-id')),
        tenantId: namedTenant(request),
        signal: signalOf(incoming, defaultDeadlineMs),
      }),
    )
  }

  return {
    unary<I extends Input, O extends z.ZodType, Req extends Request, Res>(
      op: Operation<I, O>,
      input: ToInput<Req, I>,
      output: (out: z.output<O>) => Res,
    ): grpc.handleUnaryCall<Req, Res> {
      return async (incoming, answer) => {
        try {
          const call = await callOf(incoming as Incoming)
          const out = await perform(whileActive(op), call, dropAbsent(input(incoming.request)))
          answer(null, output(out), call.outcome.replayed ? replayed() : undefined)
        } catch (error) {
          answer(statusOf(error))
        }
      }
    },

    serverStream<I extends Input, O extends z.ZodType, Req extends Request, Res>(
      op: Stream<I, O>,
      input: ToInput<Req, I>,
      output: (out: z.output<O>) => Res,
    ): grpc.handleServerStreamingCall<Req, Res> {
      return async (outgoing) => {
        try {
          const call = await callOf(outgoing as Incoming)
          const sending = (async () => {
            for await (const item of await follow(op, call, dropAbsent(input(outgoing.request))))
              if (!outgoing.write(output(item))) await once(outgoing, 'drain', { signal: call.signal })
          })()
          await Promise.race([sending, overdue(call.signal)])
          call.signal.throwIfAborted()
          outgoing.end()
        } catch (error) {
          if (!outgoing.cancelled) outgoing.emit('error', statusOf(isTimeout(error) ? tooLate() : error))
        }
      }
    },
  }
}

/** Most requests name the tenant that they are about. */
const namedTenant = (request: Request): string | undefined =>
  'tenantId' in request ? String(request.tenantId) : undefined

/** Aborts when the caller cancels, or when its deadline (ours without one) has passed. */
function signalOf(incoming: Incoming, defaultDeadlineMs: number): AbortSignal {
  const gone = new AbortController()
  if (incoming.cancelled) gone.abort()
  incoming.once('cancelled', () => gone.abort())
  const deadline = incoming.getDeadline()
  if (deadline !== Number.POSITIVE_INFINITY) return gone.signal
  return AbortSignal.any([gone.signal, AbortSignal.timeout(defaultDeadlineMs)])
}

/** Rejects when a call has no more time; never resolves. */
const overdue = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError'

const tooLate = () => new Failure('deadline_exceeded')

/** An absent proto field is a field that was not sent. */
const dropAbsent = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

function replayed(): grpc.Metadata {
  const trailer = new grpc.Metadata()
  trailer.set('idempotency-replayed', 'true')
  return trailer
}
