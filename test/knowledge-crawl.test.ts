import { gzipSync } from 'node:zlib'
import * as assert from 'uvu/assert'
import { waitAfter } from '../server/domain/knowledge/crawl/read-pages.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import type { Rest } from './support/rest.ts'
import { html, indexOf, type Site, send, sitemapOf, startSite, xml } from './support/site.ts'
import { suite } from './support/suite.ts'

const test = suite('a site is read')
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
const begin = async (url = site.url) => {
  const made = await owner.post('/api/knowledge/sources', { kind: 'site', url })
  assert.is(made.status, 202, made.text)
  return made.body
}
const add = async (url?: string) => settled((await begin(url)).id)
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

test('it is one source, and each page is quoted with its own title and address', async () => {
  site.pages = {
    '/': html('Home', '<p>Welcome.</p>'),
    '/sitemap.xml': names('/', '/prices', '/parking'),
    '/prices': html('Prices', '<h1>Prices</h1><p>A check-up costs £68.</p>'),
    '/parking': html('Getting here', '<h1>Parking</h1><p>There are two spaces behind the house.</p>'),
  }
  const source = await add()
  assert.equal(
    [source.kind, source.status, source.title, source.progress, source.pages],
    ['site', 'ready', new URL(site.url).host, null, { ready: 3, failed: 0, elsewhere: 0, leftOut: 0 }],
  )
  assert.ok(source.fetchedAt)
  for (const [question, says, title, path] of [
    ['How much is a check-up?', '£68', 'Prices', '/prices'],
    ['Where can I park?', 'behind the house', 'Getting here', '/parking'],
  ] as const) {
    const { reply, citations } = await ask(question)
    assert.match(reply, says)
    assert.is(citations[0].url, site.url + path)
    assert.ok(citations[0].title.startsWith(title), citations[0].title)
  }
  const found = await app.trpc(await tenant.token()).knowledge.search.query({ query: 'check-up' })
  assert.equal([found.data[0]?.url, found.data[0]?.title], [`${site.url}/prices`, 'Prices'])
  const pages = await pagesOf(source.id)
  assert.equal(
    pages.map(({ url, title, status }: Record<string, string>) => [url, title, status]),
    [
      [`${site.url}/`, 'Home', 'ready'],
      [`${site.url}/prices`, 'Prices', 'ready'],
      [`${site.url}/parking`, 'Getting here', 'ready'],
    ],
  )
  const trpc = await app.trpc(await tenant.token()).knowledge.pages.query({ id: source.id, limit: 2 })
  assert.equal([trpc.data.length, typeof trpc.nextCursor], [2, 'string'])
})

test('pages that fail are told with why, and those of other hosts are not read', async () => {
  const other = await startSite()
  other.pages['/inside'] = html('Inside', '<p>Secret.</p>')
  site.pages = {
    '/robots.txt': send(200, {}, 'User-agent: *\nDisallow: /private'),
    '/sitemap.xml': xml(
      sitemapOf([
        ...[
          '/good',
          '/none',
          '/login',
          '/private',
          '/image',
          '/empty',
          '/large',
          '/away',
          '/loop',
          '/net',
        ].map((path) => site.url + path),
        `${other.url}/inside`,
        'https://elsewhere.example/x',
        'ftp://elsewhere.example/x',
      ]),
    ),
    '/good': html('Good', '<p>A check-up costs £68.</p>'),
    '/login': send(403),
    '/private': html('Private', '<p>x</p>'),
    '/image': send(200, { 'content-type': 'image/png' }, Buffer.from('89504e470d0a1a0a00000000', 'hex')),
    '/empty': html('Empty', ''),
    '/large': send(
      200,
      { 'content-type': 'text/html', 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(20_000_000, 97)),
    ),
    '/away': send(302, { location: `${other.url}/inside` }),
    '/loop': send(302, { location: '/loop' }),
    '/net': send(302, { location: 'http://169.254.169.254/' }),
  }
  const source = await add()
  assert.equal(
    [source.status, source.failure, source.pages],
    ['ready', null, { ready: 1, failed: 9, elsewhere: 2, leftOut: 0 }],
  )
  assert.equal(await failuresOf(source.id), {
    '/none': 'not_found',
    '/login': 'forbidden',
    '/private': 'robots',
    '/image': 'not_text',
    '/empty': 'empty',
    '/large': 'too_large',
    '/away': 'elsewhere',
    '/loop': 'unreachable',
    '/net': 'elsewhere',
  })
  assert.equal([other.asked, site.asked.includes('/private')], [[], false])
  other.close()
})

test('a site none of whose pages can be read has failed, and says why', async () => {
  site.pages = { '/sitemap.xml': names('/a', '/b') }
  const source = await add()
  assert.equal([source.status, source.failureCode], ['failed', 'not_found'])
  assert.match(source.failure, 'There is no page there (404).')
})

test('a site whose sitemap cannot be read has failed', async () => {
  for (const [path, serve, code] of [
    ['/', send(404), 'not_found'],
    ['/none.xml', send(404), 'not_found'],
    ['/empty.xml', xml(sitemapOf([])), 'empty'],
    ['/deep.xml', xml(indexOf([`${site.url}/deep2.xml`])), 'unreadable'],
    ['/bomb.xml', send(200, {}, gzipSync(Buffer.alloc(50_000_000, 97))), 'too_large'],
  ] as const) {
    site.pages = { [path]: serve, '/deep2.xml': xml(indexOf([`${site.url}/x.xml`])) }
    const source = await add(site.url + path)
    assert.equal([source.status, source.failureCode], ['failed', code], `${path}: ${source.failure}`)
  }
  const inside = await owner.post('/api/knowledge/sources', { kind: 'site', url: 'http://10.0.0.1/' })
  assert.equal([inside.status, inside.body.code], [422, 'url_not_allowed'])
  const without = await owner.post('/api/knowledge/sources', { kind: 'site' })
  assert.equal([without.status, without.body.errors[0].path], [422, 'url'])
})

test('refreshing reads what has changed, drops what is gone, and leaves the rest', async () => {
  let price = 68
  const cached: string[] = []
  site.pages = {
    '/sitemap.xml': names('/prices', '/parking', '/pets', '/old'),
    '/prices': (request, response) => html('Prices', `<p>A check-up costs £${price}.</p>`)(request, response),
    '/parking': (request, response) => {
      cached.push(request.headers['if-none-match'] ?? '')
      const same = request.headers['if-none-match'] === '"v1"'
      if (same) response.writeHead(304).end()
      else html('Parking', '<p>Two spaces behind the house.</p>', { etag: '"v1"' })(request, response)
    },
    '/pets': html('Pets', '<p>Dogs are welcome in the waiting room.</p>'),
    '/old': html('Old', '<p>We sell bicycles on Fridays.</p>'),
  }
  const { id } = await add()
  const chunks = async () =>
    Object.fromEntries(
      (
        await app.parts.database.tenant(
          tenant.uuid,
          (tx) => tx<{ id: string; url: string }[]>`
            select c.id, p.url from knowledge_chunks c
            join knowledge_pages p on p.tenant_id = c.tenant_id and p.id = c.page_id`,
        )
      ).map((chunk) => [chunk.url.replace(site.url, ''), chunk.id]),
    )
  const before = await chunks()
  price = 72
  site.pages['/sitemap.xml'] = names('/prices', '/parking', '/pets', '/new')
  site.pages['/new'] = html('New', '<p>We sell skateboards.</p>')
  assert.equal((await refresh(id)).pages, { ready: 4, failed: 0, elsewhere: 0, leftOut: 0 })
  const after = await chunks()
  assert.equal(cached, ['', '"v1"'])
  assert.equal([after['/parking'], after['/pets']], [before['/parking'], before['/pets']])
  assert.is.not(after['/prices'], before['/prices'])
  assert.equal(Object.keys(after).sort(), ['/new', '/parking', '/pets', '/prices'])
  assert.match((await ask('How much is a check-up?')).reply, '£72')
  assert.not.match((await ask('Do you sell bicycles?')).reply, 'Fridays')
})

test('what was read stays while the sitemap or a part of it cannot be read', async () => {
  site.pages = {
    '/index.xml': xml(indexOf([`${site.url}/a.xml`, `${site.url}/b.xml`])),
    '/a.xml': names('/prices'),
    '/b.xml': names('/parking'),
    '/prices': html('Prices', '<p>A check-up costs £68.</p>'),
    '/parking': html('Parking', '<p>Two spaces behind the house.</p>'),
  }
  const { id } = await add(`${site.url}/index.xml`)
  site.pages['/b.xml'] = send(404)
  assert.equal((await refresh(id)).pages, { ready: 2, failed: 1, elsewhere: 0, leftOut: 0 })
  assert.equal(await failuresOf(id), { '/b.xml': 'not_found' })
  delete site.pages['/index.xml']
  const gone = await refresh(id)
  assert.equal([gone.status, gone.failureCode, gone.chunkCount], ['failed', 'not_found', 2])
  assert.match((await ask('How much is a check-up?')).reply, '£68')
})

test('how far it is can be seen while it runs', async () => {
  let release = () => {}
  site.pages = {
    '/sitemap.xml': names('/none', '/slow', '/last'),
    '/slow': (request, response) => {
      release = () => html('Slow', '<p>A check-up costs £68.</p>')(request, response)
    },
    '/last': html('Last', '<p>Two spaces behind the house.</p>'),
  }
  const { id, progress } = await begin()
  assert.is(progress, null)
  await waitUntil(async () => site.asked.includes('/slow'), 30_000)
  const running = await read(id)
  assert.equal([running.status, running.progress], ['processing', { done: 1, total: 3, failed: 1 }])
  assert.equal((await pagesOf(id, '&status=queued')).length, 2)
  const seen = await app.trpc(await tenant.token()).knowledge.get.query({ id })
  assert.equal(seen.progress, { done: 1, total: 3, failed: 1 })
  release()
  const done = await settled(id)
  assert.equal([done.status, done.progress, done.pages.ready], ['ready', null, 2])
})

test('a host is asked one thing at a time, whoever reads it', async () => {
  site.pages = { '/sitemap.xml': names('/a', '/b', '/c') }
  for (const path of ['/a', '/b', '/c'])
    site.pages[path] = (request, response) =>
      setImmediate(() => html(path, `<p>This is ${path}.</p>`)(request, response))
  const both = await Promise.all([begin(), begin(`${site.url}/sitemap.xml`)])
  for (const { id } of both) assert.is((await settled(id)).pages.ready, 3)
  assert.is(site.mostAtOnce, 1)
  assert.equal([waitAfter(3_000, 50), waitAfter(3_600_000, 50), waitAfter(null, 50)], [3_000, 30_000, 50])
})

test('a site that is deleted goes with its pages, while it is read too', async () => {
  let release = () => {}
  site.pages = {
    '/sitemap.xml': names('/prices', '/slow'),
    '/prices': html('Prices', '<p>A check-up costs £68.</p>'),
    '/slow': (request, response) => {
      release = () => html('Slow', '<p>Too late.</p>')(request, response)
    },
  }
  const { id } = await begin()
  await waitUntil(async () => site.asked.includes('/slow'), 30_000)
  assert.is((await owner.send('DELETE', `/api/knowledge/sources/${id}`)).status, 204)
  release()
  assert.not.match((await ask('How much is a check-up?')).reply, '£68')
  assert.is((await owner.get(`/api/knowledge/sources/${id}/pages`)).status, 404)
  const [left] = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`
      select (select count(*) from knowledge_chunks) + (select count(*) from knowledge_pages)
        + (select count(*) from knowledge_crawls) as count`,
  )
  assert.is(left?.count, 0n)
})

test.run()
