import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../server/config.ts'
import type { Route } from './route.ts'

const version = '0.1.0'

/** Serves the OpenAPI document and a reference page made from it. */
export function serveDocs(app: FastifyInstance, routes: readonly Route[], config: Config): void {
  // both are large to load and rarely asked for, so the first reader loads them instead of every start
  let document: Promise<string> | undefined
  let reference: Promise<FastifyInstance> | undefined

  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= describe(routes, config)
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await document)
  })
  app.get('/docs/api', (_request, reply) => reply.redirect('/docs/api/', 308))
  app.get('/docs/api/*', async ({ url }, reply) => {
    reference ??= loadReference()
    const { statusCode, headers, rawPayload } = await (await reference).inject(url)
    return reply.code(statusCode).headers(headers).send(rawPayload)
  })
}

async function describe(routes: readonly Route[], config: Config): Promise<string> {
  const { openApi } = await import('./openapi.ts')
  const baseUrl = config.publicUrl ?? `http://localhost:${config.httpPort}`
  return JSON.stringify(openApi(routes, { version, baseUrl }))
}

async function loadReference(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const inner = Fastify()
  await inner.register(scalar, {
    routePrefix: '/docs/api',
    configuration: {
      url: '/api/openapi.json',
      pageTitle: 'API reference – Office 168/52',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  return inner
}
