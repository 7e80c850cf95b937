import { randomUUID } from 'node:crypto'
import { TRPCClientError } from '@trpc/client'
import * as assert from 'uvu/assert'
import { RpcError } from '../clients/sdk/rpc-error.ts'
import { serviceToken, startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('three faces, one answer')
let app: TestApp
let tenant: TestTenant
let token: string

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant({ Prices: '# Prices\n\nA check-up costs £68 and takes 30 minutes.\n' })
  token = await tenant.token()
})
test.after(() => app.stop())

/** A refusal as every face says it. */
type Refusal = { code: string; paths: string[]; status: number }

const refusal = async (run: () => Promise<unknown>): Promise<Refusal> => {
  try {
    await run()
  } catch (error) {
    if (error instanceof RpcError)
      return { code: error.code, paths: error.errors.map(({ path }) => path), status: error.status }
    if (error instanceof TRPCClientError) {
      const { failure, errors, httpStatus } = error.data
      return { code: failure, paths: errors.map(({ path }: { path: string }) => path), status: httpStatus }
    }
    throw error
  }
  throw new Error('it was not refused')
}

const restRefusal = ({
  status,
  body,
  headers,
}: Awaited<ReturnType<ReturnType<TestApp['rest']>['get']>>): Refusal => {
  assert.match(headers.get('content-type') ?? '', 'application/problem+json')
  return { code: body.code, paths: (body.errors ?? []).map(({ path }: { path: string }) => path), status }
}

test('a good question gets the same answer from all three', async () => {
  const message = 'How much is a check-up?'
  const ask = () => ({ message, session_id: randomUUID(), business_id: tenant.slug })
  const rest = (await app.rest().post('/api/chat', ask())).body
  const trpc = await app.trpc().conversations.send.mutate(ask())
  const { turn } = await app
    .grpc(app.serviceToken)
    .sendMessage({ tenantId: tenant.id, sessionId: randomUUID(), message })
  assert.match(rest.reply, '£68')
  assert.is(trpc.reply, rest.reply)
  assert.is(turn?.reply, rest.reply)
  assert.equal(trpc.citations, rest.citations)
  assert.equal(
    turn?.citations.map(({ url, ...rest }) => ({ ...rest, url: url ?? null })),
    rest.citations.map(({ title, url, quote }: Record<string, string>) => ({ title, quote, url })),
  )
})

/** What is wrong, the input, the code, the fields, and whether a proto message can carry it. */
const badTurns: [string, Record<string, unknown>, string, string[], boolean][] = [
  ['no message', { session_id: 'x' }, 'invalid_input', ['message'], false],
  ['empty message', { message: '', session_id: 'x' }, 'invalid_input', ['message'], true],
  ['blank message', { message: ' \n ', session_id: 'x' }, 'invalid_input', ['message'], true],
  ['4,001 characters', { message: 'a'.repeat(4_001), session_id: 'x' }, 'invalid_input', ['message'], true],
  ['4,001 emoji', { message: '🙂'.repeat(4_001), session_id: 'x' }, 'invalid_input', ['message'], true],
  ['empty session id', { message: 'hi', session_id: '' }, 'invalid_input', ['session_id'], true],
  ['long session id', { message: 'hi', session_id: 'x'.repeat(201) }, 'invalid_input', ['session_id'], true],
  ['two faults', { message: '', session_id: '' }, 'invalid_input', ['message', 'session_id'], true],
  ['wrong type', { message: 5, session_id: 'x' }, 'invalid_input', ['message'], false],
  ['unknown field', { message: 'hi', session_id: 'x', role: 'owner' }, 'unknown_field', ['role'], false],
  ['NUL', { message: 'a\0b', session_id: 'x' }, 'malformed_request', [], true],
  ['lone surrogate', { message: 'a\ud800', session_id: 'x' }, 'malformed_request', [], false],
  ['33 deep', { message: nested(33), session_id: 'x' }, 'malformed_request', [], false],
]

for (const [what, input, code, paths, inProto] of badTurns)
  test(`bad turn: ${what}`, async () => {
    const rest = restRefusal(await app.rest().post('/api/chat', { business_id: tenant.slug, ...input }))
    const trpc = await refusal(() =>
      app.trpc().conversations.send.mutate({ business_id: tenant.slug, ...input } as never),
    )
    assert.equal([rest.code, rest.paths], [code, paths], 'REST')
    assert.equal(trpc, rest, 'tRPC')
    if (!inProto) return
    const { session_id, message } = input as { session_id: string; message: string }
    const grpc = await refusal(() =>
      app.grpc(app.serviceToken).sendMessage({ tenantId: tenant.id, sessionId: session_id, message }),
    )
    assert.equal([grpc.code, grpc.paths, grpc.status], [code, paths, 3], 'gRPC')
  })

test('4,000 emoji are 4,000 characters', async () => {
  const { status } = await app
    .rest()
    .post('/api/chat', { message: '🙂'.repeat(4_000), session_id: randomUUID(), business_id: tenant.slug })
  assert.is(status, 200)
})

test('an unknown business answers alike everywhere', async () => {
  const missing = 'tenant_01h455vb4pex5vsknk084sn02q'
  const input = { message: 'hi', session_id: 'x', business_id: missing }
  assert.equal(restRefusal(await app.rest().post('/api/chat', input)), {
    code: 'tenant_not_found',
    paths: [],
    status: 404,
  })
  assert.is((await refusal(() => app.trpc().conversations.send.mutate(input))).code, 'tenant_not_found')
  const grpc = await refusal(() =>
    app.grpc(app.serviceToken).sendMessage({ tenantId: missing, sessionId: 'x', message: 'hi' }),
  )
  assert.equal(grpc, { code: 'tenant_not_found', paths: [], status: 5 })
})

test('no credential, a bad one, and one without the permission', async () => {
  const scopeless = await serviceToken(app, { scopes: [] })
  const cases: [string | undefined, string | undefined, string, number, number][] = [
    [undefined, undefined, 'unauthenticated', 401, 16],
    ['nonsense', 'nonsense', 'invalid_token', 401, 16],
    [await tenant.token('agent'), scopeless, 'permission_denied', 403, 7],
  ]
  for (const [userToken, serviceToken, code, http, grpcCode] of cases) {
    const rest = restRefusal(await app.rest(userToken).get('/api/knowledge/sources'))
    const trpc = await refusal(() => app.trpc(userToken).knowledge.list.query({}))
    const grpc = await refusal(() =>
      app.grpc(serviceToken).getHistory({ tenantId: tenant.id, sessionId: 'x' }),
    )
    assert.equal([rest.code, trpc.code, grpc.code], [code, code, code])
    assert.equal([rest.status, trpc.status, grpc.status], [http, http, grpcCode])
  }
})

test('the permission is checked before the input', async () => {
  const agent = await tenant.token('agent')
  assert.is(
    restRefusal(await app.rest(agent).post('/api/knowledge/sources', { nope: 1 })).code,
    'permission_denied',
  )
  assert.is(restRefusal(await app.rest().post('/api/knowledge/sources', { nope: 1 })).code, 'unauthenticated')
})

test("a user's token does not open the internal door", async () => {
  const grpc = await refusal(() => app.grpc(token).getHistory({ tenantId: tenant.id, sessionId: 'x' }))
  assert.equal([grpc.code, grpc.status], ['permission_denied', 7])
})

test('history reads the same through all three', async () => {
  const session_id = randomUUID()
  await app
    .rest()
    .post('/api/chat', { message: 'How much is a check-up?', session_id, business_id: tenant.slug })
  await app.rest().post('/api/chat', { message: 'Thanks', session_id, business_id: tenant.slug })
  const rest = (await app.rest(token).get(`/api/chat/history/${session_id}`)).body
  const trpc = await app.trpc(token).conversations.history.query({ session_id })
  const grpc = await app.grpc(app.serviceToken).getHistory({ tenantId: tenant.id, sessionId: session_id })
  assert.equal(
    rest.data.map(({ seq }: { seq: number }) => seq),
    [4, 3, 2, 1],
  )
  assert.equal(trpc, rest)
  assert.equal(
    grpc.data.map(({ id, seq, text, createdAt }) => ({ id, seq, text, createdAt })),
    rest.data.map(({ id, seq, text, createdAt }: Record<string, unknown>) => ({ id, seq, text, createdAt })),
  )
})

test('history pages by cursor without a gap or a double', async () => {
  const session_id = randomUUID()
  for (const message of ['one', 'two', 'three'])
    await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })
  const seen: number[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor ? `?limit=4&cursor=${cursor}` : '?limit=4'
    const { body } = await app.rest(token).get(`/api/chat/history/${session_id}${query}`)
    seen.push(...body.data.map(({ seq }: { seq: number }) => seq))
    cursor = body.nextCursor
  } while (cursor)
  assert.equal(seen, [6, 5, 4, 3, 2, 1])
})

const badQueries: [string, string[]][] = [
  ['limit=0', ['limit']],
  ['limit=101', ['limit']],
  ['limit=abc', ['limit']],
  ['limit=', ['limit']],
  ['limit=1&limit=2', ['limit']],
  ['cursor=nonsense', ['cursor']],
  ['cursor=WyJ4Il0', ['cursor']],
  [`cursor=${Buffer.from('[1]').toString('base64url')}`, ['cursor']],
]
for (const [query, paths] of badQueries)
  test(`bad query: ${query}`, async () => {
    const refused = restRefusal(await app.rest(token).get(`/api/knowledge/sources?${query}`))
    assert.equal(refused, { code: 'invalid_input', paths, status: 422 })
  })

test('a cursor beyond what a number can be is refused', async () => {
  const cursor = Buffer.from(JSON.stringify([randomUUID(), 9_007_199_254_740_991])).toString('base64url')
  const refused = restRefusal(await app.rest(token).get(`/api/chat/history/x?cursor=${cursor}`))
  assert.equal(refused, { code: 'invalid_input', paths: ['cursor'], status: 422 })
})

test('a stranger in the address is refused', async () => {
  const refused = restRefusal(await app.rest(token).get('/api/knowledge/sources?tenantId=x'))
  assert.equal(refused, { code: 'unknown_field', paths: ['tenantId'], status: 422 })
})

test('the same stream through all three: start, deltas that make the reply, final', async () => {
  const message = 'How much is a check-up?'
  const kinds: Record<string, string[]> = { rest: [], trpc: [], grpc: [] }
  const texts: Record<string, string> = { rest: '', trpc: '', grpc: '' }
  const replies: Record<string, string | null | undefined> = {}

  const response = await fetch(`${app.url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ message, session_id: randomUUID(), business_id: tenant.slug }),
  })
  assert.match(response.headers.get('content-type') ?? '', 'text/event-stream')
  for (const frame of (await response.text()).split('\n\n').filter(Boolean)) {
    const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? []
    kinds.rest?.push(event)
    if (event === 'delta') texts.rest += JSON.parse(data).text
    if (event === 'final') replies.rest = JSON.parse(data).reply
  }

  const asked = { message, session_id: randomUUID(), business_id: tenant.slug }
  for await (const item of await app.trpc().conversations.stream.mutate(asked)) {
    kinds.trpc?.push(item.event)
    if (item.event === 'delta') texts.trpc += item.data.text
    if (item.event === 'final') replies.trpc = item.data.reply
  }

  const stream = app
    .grpc(app.serviceToken)
    .streamReply({ tenantId: tenant.id, sessionId: randomUUID(), message })
  for await (const { event } of stream) {
    kinds.grpc?.push(event?.$case ?? '')
    if (event?.$case === 'delta') texts.grpc += event.value.text
    if (event?.$case === 'final') replies.grpc = event.value.reply
  }

  assert.is(kinds.rest?.[0], 'start')
  assert.is(kinds.rest?.at(-1), 'final')
  assert.equal([kinds.trpc, kinds.grpc], [kinds.rest, kinds.rest])
  assert.match(texts.rest ?? '', '£68')
  for (const face of ['rest', 'trpc', 'grpc']) assert.is(texts[face], replies[face])
})

test('a stream that is refused says so before it starts', async () => {
  const input = { message: '', session_id: 'x', business_id: tenant.slug }
  const rest = restRefusal(await app.rest().post('/api/chat', input, { accept: 'text/event-stream' }))
  const trpc = await refusal(() => app.trpc().conversations.stream.mutate(input))
  const grpc = await refusal(async () => {
    const stream = app
      .grpc(app.serviceToken)
      .streamReply({ tenantId: tenant.id, sessionId: 'x', message: '' })
    for await (const _ of stream);
  })
  assert.equal([rest.code, trpc.code, grpc.code], ['invalid_input', 'invalid_input', 'invalid_input'])
  assert.equal([rest.paths, trpc.paths, grpc.paths], [['message'], ['message'], ['message']])
})

test.run()

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : [nested(depth - 1)]
}
