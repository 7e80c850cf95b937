import { initTRPC } from '@trpc/server'
import { generateOpenApiDocument, type OpenApiMeta } from 'trpc-openapi'
import { isProbe } from '../server/access/http-caller.ts'
import { sessionCookie } from '../server/access/operator-sessions.ts'
import { Failure } from '../server/failure.ts'
import { type FailureCode, failures } from '../server/failures.ts'
import { formOf } from './openapi-form.ts'
import { describeWebhooks } from './openapi-webhooks.ts'
import { problem } from './problem.ts'
import type { Route } from './route.ts'

type Schema = Record<string, unknown>
type Responses = Record<string, { description: string; headers?: Schema; content?: Schema }>

const t = initTRPC.meta<OpenApiMeta>().create()

/** The OpenAPI 3.1 document of a table of routes, written by trpc-openapi and completed where it falls short. */
export function openApi(routes: readonly Route[], about: { version: string; baseUrl: string }) {
  const document = generateOpenApiDocument(
    t.router(Object.fromEntries(routes.map((r) => [r.op.name, described(r)]))),
    {
      ...about,
      title: 'Office 168/52',
      description:
        'Chat, accounts, knowledge, webhooks, pricing and health over HTTP. Errors are problems (RFC 9457) with a stable `code`; see [error codes](/docs/errors). [Who may do what](/docs/permissions). An `Idempotency-Key` makes a POST safe to retry.',
      openApiVersion: '3.1.1',
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
        widgetKey: { type: 'apiKey', in: 'header', name: 'X-Widget-Key' },
      },
      tags: [...new Set(routes.map(({ tag }) => tag))],
    },
  )
  for (const route of routes) complete(document as never, route)
  return {
    ...document,
    webhooks: describeWebhooks(),
    components: { ...document.components, schemas: { ...document.components?.schemas, Problem } },
  }
}

/** The procedures exist only to be described: nothing ever calls them. */
const described = ({ op, method, path, tag }: Route) =>
  t.procedure
    .meta({
      openapi: {
        method,
        path: path as `/${string}`,
        operationId: op.name,
        summary: op.summary,
        tags: [tag],
        protect: op.permission !== 'anyone',
        errorResponses: [],
      },
    })
    .input(op.input)
    .output(op.output)
    [method === 'GET' ? 'query' : 'mutation'](() => {
      throw new Error('described, never called')
    })

type Documented = {
  paths: Record<
    string,
    Record<
      string,
      {
        responses: Responses
        requestBody?: { content: Schema }
        security?: unknown[]
        parameters?: unknown[]
        description?: string
      }
    >
  >
}

/** What trpc-openapi gets wrong: every success is 200, and errors are not problems. */
function complete(document: Documented, route: Route): void {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()]
  if (!operation) throw new Error(`${route.op.name} was not described`)
  const { 200: success } = operation.responses
  operation.responses = {
    [route.status]: {
      description: 'Done',
      headers: { ...requestId, ...(route.cache && keeping), ...(isProbe(route.path) ? {} : rateLimit) },
      ...(route.status !== 204 && {
        content: {
          ...(route.media ? { [route.media]: { schema: { type: 'string' } } } : success?.content),
          ...(route.stream && { 'text/event-stream': eventsOf(route) }),
        },
      }),
    },
    ...(route.cache && {
      304: { description: 'What you hold still stands', headers: { ...requestId, ...keeping, ...rateLimit } },
    }),
    ...problemsOf(route),
  }
  if (route.file && operation.requestBody)
    operation.requestBody.content['multipart/form-data'] = formOf(route.file, operation.requestBody.content)
  operation.security = securityOf(route)
  if (route.op.permission === 'user') operation.description = 'Needs somebody who has signed in.'
  else if (route.op.permission === 'operator') operation.description = 'Needs an operator who has signed in.'
  else if (route.op.permission !== 'anyone')
    operation.description = `Needs the permission \`${route.op.permission}\`.`
  if (route.op.idempotency) operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
  if ('visitor_token' in route.op.input.shape)
    operation.parameters = [...(operation.parameters ?? []), visitorToken]
  if (route.cache) operation.parameters = [...(operation.parameters ?? []), ifNoneMatch]
}

function securityOf(route: Route) {
  const { permission, admit } = route.op
  if (admit) return [{ widgetKey: [] }]
  if (permission === 'anyone') return []
  if (!isForOperators(route)) return [{ bearer: [] }]
  return [{ session: [], ...(route.method !== 'GET' && { csrf: [] }) }]
}

const isForOperators = ({ op }: Route) =>
  op.permission === 'operator' || op.permission.startsWith('platform.')

const eventsOf = ({ stream }: Route) => ({
  schema: { type: 'string', description: stream?.output.meta()?.description },
})

const requestId = { 'X-Request-Id': { schema: { type: 'string' } } }

/** Source: draft-ietf-httpapi-ratelimit-headers-10. */
const rateLimit = {
  RateLimit: {
    schema: { type: 'string' },
    description: 'The tightest limit: what is left of it, and the seconds until it starts anew',
    example: '"address";r=0;t=42',
  },
  'RateLimit-Policy': {
    schema: { type: 'string' },
    description: 'That limit: how many calls, in how many seconds',
    example: '"address";q=1200;w=60',
  },
}

const keeping = {
  ETag: { schema: { type: 'string' }, description: 'Strong: names exactly these bytes' },
  'Cache-Control': { schema: { type: 'string' } },
}

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of the answer that you hold',
  schema: { type: 'string' },
}

const visitorToken = {
  name: 'X-Visitor-Token',
  in: 'header',
  description: 'The same as visitor_token, where the body does not name one',
  schema: { type: 'string' },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Same key and body within 24 h: the first answer again, with Idempotency-Replayed: true',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** What a route can answer when it fails: what it says itself, and what the door and the server add. */
function problemsOf(route: Route): Responses {
  const { op, method, fails } = route
  const codes = new Set<FailureCode>([
    'malformed_request',
    ...(op.permission === 'anyone' ? [] : (['unauthenticated', 'permission_denied'] as const)),
    'invalid_token',
    ...(isForOperators(route) && method !== 'GET' ? (['csrf_failed'] as const) : []),
    ...(op.origin === 'same' ? (['origin_not_allowed'] as const) : []),
    ...(method === 'GET' ? [] : (['payload_too_large', 'unsupported_media_type'] as const)),
    ...(op.idempotency ? (['idempotency_in_progress', 'idempotency_key_reused'] as const) : []),
    'invalid_input',
    'unknown_field',
    ...fails,
    'internal',
    'unavailable',
    'overloaded',
    ...(isProbe(route.path) ? [] : (['rate_limited'] as const)),
  ])
  const byStatus = Map.groupBy(codes, (code) => failures[code].http)
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [status, problemResponse(route, status, same)]),
  )
}

const problemResponse = (route: Route, status: number, codes: readonly FailureCode[]) => ({
  description: codes.map((code) => failures[code].title).join('; or: '),
  headers: {
    ...requestId,
    ...(status === 401 && { 'WWW-Authenticate': { schema: { type: 'string' } } }),
    ...(status === 429 && rateLimit),
    ...([409, 429, 503].includes(status) && {
      'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' },
    }),
  },
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(
        codes.map((code) => [code, { value: problem(new Failure(code), { id: 'req-1', url: route.path }) }]),
      ),
    },
  },
})

const Problem = {
  type: 'object',
  description: 'An error, as RFC 9457 says it',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
    code: { type: 'string', enum: Object.keys(failures) },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}
