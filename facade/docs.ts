import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../server/config.ts'
import { answer, type Prepared, prepare } from './pages/prepared.ts'
import type { Route } from './route.ts'

const version = '0.1.0'

/** Serves the OpenAPI document and a reference page made from it. */
export function serveDocs(app: FastifyInstance, routes: readonly Route[], config: Config): void {
  // both are large to load and rarely asked for, so the first reader loads them instead of every start
  let document: Promise<Prepared> | undefined
  let reference: Promise<Reference> | undefined

  app.get('/api/openapi.json', async (request, reply) => {
    document ??= describe(routes, config)
    return answer(request, reply, await document)
  })
  app.get('/docs/api', (_request, reply) => reply.redirect('/docs/api/', 308))
  app.get('/docs/api/', async (request, reply) => {
    reference ??= loadReference()
    return answer(request, reply, (await reference).page)
  })
  app.get('/docs/api/js/scalar.js', async (request, reply) => {
    reference ??= loadReference()
    return answer(request, reply, (await reference).script)
  })
}

async function describe(routes: readonly Route[], config: Config): Promise<Prepared> {
  const { openApi } = await import('./openapi.ts')
  const baseUrl = config.publicUrl ?? `http://localhost:${config.httpPort}`
  return prepare(
    JSON.stringify(openApi(routes, { version, baseUrl })),
    'application/json; charset=utf-8',
    'no-cache',
  )
}

type Reference = { page: Prepared; script: Prepared }

/** Scalar styles itself from its script, so its page alone may do that. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Scalar comes as a Fastify plugin; what it would serve is asked for once and kept. */
async function loadReference(): Promise<Reference> {
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
  const [page, script] = await Promise.all([
    inner.inject('/docs/api/'),
    inner.inject('/docs/api/js/scalar.js'),
  ])
  await inner.close()
  const kept = prepare(page.body, 'text/html; charset=utf-8', 'no-cache')
  kept.headers['content-security-policy'] = policy
  return {
    page: kept,
    script: prepare(script.body, 'text/javascript; charset=utf-8', 'public, max-age=86400'),
  }
}
