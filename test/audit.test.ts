import * as assert from 'uvu/assert'
import { connect, type Sql } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('audit log')
let app: TestApp
let tenant: TestTenant
let owner: Sql

test.before(async () => {
  app = await startApp()
  owner = connect(app.databaseUrl, { max: 1 })
})
test.before.each(async () => {
  tenant = await app.addTenant()
})
test.after(async () => {
  await owner.end()
  await app.stop()
})

const portal = async () => app.trpc(await tenant.token())
const changeKeys = async (times: number) => {
  const rest = app.rest(await tenant.token())
  await Promise.all(
    Array.from({ length: times }, () =>
      rest.post('/api/customer-portal/widget-keys', { environment: 'test' }),
    ),
  )
}
/** As whoever owns the database: what no call of the product can do. */
const tamper = (work: (sql: Sql) => Promise<unknown>) =>
  owner.begin(async (tx) => {
    await tx`select set_config('app.tenant', ${tenant.uuid}, true)`
    await work(tx as unknown as Sql)
  })

test('a change is in the log with who made it; a refused one is not', async () => {
  const token = await tenant.token()
  const { body: key } = await app
    .rest(token)
    .post('/api/customer-portal/widget-keys', { environment: 'live' })
  await app.rest(token).send('DELETE', `/api/customer-portal/widget-keys/${key.id}`)
  const refused = await app.rest(token).send('DELETE', `/api/customer-portal/widget-keys/${key.id}`)
  assert.is(refused.status, 404)
  const { data } = await app.trpc(token).audit.list.query({})
  assert.equal(
    data.map(({ seq, action, subject }) => [seq, action, subject]),
    [
      [2, 'widgets.revokeKey', key.id],
      [1, 'widgets.createKey', key.id],
    ],
  )
  assert.match(data[0]?.actor ?? '', /^user:/)
})

test('changes at once make one chain without a gap', async () => {
  await changeKeys(9)
  assert.equal(await (await portal()).audit.verify.query({}), { entries: 9, firstWrong: null })
})

test('the verifier names an entry that was edited, taken out or cut off', async () => {
  const wrongAfter = async (work: (sql: Sql) => Promise<unknown>) => {
    tenant = await app.addTenant()
    await changeKeys(5)
    await tamper(work)
    return (await (await portal()).audit.verify.query({})).firstWrong
  }
  assert.is(await wrongAfter((sql) => sql`update audit_log set actor = 'user:nobody' where seq = 3`), 3)
  assert.is(await wrongAfter((sql) => sql`update audit_log set at = at + interval '1 us' where seq = 1`), 1)
  assert.is(await wrongAfter((sql) => sql`delete from audit_log where seq = 2`), 2)
  assert.is(await wrongAfter((sql) => sql`delete from audit_log where seq = 5`), 5)
  assert.is(await wrongAfter((sql) => sql`delete from audit_log`), 1)
})

test('the product can neither edit the log nor choose the place of an entry', async () => {
  await changeKeys(1)
  const asProduct = (work: (sql: Sql) => Promise<unknown>) =>
    app.parts.database
      .tenant(tenant.uuid, (tx) => work(tx as unknown as Sql))
      .then(
        () => 'done',
        (error: Error & { code?: string }) => error.code,
      )
  const denied = '42501'
  assert.is(await asProduct((sql) => sql`update audit_log set actor = 'x'`), denied)
  assert.is(await asProduct((sql) => sql`delete from audit_log`), denied)
  assert.is(await asProduct((sql) => sql`truncate audit_log`), denied)
  assert.is(await asProduct((sql) => sql`update audit_heads set seq = 0`), denied)
  assert.is(
    await asProduct((sql) => sql`insert into audit_log (tenant_id, seq) values (${tenant.uuid}, 9)`),
    denied,
  )
  const foreign = await app.addTenant()
  assert.is(
    await asProduct(
      (sql) => sql`
        insert into audit_log (tenant_id, at, actor, action, details, request_id)
        values (${foreign.uuid}, now(), 'x', 'x', '{}', 'x')`,
    ),
    denied,
  )
})

test('only who may read the log does, page by page', async () => {
  await changeKeys(3)
  const agent = app.trpc(await tenant.token('agent'))
  const refused = await agent.audit.list.query({}).catch((error: { data: { failure: string } }) => error.data)
  assert.is((refused as { failure: string }).failure, 'permission_denied')
  const first = await (await portal()).audit.list.query({ limit: 2 })
  const second = await (await portal()).audit.list.query({ limit: 2, cursor: first.nextCursor ?? '' })
  assert.equal(
    [...first.data, ...second.data].map(({ seq }) => seq),
    [3, 2, 1],
  )
  assert.is(second.nextCursor, null)
})

test.run()
