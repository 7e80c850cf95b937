import { followEvents } from '../domain/events/follow-events.ts'
import { publishEvent } from '../domain/events/publish-event.ts'
import type { EventServiceServer } from '../gen/office16852/v1/event_service.ts'
import type { GrpcFace } from './face.ts'

export function eventService({ unary, serverStream }: GrpcFace): EventServiceServer {
  return {
    publish: unary(
      publishEvent,
      ({ tenantId, key, event, conversationId, data }) => ({ tenantId, key, event, conversationId, data }),
      (out) => out,
    ),
    subscribe: serverStream(
      followEvents,
      ({ tenantId, events, after }) => ({ tenantId, events, after }),
      ({ event, cursor }) => ({
        event: { ...event, conversationId: event.conversationId ?? undefined },
        cursor,
      }),
    ),
  }
}
