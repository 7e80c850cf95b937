import { gzipSync } from 'node:zlib'
import * as assert from 'uvu/assert'
import { findPages } from '../server/domain/knowledge/extract/find-pages.ts'
import { createRobots } from '../server/domain/knowledge/extract/robots.ts'
import { readSitemap } from '../server/domain/knowledge/extract/sitemap.ts'
import { createDialler, type Dialler } from '../server/platform/dialler.ts'
import { createOutbound } from '../server/platform/outbound.ts'
import { html, indexOf, type Site, send, sitemapOf, startSite, xml } from './support/site.ts'
import { suite } from './support/suite.ts'

const test = suite('sitemaps')
let dialler: Dialler
let site: Site

test.before(() => {
  dialler = createDialler(createOutbound(['127.0.0.1/32']))
})
test.before.each(async () => {
  site = await startSite()
})
test.after.each(() => site.close())
test.after(() => dialler.close())

const find = (path: string) => findPages({ dialler, robots: createRobots(dialler) }, site.url + path)
const paths = async (path: string) => (await find(path)).pages.map(({ url }) => url.replace(site.url, ''))
const urlsIn = (text: string) => readSitemap(text, 100).entries.map(({ url }) => url)

test('an entry is an address of a page, not of its pictures, however it is written', () => {
  const text = `\ufeff<?xml version="1.0"?>
    <s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <!-- <url><loc>https://a.example/no</loc></url> -->
    <s:url><image:image><image:loc>https://a.example/no.png</image:loc></image:image>
      <s:loc>
        https://a.example/?a=1&amp;b=2
      </s:loc><s:lastmod>2026-01-02</s:lastmod></s:url>
    <s:url><s:loc><![CDATA[https://a.example/?c=3&d=4]]></s:loc></s:url>
    <s:url><s:loc>https://a.example/?e=5&f=6</s:loc></s:url>
    <s:url><s:lastmod>2026-01-02</s:lastmod></s:url>
    </s:urlset>`
  assert.equal(readSitemap(text, 100), {
    kind: 'pages',
    entries: [
      { url: 'https://a.example/?a=1&b=2', lastmod: '2026-01-02' },
      { url: 'https://a.example/?c=3&d=4', lastmod: null },
      { url: 'https://a.example/?e=5&f=6', lastmod: null },
    ],
  })
  assert.equal(urlsIn('https://a.example/1\r\nhttps://a.example/2\n'), [
    'https://a.example/1',
    'https://a.example/2',
  ])
})

test('what a document type declares is never expanded, nor fetched', () => {
  const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
  const text = `<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY l0 "lol">${lol}<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <urlset><url><loc>https://a.example/&l9;&x;</loc></url><url><loc>https://a.example/good</loc></url></urlset>`
  assert.equal(urlsIn(text), ['https://a.example/&l9;&x;', 'https://a.example/good'])
})

test('what is no sitemap is none, and one that is broken says what it can', () => {
  for (const text of ['', '<html><url><loc>https://a.example</loc></url></html>', 'Hello', '<rss/>', '{}'])
    assert.equal(readSitemap(text, 100), { kind: 'other', entries: [] }, text)
  assert.equal(urlsIn('<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.exa'), [
    'https://a.example/1',
  ])
  assert.equal(urlsIn(`<urlset>${'<a>'.repeat(10_000)}<url><loc>https://a.example/1</loc></url>`), [])
})

test('the sitemaps are those of robots.txt, packed or one of many', async () => {
  site.pages = {
    '/robots.txt': send(200, {}, `Sitemap: ${site.url}/index.xml\nSitemap: /more.xml.gz\n`),
    '/index.xml': xml(indexOf([`${site.url}/a.xml.gz`, `${site.url}/b.xml`, 'https://b.example/c.xml'])),
    '/a.xml.gz': send(
      200,
      { 'content-type': 'application/gzip' },
      gzipSync(sitemapOf([`${site.url}/a#top`])),
    ),
    '/b.xml': send(
      200,
      { 'content-type': 'text/xml', 'content-encoding': 'gzip' },
      gzipSync(sitemapOf([`${site.url}/b`, `${site.url}/a`])),
    ),
    '/more.xml.gz': send(200, {}, gzipSync(gzipSync('x'))),
  }
  const found = await find('/')
  assert.equal(
    found.pages.map(({ url }) => url.replace(site.url, '')),
    ['/a', '/b'],
  )
  assert.equal([found.elsewhere, found.faults.map(({ why }) => why.code)], [1, ['unreadable']])
})

test('a page stands for what is below it, and a sitemap for all that it names', async () => {
  const urls = ['/', '/help', '/help/a', '/helpers', '/index.html'].map((path) => site.url + path)
  site.pages = {
    '/sitemap.xml': xml(Buffer.from(`\ufeff${sitemapOf(urls)}`, 'utf16le')),
    '/help': html('Help', '<p>x</p>'),
    '/index.html': html('Home', '<p>x</p>'),
  }
  assert.equal(await paths('/help'), ['/help', '/help/a'])
  assert.is((await paths('/index.html')).length, 5)
  assert.is((await paths('/sitemap.xml')).length, 5)
})

test('a site that has moved may name the pages of where it is now', async () => {
  const now = await startSite()
  site.pages['/'] = send(301, { location: `${now.url}/` })
  now.pages = { '/': html('Home', 'x'), '/sitemap.xml': xml(sitemapOf([`${now.url}/a`, `${site.url}/b`])) }
  const found = await find('/')
  assert.equal([found.pages.map(({ url }) => url), found.elsewhere], [[`${now.url}/a`, `${site.url}/b`], 0])
  now.close()
})

test('it reads so much, and says what was left out', async () => {
  site.pages = {
    '/many.xml': xml(sitemapOf(Array.from({ length: 60_000 }, (_, at) => `${site.url}/${at}`))),
    '/index.xml': xml(indexOf(['/many.xml', '/late.xml', '/later.xml'].map((path) => site.url + path))),
  }
  const { pages, leftOut, faults } = await find('/index.xml')
  assert.equal([pages.length, leftOut], [500, 49_497])
  assert.equal(
    faults.map(({ url, why }) => [url.replace(site.url, ''), why.code]),
    [['/late.xml', 'too_large']],
  )
  assert.not.ok(site.asked.includes('/late.xml'))
})

test.run()
