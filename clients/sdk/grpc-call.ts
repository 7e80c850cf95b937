import { readFileSync } from 'node:fs'
import * as grpc from '@grpc/grpc-js'
import { RpcError } from './rpc-error.ts'

export type Options = {
  /** `host:port` of the gRPC server. */
  address: string
  /** A service token; none where a client certificate says who calls. */
  token?: () => string | undefined
  /** PEM files: who signs the server's certificate, and our own where the server shall know us by it. */
  tls?: { ca?: string; cert?: string; key?: string }
  /** In place of `tls`. */
  credentials?: grpc.ChannelCredentials
  /** Sent with every call, such as idempotency-key or x-request-id. */
  metadata?: Record<string, string>
}

export type CallOptions = { timeoutMs?: number; signal?: AbortSignal }

type Unary<Req, Res> = (
  request: Req,
  metadata: grpc.Metadata,
  options: Partial<grpc.CallOptions>,
  callback: (error: grpc.ServiceError | null, response: Res) => void,
) => grpc.ClientUnaryCall

type Streaming<Req, Res> = (
  request: Req,
  metadata: grpc.Metadata,
  options: Partial<grpc.CallOptions>,
) => grpc.ClientReadableStream<Res>

/** A server that was away is tried again within 2 s; gRPC by itself waits up to two minutes. */
export const channelOptions = {
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 2_000,
}

/** How a channel is secured: plaintext without `tls`. */
export function credentialsOf({ credentials, tls }: Options): grpc.ChannelCredentials {
  if (credentials) return credentials
  if (!tls) return grpc.credentials.createInsecure()
  const read = (file: string | undefined) => (file === undefined ? null : readFileSync(file))
  return grpc.credentials.createSsl(read(tls.ca), read(tls.key), read(tls.cert))
}

/** The methods of a generated client as promises and iterables; a refusal is an `RpcError`. */
export const callsOf = (client: grpc.Client, options: Options) => ({
  unary:
    <Req, Res>(method: Unary<Req, Res>) =>
    (request: Req, { timeoutMs, signal }: CallOptions = {}) =>
      new Promise<Res>((resolve, reject) => {
        const call = method.call(
          client,
          request,
          metadataOf(options),
          deadlineOf(timeoutMs),
          (error, response) => (error ? reject(new RpcError(error)) : resolve(response)),
        )
        cancelOn(signal, call)
      }),
  serverStream: <Req, Res>(method: Streaming<Req, Res>) =>
    async function* (request: Req, { timeoutMs, signal }: CallOptions = {}): AsyncGenerator<Res> {
      const call = method.call(client, request, metadataOf(options), deadlineOf(timeoutMs))
      cancelOn(signal, call)
      try {
        yield* call
      } catch (error) {
        throw new RpcError(error as grpc.ServiceError)
      } finally {
        call.cancel()
      }
    },
  close: () => client.close(),
})

/** Cancels a call when `signal` says so, or at once when it has. */
function cancelOn(
  signal: AbortSignal | undefined,
  call: { cancel(): void; once(event: 'status', done: () => void): unknown },
): void {
  if (!signal) return
  const cancel = () => call.cancel()
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel, { once: true })
  call.once('status', () => signal.removeEventListener('abort', cancel))
}

const deadlineOf = (timeoutMs: number | undefined) =>
  timeoutMs === undefined ? {} : { deadline: Date.now() + timeoutMs }

function metadataOf({ token, metadata: given = {} }: Options): grpc.Metadata {
  const metadata = new grpc.Metadata()
  for (const [name, value] of Object.entries(given)) metadata.set(name, value)
  const current = token?.()
  if (current) metadata.set('authorization', `Bearer ${current}`)
  return metadata
}
