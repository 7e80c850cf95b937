import * as grpc from '@grpc/grpc-js'
import { HealthImplementation } from 'grpc-health-check'
import type { Parts } from '../call.ts'
import { ServerReflectionService } from '../gen/grpc/reflection/v1/reflection.ts'
import { BillingServiceService } from '../gen/office16852/v1/billing_service.ts'
import { ConversationServiceService } from '../gen/office16852/v1/conversation_service.ts'
import { EventServiceService } from '../gen/office16852/v1/event_service.ts'
import { TenantServiceService } from '../gen/office16852/v1/tenant_service.ts'
import { WebhookServiceService } from '../gen/office16852/v1/webhook_service.ts'
import { billingService } from './billing-service.ts'
import { conversationService } from './conversation-service.ts'
import { eventService } from './event-service.ts'
import { grpcFace } from './face.ts'
import { reflectionService } from './reflection.ts'
import { tenantService } from './tenant-service.ts'
import { serverCredentials } from './transport.ts'
import { webhookService } from './webhook-service.ts'

/** The longest message taken. Source: contract §6. */
const maxMessageBytes = 4 * 1_024 * 1_024

const served = ['ConversationService', 'TenantService', 'BillingService', 'WebhookService', 'EventService']

export type GrpcServer = {
  readonly port: number
  /** Tells health checkers to send nothing more. */
  drain(): void
  /** Finishes running calls for up to `timeoutMs`, then ends the rest. */
  stop(timeoutMs: number): Promise<void>
}

/**
 * Serves the RPCs, grpc.health.v1 and, outside production, reflection. A call without a deadline gets
 * `defaultDeadlineMs`. Source: contract §6.
 */
export async function startGrpc(
  parts: Parts,
  { defaultDeadlineMs } = { defaultDeadlineMs: 10_000 },
): Promise<GrpcServer> {
  const { host, grpcPort, grpcTls, environment } = parts.config
  const credentials = serverCredentials(grpcTls)
  const face = grpcFace(parts, defaultDeadlineMs)
  const server = new grpc.Server({ 'grpc.max_receive_message_length': maxMessageBytes })
  server.addService(ConversationServiceService, conversationService(face))
  server.addService(TenantServiceService, tenantService(face))
  server.addService(BillingServiceService, billingService(face))
  server.addService(WebhookServiceService, webhookService(face))
  server.addService(EventServiceService, eventService(face))
  if (environment !== 'production') server.addService(ServerReflectionService, reflectionService())
  const services = ['', ...served.map((name) => `office16852.v1.${name}`)]
  const health = new HealthImplementation(Object.fromEntries(services.map((service) => [service, 'SERVING'])))
  health.addToServer(server)
  const port = await new Promise<number>((resolve, reject) => {
    const address = host.includes(':') ? `[${host}]:${grpcPort}` : `${host}:${grpcPort}`
    server.bindAsync(address, credentials, (error, bound) => (error ? reject(error) : resolve(bound)))
  })
  return {
    port,
    drain: () => {
      for (const service of services) health.setStatus(service, 'NOT_SERVING')
    },
    stop: (timeoutMs) =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.forceShutdown(), timeoutMs)
        server.tryShutdown(() => {
          clearTimeout(late)
          resolve()
        })
      }),
  }
}
