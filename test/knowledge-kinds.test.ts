import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import * as assert from 'uvu/assert'
import { extract } from '../server/domain/knowledge/extract/extract.ts'
import { connect } from '../server/platform/postgres.ts'
import { startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { docxOf, pdfOf } from './support/documents.ts'
import type { Rest } from './support/rest.ts'
import { suite } from './support/suite.ts'

const test = suite('kinds of knowledge')
let app: TestApp
let tenant: TestTenant
let owner: Rest
let token: string
let site: http.Server
let siteUrl: string
let pages: Record<string, (request: IncomingMessage, response: ServerResponse) => void>

test.before(async () => {
  app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32' })
  site = http.createServer((request, response) => {
    const page = pages[request.url ?? '']
    if (page) page(request, response)
    else response.writeHead(404).end()
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
test.before.each(async () => {
  tenant = await app.addTenant()
  token = await tenant.token()
  owner = app.rest(token)
  pages = {}
})
test.after(async () => {
  site.closeAllConnections()
  site.close()
  await app.stop()
})

const html =
  (body: string, head = '<title>Prices &amp; more</title>') =>
  (_: IncomingMessage, response: ServerResponse) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<html lang="en">${head}<body>${body}</body></html>`)
const settled = async (id: string) => {
  await waitUntil(
    async () =>
      !['queued', 'processing'].includes((await owner.get(`/api/knowledge/sources/${id}`)).body.status),
    40_000,
  )
  return (await owner.get(`/api/knowledge/sources/${id}`)).body
}
const add = async (source: object) => {
  const made = await owner.post('/api/knowledge/sources', source)
  assert.is(made.status, 202, made.text)
  return settled(made.body.id)
}
const upload = async (name: string, bytes: Uint8Array, fields: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([bytes as never]), name)
  const response = await fetch(`${app.url}/api/knowledge/sources`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  return { status: response.status, body: await response.json() }
}
const ask = async (message: string) =>
  (await app.rest().post('/api/chat', { message, session_id: crypto.randomUUID(), business_id: tenant.slug }))
    .body

test('a page is read, called as it calls itself, and quoted with its address', async () => {
  pages['/prices'] = html(
    '<nav>Home</nav><main><h1>Prices</h1><p>A check-up costs £68.</p></main><script>bad()</script>',
  )
  const source = await add({ kind: 'url', url: `${siteUrl}/prices` })
  assert.equal(
    [source.status, source.title, source.language, source.failureCode],
    ['ready', 'Prices & more', 'en', null],
  )
  assert.ok(source.fetchedAt)
  const { reply, citations } = await ask('How much is a check-up?')
  assert.match(reply, '£68')
  assert.equal(
    [citations[0].url, citations[0].title.startsWith('Prices & more')],
    [`${siteUrl}/prices`, true],
  )
})

test('a page that has changed is read again, and one that is gone is quoted no more', async () => {
  pages['/prices'] = html('<h1>Prices</h1><p>A check-up costs £68.</p>')
  const { id } = await add({ kind: 'url', url: `${siteUrl}/prices` })
  pages['/prices'] = html('<h1>Prices</h1><p>A check-up costs £72.</p>')
  assert.is((await owner.post(`/api/knowledge/sources/${id}/refresh`)).status, 202)
  assert.is((await settled(id)).status, 'ready')
  assert.match((await ask('How much is a check-up?')).reply, '£72')
  delete pages['/prices']
  await owner.post(`/api/knowledge/sources/${id}/refresh`)
  const gone = await settled(id)
  assert.equal(
    [gone.status, gone.failureCode, gone.failure],
    ['failed', 'not_found', 'There is no page there (404).'],
  )
  assert.not.match((await ask('How much is a check-up?')).reply, '£72')
})

test('what cannot be read says why', async () => {
  const send =
    (status: number, headers: Record<string, string>, body: string | Buffer = '') =>
    (_: IncomingMessage, response: ServerResponse) =>
      response.writeHead(status, headers).end(body)
  pages = {
    '/login': send(403, {}),
    '/empty': html(''),
    '/image': send(200, { 'content-type': 'image/png' }, Buffer.from('89504e470d0a1a0a00000000', 'hex')),
    '/large': send(200, { 'content-type': 'text/html' }, 'x'.repeat(3_000_000)),
    '/bomb': send(
      200,
      { 'content-type': 'text/html', 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(50_000_000, 97)),
    ),
    '/loop': send(302, { location: '/loop' }),
    '/inside': send(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
    '/private': html('<p>x</p>'),
    '/robots.txt': send(200, { 'content-type': 'text/plain' }, 'User-agent: *\nDisallow: /private'),
  }
  for (const [path, code] of [
    ['/login', 'forbidden'],
    ['/empty', 'empty'],
    ['/image', 'not_text'],
    ['/large', 'too_large'],
    ['/bomb', 'too_large'],
    ['/loop', 'unreachable'],
    ['/inside', 'forbidden'],
    ['/private', 'robots'],
    ['/none', 'not_found'],
  ]) {
    const source = await add({ kind: 'url', url: siteUrl + path })
    assert.equal([source.status, source.failureCode], ['failed', code], `${path}: ${source.failure}`)
    assert.is(source.chunkCount, 0)
  }
})

test('a page in a private network is refused at once, and packed pages are read', async () => {
  const inside = await owner.post('/api/knowledge/sources', { kind: 'url', url: 'http://10.0.0.1/x' })
  assert.equal([inside.status, inside.body.code], [422, 'url_not_allowed'])
  pages['/packed'] = (_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' })
      .end(gzipSync('<p>Parking is behind the house.</p>'))
  pages['/old'] = (_, response) => response.writeHead(301, { location: '/packed' }).end()
  assert.is((await add({ kind: 'url', url: `${siteUrl}/old`, title: 'Parking' })).title, 'Parking')
  assert.match((await ask('Where can I park?')).reply, 'behind the house')
})

test('questions and answers are quoted', async () => {
  const source = await add({
    kind: 'faq',
    title: 'Questions',
    faq: [
      { question: 'Do you treat children?', answer: 'Yes, from the age of three.' },
      { question: 'Is there parking?', answer: 'Two spaces behind the house.' },
    ],
  })
  assert.is(source.status, 'ready')
  assert.match((await ask('Do you treat children?')).reply, 'age of three')
})

test('files are uploaded: PDF, Word, Markdown and text', async () => {
  for (const [name, bytes, said, answer] of [
    ['prices.pdf', pdfOf(['A check-up costs 68 pounds.']), 'How much is a check-up?', '68 pounds'],
    [
      'parking.docx',
      await docxOf('Parking', 'There are two spaces behind the house.'),
      'Where can I park?',
      'two spaces',
    ],
    [
      'pets.md',
      Buffer.from('# Pets\n\nDogs are welcome in the waiting room.'),
      'Are dogs welcome?',
      'Dogs are welcome',
    ],
    [
      'wifi.txt',
      Buffer.from('The password of the guest network is tulip.'),
      'What is the password of the guest network?',
      'tulip',
    ],
  ] as const) {
    const made = await upload(name, bytes)
    assert.is(made.status, 202, JSON.stringify(made.body))
    const source = await settled(made.body.id)
    assert.equal(
      [source.status, source.fileName, source.kind],
      ['ready', name, 'file'],
      `${name}: ${source.failure}`,
    )
    assert.match((await ask(said)).reply, answer, name)
  }
})

test('files that cannot be read say why, and one that is too large is refused', async () => {
  for (const [name, bytes, code] of [
    ['locked.pdf', pdfOf(['x'], { encrypted: true }), 'encrypted'],
    ['scan.pdf', pdfOf(['']), 'empty'],
    ['broken.pdf', Buffer.from('%PDF-1.7\nnothing'), 'unreadable'],
    ['photo.jpg', Buffer.from('ffd8ffe000104a46494600', 'hex'), 'not_text'],
    ['tables.xlsx', Buffer.from('504b030414000000', 'hex'), 'not_text'],
  ] as const) {
    const made = await upload(name, bytes)
    assert.is(made.status, 202, JSON.stringify(made.body))
    const source = await settled(made.body.id)
    assert.equal([source.status, source.failureCode], ['failed', code], `${name}: ${source.failure}`)
  }
  const large = await upload('large.txt', Buffer.alloc(10_000_001, 97))
  assert.equal([large.status, large.body.code], [413, 'payload_too_large'])
  const stray = await upload('a.txt', Buffer.from('a'), { mood: 'x' })
  assert.equal([stray.status, stray.body.code], [422, 'unknown_field'])
})

test('how many pages of a PDF are read can be seen until they are kept', async () => {
  const lines = Array.from({ length: 25 }, (_, at) => `Line ${at}.`)
  const seen: object[] = []
  const { markdown } = await extract(
    { bytes: pdfOf(lines), type: null, charset: null, name: 'x.pdf' },
    (progress) => seen.push(progress),
  )
  assert.is(markdown, lines.join('\n\n'))
  assert.equal(
    seen,
    [10, 20, 25].map((done) => ({ done, total: 25 })),
  )
  const database = connect(app.databaseUrl, { max: 1 })
  const made = await database.begin(async (tx) => {
    await tx`lock table knowledge_chunks in access exclusive mode`
    const { body } = await upload('long.pdf', pdfOf(lines))
    await waitUntil(
      async () => (await owner.get(`/api/knowledge/sources/${body.id}`)).body.progress !== null,
      30_000,
    )
    const { status, progress } = (await owner.get(`/api/knowledge/sources/${body.id}`)).body
    assert.equal([status, progress.total, progress.failed], ['processing', 25, 0])
    return body
  })
  await database.end()
  const { status, progress, pages } = await settled(made.id)
  assert.equal([status, progress, pages], ['ready', null, null])
})

test('a source is deleted with all that was made of it', async () => {
  const { id } = await add({ kind: 'text', title: 'Prices', text: '# Prices\n\nA check-up costs £68.' })
  assert.match((await ask('How much is a check-up?')).reply, '£68')
  assert.is((await owner.send('DELETE', `/api/knowledge/sources/${id}`)).status, 204)
  assert.not.match((await ask('How much is a check-up?')).reply, '£68')
  assert.is((await owner.get(`/api/knowledge/sources/${id}`)).status, 404)
  const [left] = await app.parts.database.tenant(
    tenant.uuid,
    (tx) => tx`select count(*)::int as count from knowledge_chunks`,
  )
  assert.is(left?.count, 0)
})

test('each kind wants its own, and nothing of the others', async () => {
  for (const [body, path] of [
    [{ kind: 'text', title: 'x' }, 'text'],
    [{ kind: 'faq', title: 'x' }, 'faq'],
    [{ kind: 'url' }, 'url'],
    [{ kind: 'file' }, 'file'],
    [{ kind: 'text', text: 'x' }, 'title'],
    [{ kind: 'url', url: 'https://example.com', text: 'x' }, 'text'],
    [{ kind: 'url', url: 'ftp://example.com' }, 'url'],
  ] as const) {
    const answer = await owner.post('/api/knowledge/sources', body)
    assert.equal([answer.status, answer.body.errors?.[0]?.path], [422, path], answer.text)
  }
  const elsewhere = await fetch(`${app.url}/api/personas`, { method: 'POST', body: new FormData() })
  assert.is(elsewhere.status, 415)
})

test.run()
