import * as grpc from '@grpc/grpc-js'
import { HealthImplementation } from 'grpc-health-check'
import type { Parts } from '../call.ts'
import { ServerReflectionService } from '../gen/grpc/reflection/v1/reflection.ts'
import { ConversationServiceService } from '../gen/office16852/v1/conversation_service.ts'
import { conversationService } from './conversation-service.ts'
import { reflectionService } from './reflection.ts'

/** The longest message taken. Source: contract §6. */
const maxMessageBytes = 4 * 1_024 * 1_024

export type GrpcServer = {
  readonly port: number
  /** Tells health checkers to send nothing more. */
  drain(): void
  /** Finishes running calls for up to `timeoutMs`, then ends the rest. */
  stop(timeoutMs: number): Promise<void>
}

/** Serves the RPCs, grpc.health.v1 and, outside production, reflection. */
export async function startGrpc(parts: Parts): Promise<GrpcServer> {
  const { host, grpcPort, environment } = parts.config
  const server = new grpc.Server({ 'grpc.max_receive_message_length': maxMessageBytes })
  server.addService(ConversationServiceService, conversationService(parts))
  if (environment !== 'production') server.addService(ServerReflectionService, reflectionService())
  const services = ['', 'office16852.v1.ConversationService']
  const health = new HealthImplementation(Object.fromEntries(services.map((service) => [service, 'SERVING'])))
  health.addToServer(server)
  const port = await new Promise<number>((resolve, reject) => {
    const address = host.includes(':') ? `[${host}]:${grpcPort}` : `${host}:${grpcPort}`
    server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
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
