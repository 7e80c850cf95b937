import * as assert from 'uvu/assert'
import { routes } from '../facade/routes.ts'
import { roles } from '../server/access/permissions.ts'
import { listRpcs } from '../server/grpc/rpcs.ts'
import { listProcedures } from '../server/trpc/procedures.ts'
import { api } from '../server/trpc/router.ts'
import { startApp, type TestApp } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('page of permissions')
let app: TestApp
let page: string

test.before(async () => {
  app = await startApp()
  page = (await app.rest().get('/docs/permissions')).text
})
test.after(() => app.stop())

const rowOf = (name: string) => page.slice(page.indexOf(`<tr id="${name}">`)).split('</tr>')[0] ?? ''

test('it shows every path, procedure and RPC', () => {
  const procedures = listProcedures()
  assert.equal(
    procedures.map(({ place }) => place),
    Object.keys(api._def.procedures),
  )
  const places = [
    ...routes.map(({ method, path, op }) => ({ place: `${method} ${path}`, op })),
    ...procedures,
    ...listRpcs(),
  ]
  assert.ok(places.length > 100, `${places.length}`)
  for (const { place, op } of places) assert.ok(rowOf(op.name).includes(`<code>${place}</code>`), place)
})

test('a row says who may', () => {
  const cells = (name: string) => [...rowOf(name).matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell]) => cell)
  assert.equal(cells('team.invite').slice(0, 6), ['<code>team.manage</code>', 'yes', 'yes', '–', '–', '–'])
  assert.equal(cells('widgets.get').slice(0, 6), [
    '<code>config.read</code>',
    'yes',
    'yes',
    'yes',
    'yes',
    'yes',
  ])
  assert.equal(cells('tenants.suspend').slice(0, 4), [
    '<code>platform.tenants.manage</code>',
    'yes',
    '–',
    '–',
  ])
  assert.is(cells('accounts.login')[0], 'none')
  assert.equal(Object.keys(roles), ['owner', 'admin', 'agent', 'viewer'])
})

test.run()
