import { randomUUID } from 'node:crypto'
import * as grpc from '@grpc/grpc-js'
import * as assert from 'uvu/assert'
import { z } from 'zod'
import { RpcError } from '../clients/sdk/rpc-error.ts'
import { permissions, platformPermissions } from '../server/access/permissions.ts'
import { BillingServiceService } from '../server/gen/office16852/v1/billing_service.ts'
import { ConversationServiceService } from '../server/gen/office16852/v1/conversation_service.ts'
import { EventServiceService } from '../server/gen/office16852/v1/event_service.ts'
import { TenantServiceService } from '../server/gen/office16852/v1/tenant_service.ts'
import { WebhookServiceService } from '../server/gen/office16852/v1/webhook_service.ts'
import { listProcedures } from '../server/trpc/procedures.ts'
import { api } from '../server/trpc/router.ts'
import { serviceToken, startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('walls between tenants')
let app: TestApp
let ours: TestTenant
let theirs: TestTenant
/** By the field or the prefix of its id: something of theirs, and something that never was. */
let kinds: Record<string, [string, string]>
const later = '2099-01-05T10:00:00.000Z'
/** What else an input needs to be judged at all. */
const rest: Record<string, object> = {
  'team.changeRole': { role: 'agent' },
  'team.transferOwnership': { password: 'x' },
  'knowledge.search': { query: 'secret price' },
  'personas.rollBack': { version: 1 },
  'conversations.say': { message: 'Hello' },
  'leads.update': { status: 'closed' },
  'traces.review': { rating: 'bad' },
  'traces.promote': { as: 'knowledge' },
  'appointments.create': { service: 'Talk', startsAt: later },
  'appointments.move': { startsAt: later },
  'appointments.slots': { service: 'Talk' },
}
/** What only narrows a list by such a name: it finds nothing for either. */
const narrows = ['webhooks.listDeliveries']
/** Where such a name is the caller's own to choose. */
const chosen = ['conversations.openSession']
const never = '01h455vb4pex5vsknk084sn02q'

test.before(async () => {
  app = await startApp()
  ours = await app.addTenant({ Ours: 'Our check-up costs £10.' })
  theirs = await app.addTenant({ Theirs: 'Their secret price is £99.' })
  const trpc = app.trpc(await theirs.token())
  const session = randomUUID()
  await trpc.conversations.send.mutate({ message: 'Hi', session_id: session, business_id: theirs.slug })
  const email = `${randomUUID()}@example.com`
  const hook = (
    await trpc.webhooks.createSubscription.mutate({ url: 'https://their.example', events: ['*'] })
  ).id
  const bookable = {
    hours: { monday: [{ opens: '00:00', closes: '24:00' }] },
    services: [{ name: 'Talk', durationMinutes: 30 }],
  }
  await trpc.profile.update.mutate(bookable)
  await app.trpc(await ours.token()).profile.update.mutate(bookable)
  const staff = (await trpc.appointments.createStaff.mutate({ name: 'Their Ana' })).id
  const { slots } = await trpc.appointments.slots.query({ service: 'Talk', days: 14 })
  const startsAt = slots.at(-1)?.startsAt ?? ''
  const human = randomUUID()
  const asked = await trpc.conversations.send.mutate({
    message: 'I want to talk to a human please',
    session_id: human,
    business_id: theirs.slug,
  })
  const of = async (prefix: string, id: string | undefined) =>
    [prefix, [id ?? '', `${prefix}_${never}`]] as const
  kinds = Object.fromEntries([
    ['session_id', [session, randomUUID()]],
    await of('ksrc', (await trpc.knowledge.list.query({})).data[0]?.id),
    await of('user', (await trpc.team.list.query({})).data[0]?.id),
    await of('inv', (await trpc.team.invite.mutate({ email, role: 'agent' })).id),
    await of('wkey', (await trpc.widgets.code.query({})).keys[0]?.id),
    await of('persona', (await trpc.personas.create.mutate({ name: 'Bo' })).id),
    await of('staff', staff),
    await of('appt', (await trpc.appointments.create.mutate({ service: 'Talk', startsAt })).id),
    await of('conv', asked.conversationId),
    await of('lead', await leadOf(theirs)),
    await of('trace', (await trpc.traces.list.query({ id: asked.conversationId })).data[0]?.id),
    await of('esc', (await trpc.conversations.escalations.query({})).data[0]?.id),
    await of('whsub', hook),
    await of('whdel', (await trpc.webhooks.testSubscription.mutate({ id: hook })).deliveryId),
    await of('whrep', (await trpc.webhooks.replayDeliveries.mutate({})).id),
  ])
})
test.after(() => app.stop())

const ofTenants = () =>
  listProcedures().filter(
    ({ op }) => op.permission === 'user' || (permissions as readonly string[]).includes(op.permission),
  )

/** The fields of an input that name an object, with the kind of it. */
function namesIn(input: z.ZodObject): [string, string][] {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).flatMap(([field, schema]) => {
    const [, prefix] = /^\^(\w+)_\[/.exec((schema as { pattern?: string }).pattern ?? '') ?? []
    if (prefix) return [[field, prefix]]
    return field === 'session_id' ? [[field, field]] : []
  })
}

const typeOf = (place: string) =>
  (api._def.procedures as unknown as Record<string, { _def: { type: string } }>)[place]?._def.type

async function call(place: string, input: object, token: string) {
  const client = app.rest(token, { 'x-request-id': 'same' })
  return typeOf(place) !== 'mutation'
    ? client.get(`/trpc/${place}?input=${encodeURIComponent(JSON.stringify(input))}`)
    : client.post(`/trpc/${place}`, input)
}

test('every procedure that names an object answers for theirs as for one that never was', async () => {
  const token = await ours.token()
  let walked = 0
  for (const { place, op } of ofTenants()) {
    const names = namesIn(op.input)
    if (names.length === 0 || chosen.includes(place)) continue
    const inputOf = (at: 0 | 1) =>
      Object.fromEntries(
        names.map(([field, kind]) => {
          const pair = kinds[kind]
          if (!pair) throw new Error(`say in kinds how somebody else gets a ${kind}_…, for ${place}`)
          return [field, pair[at]]
        }),
      )
    const [foreign, missing] = await Promise.all(
      ([0, 1] as const).map((at) => call(place, { ...rest[place], ...inputOf(at) }, token)),
    )
    // a subscription is told of its refusal as its first item
    const isStream = typeOf(place) === 'subscription'
    assert.is(foreign?.status, narrows.includes(place) || isStream ? 200 : 404, `${place}: ${foreign?.text}`)
    if (isStream) assert.match(foreign?.text ?? '', '"failure":"not_found"')
    assert.is(foreign?.text, missing?.text, place)
    walked += 1
  }
  assert.ok(walked >= 10, `only ${walked}`)
})

test('what names no object shows nothing of theirs', async () => {
  const token = await ours.token()
  const secrets = [...Object.values(kinds).map(([id]) => id), theirs.id, theirs.uuid, theirs.slug, '£99']
  let walked = 0
  for (const { place, op } of ofTenants()) {
    if (namesIn(op.input).length > 0 || typeOf(place) !== 'query') continue
    const { status, text } = await call(place, rest[place] ?? {}, token)
    assert.is(status, 200, `${place}: ${text}`)
    for (const secret of secrets) assert.not.ok(text.includes(secret), `${place} shows ${secret}`)
    walked += 1
  }
  assert.ok(walked >= 10, `only ${walked}`)
})

/** A lead of a business, as a visitor makes it. */
async function leadOf(tenant: TestTenant): Promise<string> {
  const session_id = randomUUID()
  for (const message of ['sam@example.com', 'Sam', 'Whitening before a wedding', 'yes'])
    await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })
  return (await app.rest(await tenant.token()).get('/api/leads')).body.data[0].id
}

type Outcome = { code: string; status: number; message: string } | object

/** Calls an RPC with empty fields beside those that are given; a stream is read to its end. */
function rpc(
  definition: grpc.MethodDefinition<object, object>,
  given: object,
  token: string,
): Promise<Outcome> {
  const client = new grpc.Client(`127.0.0.1:${app.grpcPort}`, grpc.credentials.createInsecure())
  const metadata = new grpc.Metadata()
  metadata.set('authorization', `Bearer ${token}`)
  const { path, requestSerialize, requestDeserialize, responseDeserialize, responseStream } = definition
  const request = { ...requestDeserialize(Buffer.alloc(0)), ...given }
  const refusal = (error: grpc.ServiceError) => {
    const { code, status, message } = new RpcError(error)
    return { code, status, message }
  }
  return new Promise<Outcome>((resolve) => {
    if (!responseStream) {
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        metadata,
        (error, answer) => resolve(error ? refusal(error) : (answer ?? {})),
      )
      return
    }
    const stream = client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      metadata,
    )
    stream.on('data', () => {})
    stream.on('error', (error: grpc.ServiceError) => resolve(refusal(error)))
    stream.on('end', () => resolve({}))
  }).finally(() => client.close())
}

const rpcs = Object.values({
  ...prefixed('Conversation', ConversationServiceService),
  ...prefixed('Tenant', TenantServiceService),
  ...prefixed('Billing', BillingServiceService),
  ...prefixed('Webhook', WebhookServiceService),
  ...prefixed('Event', EventServiceService),
})

test('every RPC about a tenant refuses a service that is for another, whether that one exists or not', async () => {
  const scopes = [...permissions, ...platformPermissions]
  const token = await serviceToken(app, { scopes, tenants: [ours.uuid] })
  let walked = 0
  for (const definition of rpcs) {
    const fields = Object.keys(definition.requestDeserialize(Buffer.alloc(0)))
    if (!fields.includes('tenantId')) continue
    const [foreign, missing] = await Promise.all(
      [theirs.id, `tenant_${never}`].map((tenantId) => rpc(definition, { tenantId }, token)),
    )
    assert.is((foreign as { code?: string }).code, 'permission_denied', definition.path)
    assert.equal(foreign, missing, definition.path)
    walked += 1
  }
  assert.ok(walked >= 10, `only ${walked}`)
})

test('every RPC that names no tenant shows a limited service nothing of the others', async () => {
  const scopes = [...permissions, ...platformPermissions]
  const token = await serviceToken(app, { scopes, tenants: [ours.uuid] })
  const { keys } = await app.trpc(await theirs.token()).widgets.code.query({})
  const judged: Record<string, () => Promise<void>> = {
    Create: async () =>
      assert.is((await ask('Create', { name: 'x', slug: 'x-1' })).code, 'permission_denied'),
    List: async () => assert.not.ok(JSON.stringify(await ask('List', {})).includes(theirs.id)),
    ResolveWidgetKey: async () => {
      const foreign = await ask('ResolveWidgetKey', { key: keys[0]?.key })
      assert.is(foreign.code, 'not_found')
      assert.equal(foreign, await ask('ResolveWidgetKey', { key: `pk_live_${'x'.repeat(32)}` }))
    },
  }
  const ask = async (name: string, given: object) => {
    const definition = rpcs.find(({ path }) => path.endsWith(`/${name}`))
    if (!definition) throw new Error(`there is no RPC ${name}`)
    return (await rpc(definition, given, token)) as { code?: string }
  }
  for (const { path, requestDeserialize } of rpcs) {
    if (Object.keys(requestDeserialize(Buffer.alloc(0))).includes('tenantId')) continue
    const judge = judged[path.split('/').at(-1) ?? '']
    if (!judge) throw new Error(`say in judged what ${path} may show`)
    await judge()
  }
})

test.run()

function prefixed(name: string, service: object): Record<string, grpc.MethodDefinition<object, object>> {
  return Object.fromEntries(
    Object.entries(service).map(([method, definition]) => [`${name}.${method}`, definition]),
  )
}
