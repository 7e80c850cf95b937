import * as grpc from '@grpc/grpc-js'
import {
  ConversationServiceClient,
  type GetHistoryRequest,
  type GetHistoryResponse,
  type SendMessageRequest,
  type SendMessageResponse,
  type StreamReplyRequest,
  type StreamReplyResponse,
} from '../../server/gen/office16852/v1/conversation_service.ts'
import { RpcError } from './rpc-error.ts'

type Options = {
  /** `host:port` of the gRPC server. */
  address: string
  token?: () => string | undefined
  credentials?: grpc.ChannelCredentials
  /** Sent with every call, such as idempotency-key or x-request-id. */
  metadata?: Record<string, string>
}

type CallOptions = { timeoutMs?: number; signal?: AbortSignal }
type Unary<Req, Res> = (
  request: Req,
  metadata: grpc.Metadata,
  options: Partial<grpc.CallOptions>,
  callback: (error: grpc.ServiceError | null, response: Res) => void,
) => grpc.ClientUnaryCall

/** Promises over ConversationService; a refusal is an `RpcError`. */
export type ConversationClient = {
  sendMessage(request: SendMessageRequest, options?: CallOptions): Promise<SendMessageResponse>
  streamReply(request: StreamReplyRequest, options?: CallOptions): AsyncGenerator<StreamReplyResponse>
  getHistory(request: GetHistoryRequest, options?: CallOptions): Promise<GetHistoryResponse>
  close(): void
}

export function createConversationClient(options: Options): ConversationClient {
  const client = new ConversationServiceClient(
    options.address,
    options.credentials ?? grpc.credentials.createInsecure(),
  )
  const unary =
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
      })
  return {
    sendMessage: unary(client.sendMessage),
    getHistory: unary(client.getHistory),
    async *streamReply(request, { timeoutMs, signal } = {}) {
      const call = client.streamReply(request, metadataOf(options), deadlineOf(timeoutMs))
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
  }
}

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
