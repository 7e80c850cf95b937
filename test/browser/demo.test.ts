import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import * as assert from 'uvu/assert'
import { suite } from '../support/suite.ts'
import { openBrowser } from './chromium.ts'
import { startScriptedSite } from './scripted-chat.ts'

const test = suite('demo site')
const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
let browser: Browser
let site: Awaited<ReturnType<typeof startScriptedSite>>
let slug = ''
const faults: string[] = []

test.before(async () => {
  site = await startScriptedSite()
  slug = site.businesses[0]?.slug ?? ''
  browser = await openBrowser()
})
test.after(async () => {
  await browser?.close()
  await site?.stop()
})
test.after.each(() => {
  assert.equal(faults.splice(0), [])
  site.sent.length = 0
})

async function open(options: BrowserContextOptions, path = `/demo/${slug}`): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (line) => /Content Security Policy/.test(line.text()) && faults.push(line.text()))
  await page.goto(site.url + path)
  return page
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
}

const boxText = (page: Page) => page.getByRole('textbox').inputValue()
const focusIsInBox = (page: Page) => page.evaluate(() => document.activeElement?.id === 'message')
const answered = (page: Page, text: string) => page.locator('.from-bob', { hasText: text }).waitFor()

test('the list leads to every business', async () => {
  const page = await open(laptop, '/demo')
  const links = await page.locator('h2 a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  assert.equal(
    links,
    site.businesses.map((business) => `/demo/${business.slug}`),
  )
  await page.context().close()
})

test('an answer streams in with its source, and the source opens at its passage', async () => {
  const page = await open(laptop)
  const source = site.businesses[0]?.knowledge[0]
  const quote = source?.text.split('\n').find((line) => /^[A-Z]/.test(line)) ?? ''
  const citation = { title: source?.title ?? '', url: source?.url ?? '', quote }
  site.answerWith({ pieces: ['First. ', 'Then this:\n', '- one\n- two'], citation })
  await ask(page, 'What is it?')
  await page.locator('.dots').waitFor()
  assert.is(await boxText(page), '')
  assert.ok(await focusIsInBox(page))
  await answered(page, 'First.')
  await page.locator('.citations summary').click()
  assert.equal(await page.locator('.message li:not(.citations li)').allTextContents(), ['one', 'two'])
  await page.locator('.citations a').click()
  await page.locator('.sources details[open] .cited').waitFor()
  await page.context().close()
})

test('a line that breaks keeps the text, and trying again carries the same key', async () => {
  const page = await open(laptop)
  site.answerWith('broken', { pieces: ['Here it is.'] })
  await ask(page, 'Are you open?')
  await page.locator('.notice.failed').waitFor()
  assert.is(await boxText(page), 'Are you open?')
  assert.is(await page.locator('.from-visitor').count(), 0)
  await page.getByRole('button', { name: 'Try again' }).click()
  await answered(page, 'Here it is.')
  assert.is(new Set(site.sent.map(({ key }) => key)).size, 1)
  assert.is(new Set(site.sent.map(({ session_id }) => session_id)).size, 1)
  await page.context().close()
})

test('a limit counts down, holds the message, then lets it go', async () => {
  const page = await open(laptop)
  site.answerWith({ status: 429, code: 'rate_limited', retryAfterS: 1 }, { pieces: ['Now.'] })
  await ask(page, 'Hello again')
  await page.locator('.notice.wait').waitFor()
  await page.keyboard.press('Enter')
  assert.is(await boxText(page), 'Hello again')
  await page.getByText('You can send again.').waitFor()
  await page.keyboard.press('Enter')
  await answered(page, 'Now.')
  await page.context().close()
})

test('a failure of ours shows the request id', async () => {
  const page = await open(laptop)
  site.answerWith({ status: 500, code: 'internal' })
  await ask(page, 'Hello')
  assert.is(await page.locator('.request-id code').textContent(), 'request-7')
  await page.context().close()
})

test('a reload keeps the conversation and the draft; a new one can be taken back', async () => {
  const page = await open(laptop)
  site.answerWith({ pieces: ['Kept.'] })
  await ask(page, 'Remember me')
  await answered(page, 'Kept.')
  await page.getByRole('textbox').fill('half a thou')
  await page.reload()
  assert.is(await boxText(page), 'half a thou')
  await answered(page, 'Kept.')
  await page.getByRole('button', { name: 'New conversation' }).click()
  assert.is(await page.locator('.from-visitor').count(), 0)
  await page.getByRole('button', { name: 'Back to the last one' }).click()
  await answered(page, 'Kept.')
  await page.context().close()
})

test('markup in a reply stays text', async () => {
  const page = await open(laptop)
  site.answerWith({ pieces: ['<img src=x onerror=alert(1)> javascript:alert(1) https://example.com/a.'] })
  await ask(page, 'Hello')
  await answered(page, '<img src=x')
  assert.is(await page.locator('.chat-log img').count(), 0)
  const links = await page.locator('.chat-log .text a').evaluateAll((all) => all.map((a) => a.outerHTML))
  assert.equal(links, [
    '<a href="https://example.com/a" target="_blank" rel="noopener nofollow">https://example.com/a</a>',
  ])
  await page.context().close()
})

test('on a phone the chat is a sheet that traps the focus and gives it back', async () => {
  const page = await open(phone)
  assert.not(await page.locator('#chat').isVisible())
  await page.getByRole('button', { name: 'Ask Bob' }).focus()
  await page.keyboard.press('Enter')
  assert.ok(await focusIsInBox(page))
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab')
    assert.is(await page.evaluate(() => document.activeElement?.closest('.site')), null)
  }
  await page.keyboard.press('Escape')
  await page.locator('#chat').waitFor({ state: 'hidden' })
  assert.is(await page.evaluate(() => document.activeElement?.className), 'launcher')
  await page.context().close()
})

test('nothing scrolls sideways at 320 px', async () => {
  for (const path of ['/', '/demo', ...site.businesses.map((business) => `/demo/${business.slug}`)]) {
    const page = await open({ viewport: { width: 320, height: 256 } }, path)
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path)
    await page.context().close()
  }
})

test('pages are cached by tag, files for ever, and an unknown business is an HTML 404', async () => {
  const list = await fetch(`${site.url}/demo`)
  const etag = list.headers.get('etag') ?? ''
  assert.match(list.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self';/)
  assert.is((await fetch(`${site.url}/demo`, { headers: { 'if-none-match': etag } })).status, 304)
  const styles = /\/assets\/site\.\w+\.css/.exec(await list.text())?.[0]
  assert.match((await fetch(site.url + styles)).headers.get('cache-control') ?? '', /immutable/)
  assert.is((await fetch(`${site.url}/`, { method: 'HEAD' })).status, 200)
  const unknown = await fetch(`${site.url}/demo/nobody`)
  assert.is(unknown.status, 404)
  assert.match(unknown.headers.get('content-type') ?? '', /^text\/html/)
})

test.run()
