import * as assert from 'uvu/assert'
import { createDocument } from 'zod-openapi'
import { openApi } from '../facade/openapi.ts'
import { routes } from '../facade/routes.ts'
import { catalogue, eventNames } from '../server/domain/events/contract.ts'
import { suite } from './support/suite.ts'

const test = suite('OpenAPI document')

// biome-ignore lint/suspicious/noExplicitAny: a JSON document is walked freely
const document = openApi(routes, { version: '1.0.0', baseUrl: 'http://localhost:8652' }) as any
const operations = routes.map((route) => ({
  route,
  described: document.paths[route.path][route.method.toLowerCase()],
}))

test('every route is described, with its own success status', () => {
  for (const { route, described } of operations) {
    const successes = Object.keys(described.responses).filter((status) => status.startsWith('2'))
    assert.equal(successes, [String(route.status)], route.path)
    assert.is(described.operationId, route.op.name)
  }
})

test('every failure is a problem with an example', () => {
  for (const { route, described } of operations)
    for (const [status, response] of Object.entries<Record<string, never>>(described.responses)) {
      if (Number(status) < 400) continue
      const problem = response.content?.['application/problem+json'] as
        | { schema: object; examples: object }
        | undefined
      assert.ok(problem && Object.keys(problem.examples).length > 0, `${route.path} ${status}`)
    }
})

test('what needs a token says so, and what does not says that', () => {
  for (const { route, described } of operations) {
    const open = route.op.admit ? [{ widgetKey: [] }] : []
    const forged = route.method === 'GET' ? {} : { csrf: [] }
    const expected = {
      anyone: open,
      operator: [{ session: [], ...forged }],
    }
    assert.equal(described.security, expected[route.op.permission as 'anyone'] ?? [{ bearer: [] }])
  }
})

test('every event of the catalogue is described, with an example that its schema allows', () => {
  assert.equal(Object.keys(document.webhooks), eventNames)
  for (const name of eventNames) {
    const { schema, example } = document.webhooks[name].post.requestBody.content['application/json']
    assert.equal(Object.keys(example), schema.required)
    assert.equal(
      Object.keys(example.data).toSorted(),
      Object.keys(schema.properties.data.properties).toSorted(),
    )
    catalogue[name].data.parse(example.data)
  }
})

test('what everybody may keep says how it is compared', () => {
  const kept = operations.filter(({ route }) => route.cache)
  assert.ok(kept.length > 0)
  for (const { described } of kept) {
    for (const status of [200, 304])
      assert.equal(Object.keys(described.responses[status].headers), [
        'X-Request-Id',
        'ETag',
        'Cache-Control',
        'RateLimit',
        'RateLimit-Policy',
      ])
    assert.ok(described.parameters.some(({ name }: { name: string }) => name === 'If-None-Match'))
  }
})

test('a form is described with its file and the fields that it takes beside it', () => {
  const forms = operations.filter(({ route }) => route.file)
  assert.equal(
    forms.map(({ route, described }) => {
      const { schema, encoding } = described.requestBody.content['multipart/form-data']
      assert.is(schema.additionalProperties, false)
      assert.is(schema.properties[route.file?.field ?? ''].format, 'binary')
      return [route.path, Object.keys(schema.properties), schema.required, encoding?.audio.contentType]
    }),
    [
      [
        '/api/widget/chat/audio',
        ['audio', 'session_id'],
        ['audio', 'session_id'],
        'audio/webm, audio/ogg, audio/mp4, audio/mpeg, audio/wav',
      ],
      ['/api/knowledge/sources', ['file', 'title', 'text', 'url', 'language'], ['file'], undefined],
    ],
  )
})

test('request bodies refuse unknown fields', () => {
  for (const { route, described } of operations) {
    if (route.method === 'GET' || route.method === 'DELETE') continue
    const inPath = [...route.path.matchAll(/{(\w+)}/g)].map(([, name]) => name)
    const inBody = Object.keys(route.op.input.shape).filter((name) => !inPath.includes(name))
    const body = described.requestBody?.content['application/json'].schema
    assert.is(
      body?.additionalProperties,
      inBody.length > 0 || inPath.length === 0 ? false : undefined,
      route.path,
    )
  }
})

test('bodies and answers are what zod-openapi writes straight from the schemas', () => {
  for (const { route, described } of operations) {
    if (route.path.includes('{')) continue
    const direct = createDocument({
      openapi: '3.1.1',
      info: { title: 'x', version: '1' },
      paths: {
        [route.path]: {
          post: {
            requestBody: { content: { 'application/json': { schema: route.op.input } } },
            responses: {
              200: { description: 'x', content: { 'application/json': { schema: route.op.output } } },
            },
          },
        },
      },
      // biome-ignore lint/suspicious/noExplicitAny: a JSON document is walked freely
    }) as any
    const expected = direct.paths[route.path].post
    const answer = described.responses[route.status].content?.['application/json'].schema
    if (route.status === 204) assert.is(answer, undefined)
    else
      assert.equal(
        resolve(answer, document),
        resolve(expected.responses[200].content['application/json'].schema, direct),
        route.path,
      )
    if (route.method === 'GET' || route.method === 'DELETE') continue
    const { schema } = described.requestBody.content['application/json']
    assert.equal(
      resolve(schema, document),
      resolve(expected.requestBody.content['application/json'].schema, direct),
    )
  }
})

test.run()

/** A schema with every reference replaced by what it names. */
function resolve(schema: unknown, within: { components?: { schemas?: Record<string, unknown> } }): unknown {
  if (Array.isArray(schema)) return schema.map((item) => resolve(item, within))
  if (typeof schema !== 'object' || schema === null) return schema
  if ('$ref' in schema)
    return resolve(within.components?.schemas?.[String(schema.$ref).split('/').at(-1) ?? ''], within)
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => name !== 'examples' && name !== 'example')
      .map(([name, value]) => [name, resolve(value, within)]),
  )
}
