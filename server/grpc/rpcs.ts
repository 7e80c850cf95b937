import type { Operation } from '../operation.ts'
import { billingService } from './billing-service.ts'
import { conversationService } from './conversation-service.ts'
import { eventService } from './event-service.ts'
import type { GrpcFace } from './face.ts'
import { tenantService } from './tenant-service.ts'
import { webhookService } from './webhook-service.ts'

type About = Pick<Operation, 'name' | 'summary' | 'permission'>

/** Hands out the operation itself where a server gets its handler. */
const naming = { unary: (op: About) => op, serverStream: (op: About) => op } as unknown as GrpcFace

/** Every RPC with the operation that it names: `TenantService/Suspend`. */
export function listRpcs(): { place: string; op: About }[] {
  const services = {
    ConversationService: conversationService(naming),
    TenantService: tenantService(naming),
    BillingService: billingService(naming),
    WebhookService: webhookService(naming),
    EventService: eventService(naming),
  }
  return Object.entries(services).flatMap(([service, rpcs]) =>
    Object.entries(rpcs as unknown as Record<string, About>).map(([name, op]) => ({
      place: `${service}/${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      op,
    })),
  )
}
