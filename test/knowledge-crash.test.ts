import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as assert from 'uvu/assert'
import { waitUntil } from './support/app.ts'
import { type Product, startProduct } from './support/product.ts'
import { createRest } from './support/rest.ts'
import { html, type Site, sitemapOf, startSite, xml } from './support/site.ts'
import { suite } from './support/suite.ts'

const test = suite('kill -9 of a crawl')
const slug = 'bright-lane-dental'
let dataDir: string
let product: Product
let site: Site

test.before(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'office-crawl-'))
  site = await startSite()
  product = await startProduct(dataDir)
})
test.after(async () => {
  site.close()
  await product.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

test('it goes on at the page where it was', async () => {
  site.pages = {
    '/sitemap.xml': xml(sitemapOf(['/a', '/b', '/c'].map((page) => site.url + page))),
    '/a': html('A', '<p>This is A.</p>'),
    // never answers, the first time
    '/b': () => {},
    '/c': html('C', '<p>This is C.</p>'),
  }
  const { body } = await createRest(product.url, await product.ownerToken(slug)).post(
    '/api/knowledge/sources',
    { kind: 'site', url: site.url },
  )
  await waitUntil(async () => site.asked.includes('/b'), 30_000)
  process.kill(product.postgresPid, 'SIGKILL')
  await product.end('SIGKILL')

  site.pages['/b'] = html('B', '<p>This is B.</p>')
  product = await startProduct(dataDir)
  const rest = createRest(product.url, await product.ownerToken(slug))
  const source = async () => (await rest.get(`/api/knowledge/sources/${body.id}`)).body
  await waitUntil(async () => (await source()).status === 'ready', 90_000)
  assert.is((await source()).pages.ready, 3)
  assert.equal(
    site.asked.filter((page) => ['/sitemap.xml', '/a', '/b', '/c'].includes(page)),
    ['/sitemap.xml', '/a', '/b', '/b', '/c'],
  )
})

test.run()
