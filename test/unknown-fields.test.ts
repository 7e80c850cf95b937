import { randomUUID } from 'node:crypto'
import type { AnyProcedure } from '@trpc/server'
import * as assert from 'uvu/assert'
import { routes } from '../facade/routes.ts'
import { api } from '../server/trpc/router.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { addOperator, type TestOperator } from './support/operators.ts'
import { suite } from './support/suite.ts'

const test = suite('unknown fields')
const smuggled = { tenantId: 'x', role: 'owner', plan: 'pro' }
const site = 'https://your-site.com'
let app: TestApp
let tenant: TestTenant
let operator: TestOperator
let widgetKey: string

test.before(async () => {
  app = await startApp()
  tenant = await app.addTenant()
  operator = await addOperator(app)
  const rest = app.rest(await tenant.token())
  const changed = await rest.send('PUT', '/api/customer-portal/widget', {
    allowedOrigins: [{ origin: site, environment: 'production' }],
  })
  assert.is(changed.status, 200, changed.text)
  const { body } = await rest.get('/api/customer-portal/widget-code')
  widgetKey = body.keys.find((key: { environment: string }) => key.environment === 'live').key
})
test.after(() => app.stop())

/** Sends each field alone, and names those that were not refused as unknown. */
const accepted = async (send: (body: object) => Promise<string>) => {
  const fields: string[] = []
  for (const [field, value] of Object.entries(smuggled))
    if ((await send({ [field]: value })) !== '422 unknown_field') fields.push(field)
  return fields
}

for (const { method, path, op } of routes.filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method)))
  test(`${method} ${path} takes no tenant, role or plan that it does not name`, async () => {
    const rest = op.admit
      ? app.rest(undefined, { 'x-widget-key': widgetKey, origin: site })
      : op.permission === 'operator'
        ? operator.rest
        : app.rest(await tenant.token())
    const found = await accepted(async (body) => {
      const answer = await rest.send(method, path.replace(/{\w+}/g, randomUUID()), body)
      return `${answer.status} ${answer.body?.code}`
    })
    assert.equal(
      found,
      Object.keys(smuggled).filter((field) => field in op.input.shape),
    )
  })

/** The procedures that do take such a field. A new one has to be put here on purpose. */
const takes: Record<string, string[]> = {
  'billing.changePlan': ['plan'],
  'platform.operators.create': ['role'],
  'platform.operators.changeRole': ['role'],
  'platform.tenants.impersonate': ['tenantId'],
  'team.changeRole': ['role'],
  'team.invite': ['role'],
}

test('no procedure takes a tenant, role or plan but those listed here', async () => {
  const token = await tenant.token()
  const found: Record<string, string[]> = {}
  // flat by dotted name, though its type is nested
  const procedures = api._def.procedures as unknown as Record<string, AnyProcedure>
  const asks = Object.keys(procedures).filter((name) => procedures[name]?._def.type === 'mutation')
  assert.ok(asks.length > 10)
  for (const name of asks) {
    const isOperators = name.startsWith('platform.')
    const rest = isOperators ? operator.rest : app.rest(token)
    const fields = await accepted(async (body) => {
      const answer = await rest.post(`/trpc/${name}`, body)
      return `${answer.status} ${answer.body?.error?.data?.failure}`
    })
    if (fields.length > 0) found[name] = fields
  }
  assert.equal(found, takes)
})

test.run()
