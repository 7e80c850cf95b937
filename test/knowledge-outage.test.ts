import * as assert from 'uvu/assert'
import { uuidOf } from '../server/platform/ids.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import type { Rest } from './support/rest.ts'
import { html, type Site, send, sitemapOf, startSite, xml } from './support/site.ts'
import { suite } from './support/suite.ts'

const test = suite('sites that are away')
let app: TestApp
let tenant: TestTenant
let owner: Rest
let site: Site

test.before(async () => {
  app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32' })
})
test.before.each(async () => {
  site = await startSite()
  tenant = await app.addTenant()
  owner = app.rest(await tenant.token())
})
test.after.each(() => site.close())
test.after(() => app.stop())

const names = (...paths: string[]) => xml(sitemapOf(paths.map((path) => site.url + path)))
const read = async (id: string) => (await owner.get(`/api/knowledge/sources/${id}`)).body
const settled = async (id: string) => {
  await waitUntil(async () => {
    const { status, failureCode } = await read(id)
    return failureCode !== 'retrying' && ['ready', 'failed'].includes(status)
  }, 60_000)
  return read(id)
}
const add = async (source: object) => {
  const made = await owner.post('/api/knowledge/sources', source)
  assert.is(made.status, 202, made.text)
  return settled(made.body.id)
}
const refresh = async (id: string) => {
  site.asked = []
  assert.is((await owner.post(`/api/knowledge/sources/${id}/refresh`)).status, 202)
  return settled(id)
}
const pagesOf = async (id: string, query = '') =>
  (await owner.get(`/api/knowledge/sources/${id}/pages?limit=100${query}`)).body.data
const failuresOf = async (id: string) =>
  Object.fromEntries(
    (await pagesOf(id, '&status=failed')).map(
      ({ url, failureCode }: { url: string; failureCode: string }) => [
        url.replace(site.url, ''),
        failureCode,
      ],
    ),
  )
const ask = async (message: string) =>
  (await app.rest().post('/api/chat', { message, session_id: crypto.randomUUID(), business_id: tenant.slug }))
    .body
/** As if it had been away for longer. */
const triedSoOften = (id: string, outages: number) =>
  app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`update knowledge_sources set outages = ${outages} where id = ${uuidOf('ksrc', id)}`,
  )

test('a site that is away is asked again, and a page that stays away keeps what it said', async () => {
  let sitemaps = 0
  let parking = 0
  site.pages = {
    '/sitemap.xml': (request, response) =>
      (sitemaps++ === 0 ? send(503) : names('/prices', '/parking', '/pets'))(request, response),
    '/prices': html('Prices', '<p>A check-up costs £68.</p>'),
    '/parking': (request, response) =>
      (parking++ === 0
        ? send(429, { 'retry-after': '1' })
        : html('Parking', '<p>Two spaces behind the house.</p>'))(request, response),
    '/pets': html('Pets', '<p>Dogs are welcome.</p>'),
  }
  const source = await add({ kind: 'site', url: site.url })
  assert.equal([source.status, source.pages.ready, sitemaps, parking], ['ready', 3, 2, 2])
  site.pages['/prices'] = send(500)
  const later = await refresh(source.id)
  assert.equal([later.status, later.pages.ready, later.pages.failed], ['ready', 2, 1])
  assert.equal(await failuresOf(source.id), { '/prices': 'unreachable' })
  assert.is(site.asked.filter((path) => path === '/prices').length, 3)
  assert.match((await ask('How much is a check-up?')).reply, '£68')
})

test('a site that stays away is given up, and keeps what it said', async () => {
  site.pages = {
    '/sitemap.xml': names('/prices', '/parking'),
    '/prices': html('Prices', '<p>A check-up costs £68.</p>'),
    '/parking': html('Parking', '<p>Two spaces behind the house.</p>'),
  }
  const { id } = await add({ kind: 'site', url: site.url })
  site.pages['/prices'] = send(503)
  site.pages['/parking'] = send(503)
  await owner.post(`/api/knowledge/sources/${id}/refresh`)
  await waitUntil(async () => (await read(id)).failureCode === 'retrying', 30_000)
  assert.is((await read(id)).status, 'processing')
  await triedSoOften(id, 9)
  const later = await settled(id)
  assert.equal([later.status, later.pages.failed, later.chunkCount], ['ready', 2, 2])
  assert.equal(await failuresOf(id), { '/prices': 'unreachable', '/parking': 'unreachable' })
  assert.match((await ask('How much is a check-up?')).reply, '£68')
})

test('a page that stays away says in the end that it is not tried again', async () => {
  site.pages['/prices'] = html('Prices', '<p>A check-up costs £68.</p>')
  const { id } = await add({ kind: 'url', url: `${site.url}/prices` })
  site.pages['/prices'] = send(503)
  await owner.post(`/api/knowledge/sources/${id}/refresh`)
  await waitUntil(async () => (await read(id)).failureCode === 'retrying', 30_000)
  await triedSoOften(id, 5)
  const { status, failureCode, failure, chunkCount } = await settled(id)
  assert.equal([status, failureCode, chunkCount], ['failed', 'unreachable', 1])
  assert.match(failure, 'refresh it')
  assert.match((await ask('How much is a check-up?')).reply, '£68')
})

test.run()
