import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, waitUntil } from './support/app.ts'
import {
  addOperator,
  addSession,
  age,
  codeOf,
  outcomeOf,
  password,
  platform,
  type TestOperator,
} from './support/operators.ts'
import { suite } from './support/suite.ts'

const test = suite('managing operators')
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())
test.before.each(async () => {
  await platform(app, (tx) => tx`update operators set role = 'auditor'`)
})

const newOperator = (given: object = {}) => ({
  email: `${randomUUID()}@example.com`,
  name: 'Sam',
  role: 'support' as const,
  password,
  ...given,
})
const activeAdmins = async () =>
  (
    await platform(
      app,
      (tx) => tx`select id from operators where role = 'platform_admin' and status = 'active'`,
    )
  ).length

test('an admin adds an operator who can log in, and an address has one', async () => {
  const { trpc } = await addOperator(app)
  const given = newOperator({ email: `Sam.${randomUUID()}@Example.com` })
  const added = await trpc.operators.create.mutate(given)
  assert.equal([added.email, added.role, added.status], [given.email.toLowerCase(), 'support', 'active'])
  assert.is(await outcomeOf(trpc.operators.create.mutate(given)), '409 email_taken')
  const { email } = given
  assert.is(codeOf(await app.rest().post('/api/auth/login', { email, password })), '200')
  const { data, nextCursor } = await trpc.operators.list.query({ limit: 1 })
  assert.equal(data, [{ ...added }])
  const second = await trpc.operators.list.query({ limit: 1, cursor: nextCursor ?? '' })
  assert.ok(second.data[0] && second.data[0].id < added.id)
  assert.not.ok(JSON.stringify(data).includes('argon2'))
})

test('only an admin manages operators', async () => {
  const { id } = await addOperator(app)
  for (const role of ['support', 'auditor'] as const) {
    const { trpc } = await addOperator(app, { role })
    for (const call of [
      trpc.operators.list.query({}),
      trpc.operators.create.mutate(newOperator()),
      trpc.operators.changeRole.mutate({ id, role: 'support' }),
      trpc.operators.disable.mutate({ id }),
      trpc.operators.enable.mutate({ id }),
      trpc.operators.resetTotp.mutate({ id }),
    ])
      assert.is(await outcomeOf(call), '403 permission_denied')
  }
})

test('every change of operators needs a fresh proof and an operator that exists', async () => {
  const { trpc, sessionId } = await addOperator(app)
  const changes = (id: string) => [
    () => trpc.operators.changeRole.mutate({ id, role: 'support' }),
    () => trpc.operators.disable.mutate({ id }),
    () => trpc.operators.enable.mutate({ id }),
    () => trpc.operators.resetTotp.mutate({ id }),
  ]
  for (const change of changes('oper_01h455vb4pex5vsknk084sn02q'))
    assert.is(await outcomeOf(change()), '404 not_found')
  const { id } = await addOperator(app)
  await age(app, sessionId, ['proved_at'], 600)
  for (const change of [...changes(id), () => trpc.operators.create.mutate(newOperator())])
    assert.is(await outcomeOf(change()), '403 step_up_required')
})

test('disabling shuts an operator out at once, elsewhere within 5 s, and enabling gives no old session back', async () => {
  const { trpc } = await addOperator(app)
  const operator = await addOperator(app, { role: 'support', withPassword: true })
  const elsewhere = await startApp({ DATABASE_URL: app.databaseUrl, ROLES: 'http' })
  const there = elsewhere.rest(undefined, operator.headers)
  assert.is(codeOf(await there.get('/api/auth/me')), '200')
  assert.is((await trpc.operators.disable.mutate({ id: operator.id })).status, 'disabled')
  assert.is(codeOf(await operator.rest.get('/api/auth/me')), '401 unauthenticated')
  await waitUntil(async () => codeOf(await there.get('/api/auth/me')) === '401 unauthenticated', 5_000)
  await elsewhere.stop()
  const login = { email: operator.email, password }
  assert.is(codeOf(await app.rest().post('/api/auth/login', login)), '401 invalid_credentials')
  assert.is((await trpc.operators.enable.mutate({ id: operator.id })).status, 'active')
  assert.is(codeOf(await operator.rest.get('/api/auth/me')), '401 unauthenticated')
  assert.is(codeOf(await app.rest().post('/api/auth/login', login)), '200')
})

test('another role is another set of permissions', async () => {
  const { trpc } = await addOperator(app)
  const operator = await addOperator(app, { role: 'auditor' })
  assert.is(await outcomeOf(operator.trpc.audit.list.query({})), '200')
  await trpc.operators.changeRole.mutate({ id: operator.id, role: 'support' })
  const { permissions } = await operator.trpc.auth.me.query({})
  assert.equal(permissions, ['platform.tenants.read', 'platform.impersonate', 'chat.read', 'chat.manage'])
  assert.is(await outcomeOf(operator.trpc.audit.list.query({})), '403 permission_denied')
})

test('the last active admin can be neither disabled nor given another role', async () => {
  const { trpc, id } = await addOperator(app)
  assert.is(await outcomeOf(trpc.operators.disable.mutate({ id })), '409 last_admin')
  assert.is(await outcomeOf(trpc.operators.changeRole.mutate({ id, role: 'support' })), '409 last_admin')
  assert.is(await outcomeOf(trpc.operators.changeRole.mutate({ id, role: 'platform_admin' })), '200')
  const second = await addOperator(app)
  assert.is(await outcomeOf(trpc.operators.disable.mutate({ id: second.id })), '200')
  assert.is(await outcomeOf(trpc.operators.disable.mutate({ id })), '409 last_admin')
})

/** What each of many answered at once, counted. */
const race = async (calls: (() => Promise<unknown>)[]) => {
  const outcomes = await Promise.all(calls.map((call) => outcomeOf(call())))
  return Object.fromEntries(
    [...Map.groupBy(outcomes, (outcome) => outcome)].map(([outcome, same]) => [outcome, same.length]),
  )
}

test('fifty admins who step down at once leave one', async () => {
  const admins: TestOperator[] = []
  for (let i = 0; i < 50; i++) admins.push(await addOperator(app))
  const counted = await race(
    admins.map(
      ({ trpc, id }) =>
        () =>
          trpc.operators.changeRole.mutate({ id, role: 'auditor' }),
    ),
  )
  assert.equal(counted, { '200': 49, '409 last_admin': 1 })
  assert.is(await activeAdmins(), 1)
})

test('fifty ways at once to take both admins away leave one', async () => {
  const [a, b] = [await addOperator(app), await addOperator(app)]
  const more = await Promise.all([addSession(app, a.uuid), addSession(app, b.uuid)])
  await race(
    Array.from({ length: 50 }, (_, i) => () => {
      const actor = [a, b, ...more][i % 4]
      const id = i % 3 === 0 ? a.id : b.id
      return i % 2 === 0 || !actor
        ? a.trpc.operators.disable.mutate({ id })
        : actor.trpc.operators.changeRole.mutate({ id, role: 'support' })
    }),
  )
  assert.is(await activeAdmins(), 1)
})

test('changes of operators are in the log of the platform, which holds', async () => {
  const { trpc, uuid } = await addOperator(app)
  const added = await trpc.operators.create.mutate(newOperator())
  await trpc.operators.changeRole.mutate({ id: added.id, role: 'auditor' })
  await trpc.operators.disable.mutate({ id: added.id })
  await trpc.operators.enable.mutate({ id: added.id })
  const { data } = await trpc.audit.list.query({ limit: 4 })
  assert.equal(
    data.map(({ actor, action, subject, details }) => [actor, action, subject, details]),
    [
      ['enable', {}],
      ['disable', {}],
      ['changeRole', { before: 'support', after: 'auditor' }],
      ['create', { role: 'support' }],
    ].map(([verb, details]) => [`operator:${uuid}`, `operators.${verb}`, added.id, details]),
  )
  assert.is((await trpc.audit.verify.query({})).firstWrong, null)
})

test.run()
