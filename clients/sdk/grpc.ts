import { BillingServiceClient } from '../../server/gen/office16852/v1/billing_service.ts'
import {
  ConversationServiceClient,
  type GetHistoryRequest,
  type GetHistoryResponse,
  type ListTracesRequest,
  type ListTracesResponse,
  type ReleaseRequest,
  type ReleaseResponse,
  type SendMessageRequest,
  type SendMessageResponse,
  type StreamReplyRequest,
  type StreamReplyResponse,
  type TakeOverRequest,
  type TakeOverResponse,
  type WatchEventsRequest,
  type WatchEventsResponse,
} from '../../server/gen/office16852/v1/conversation_service.ts'
import { EventServiceClient } from '../../server/gen/office16852/v1/event_service.ts'
import { TenantServiceClient } from '../../server/gen/office16852/v1/tenant_service.ts'
import { WebhookServiceClient } from '../../server/gen/office16852/v1/webhook_service.ts'
import { type CallOptions, callsOf, channelOptions, credentialsOf, type Options } from './grpc-call.ts'

/** Promises over ConversationService; a refusal is an `RpcError`. */
export type ConversationClient = {
  sendMessage(request: SendMessageRequest, options?: CallOptions): Promise<SendMessageResponse>
  streamReply(request: StreamReplyRequest, options?: CallOptions): AsyncGenerator<StreamReplyResponse>
  getHistory(request: GetHistoryRequest, options?: CallOptions): Promise<GetHistoryResponse>
  listTraces(request: ListTracesRequest, options?: CallOptions): Promise<ListTracesResponse>
  takeOver(request: TakeOverRequest, options?: CallOptions): Promise<TakeOverResponse>
  release(request: ReleaseRequest, options?: CallOptions): Promise<ReleaseResponse>
  watchEvents(request: WatchEventsRequest, options?: CallOptions): AsyncGenerator<WatchEventsResponse>
  close(): void
}

export function createConversationClient(options: Options): ConversationClient {
  const client = new ConversationServiceClient(options.address, credentialsOf(options), channelOptions)
  const { unary, serverStream, close } = callsOf(client, options)
  return {
    sendMessage: unary(client.sendMessage),
    getHistory: unary(client.getHistory),
    streamReply: serverStream(client.streamReply),
    listTraces: unary(client.listTraces),
    takeOver: unary(client.takeOver),
    release: unary(client.release),
    watchEvents: serverStream(client.watchEvents),
    close,
  }
}

export type TenantClient = ReturnType<typeof createTenantClient>

/** Promises over TenantService; a refusal is an `RpcError`. */
export function createTenantClient(options: Options) {
  const client = new TenantServiceClient(options.address, credentialsOf(options), channelOptions)
  const { unary, close } = callsOf(client, options)
  return {
    create: unary(client.create),
    get: unary(client.get),
    list: unary(client.list),
    suspend: unary(client.suspend),
    activate: unary(client.activate),
    resolveWidgetKey: unary(client.resolveWidgetKey),
    getEntitlements: unary(client.getEntitlements),
    close,
  }
}

export type BillingClient = ReturnType<typeof createBillingClient>

/** Promises over BillingService; a refusal is an `RpcError`. */
export function createBillingClient(options: Options) {
  const client = new BillingServiceClient(options.address, credentialsOf(options), channelOptions)
  const { unary, close } = callsOf(client, options)
  return {
    reportPaymentFailed: unary(client.reportPaymentFailed),
    reportPaymentRecovered: unary(client.reportPaymentRecovered),
    grantCredits: unary(client.grantCredits),
    getBalance: unary(client.getBalance),
    close,
  }
}

export type WebhookClient = ReturnType<typeof createWebhookClient>

/** Promises over WebhookService; a refusal is an `RpcError`. */
export function createWebhookClient(options: Options) {
  const client = new WebhookServiceClient(options.address, credentialsOf(options), channelOptions)
  const { unary, close } = callsOf(client, options)
  return {
    listSubscriptions: unary(client.listSubscriptions),
    createSubscription: unary(client.createSubscription),
    deleteSubscription: unary(client.deleteSubscription),
    listDeliveries: unary(client.listDeliveries),
    replay: unary(client.replay),
    close,
  }
}

export type EventClient = ReturnType<typeof createEventClient>

/** Promises and an iterable over EventService; a refusal is an `RpcError`. */
export function createEventClient(options: Options) {
  const client = new EventServiceClient(options.address, credentialsOf(options), channelOptions)
  const { unary, serverStream, close } = callsOf(client, options)
  return { publish: unary(client.publish), subscribe: serverStream(client.subscribe), close }
}
