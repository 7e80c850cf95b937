import { z } from 'zod'
import { catalogue, type EventName, eventNames } from '../server/domain/events/contract.ts'

const header = (name: string, description: string, example: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
})

const id = 'evt_01k2h9v6f7e3q8d4m5n6p7r8s9'

/** What subscribers are sent, as the `webhooks` of an OpenAPI 3.1 document. Source: contract §4, Standard Webhooks. */
export const describeWebhooks = () =>
  Object.fromEntries(eventNames.map((name) => [name, { post: describeEvent(name) }]))

function describeEvent(name: EventName) {
  const { summary, data, example } = catalogue[name]
  return {
    operationId: `on.${name}`,
    summary,
    tags: ['Webhooks'],
    parameters: [
      header('webhook-id', "The event's id, the same over all attempts and replays", id),
      header('webhook-timestamp', 'When this attempt was made, in seconds since 1970', '1781870400'),
      header('webhook-signature', 'v1 and the HMAC-SHA256 of id, timestamp and body, in base64', 'v1,K5oZ…'),
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: schemaOf(name, data),
          example: {
            id,
            event: name,
            tenantId: 'tenant_01k2h9v6f7e3q8d4m5n6p7r8s9',
            conversationId: name.startsWith('conversation.') ? 'conv_01k2h9v6f7e3q8d4m5n6p7r8s9' : null,
            createdAt: '2026-06-19T12:00:00.000Z',
            data: example,
          },
        },
      },
    },
    responses: {
      '2XX': { description: 'It was taken' },
      default: { description: 'It is sent again; 410 asks us to send no more' },
    },
  }
}

function schemaOf(name: EventName, data: z.ZodObject) {
  const { $schema, ...described } = z.toJSONSchema(data, { io: 'output' })
  const text = { type: 'string' }
  return {
    type: 'object',
    required: ['id', 'event', 'tenantId', 'conversationId', 'createdAt', 'data'],
    properties: {
      id: text,
      event: { const: name },
      tenantId: text,
      conversationId: { type: ['string', 'null'] },
      createdAt: { ...text, format: 'date-time' },
      data: described,
    },
  }
}
