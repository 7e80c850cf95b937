import type { Browser, Page } from 'playwright-core'
import * as assert from 'uvu/assert'
import { openSession } from '../../server/domain/accounts/signed-in.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { suite } from '../support/suite.ts'
import { openBrowser } from './chromium.ts'

const test = suite('demo site on the real product')
let app: TestApp
let browser: Browser

test.before(async () => {
  app = await startApp({ NODE_ENV: 'development' })
  browser = await openBrowser()
})
test.after(async () => {
  await browser?.close()
  await app?.stop()
})

async function open(slug: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${app.url}/demo/${slug}`)
  return page
}

async function ask(page: Page, text: string): Promise<string> {
  const before = await page.locator('.from-bob').count()
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
  const answer = page.locator('.from-bob').nth(before)
  await answer.waitFor()
  await page.locator('.dots').waitFor({ state: 'detached' })
  return (await answer.textContent()) ?? ''
}

test('a visitor asks and reads the right answer, cited', async () => {
  const page = await open('bright-lane-dental')
  assert.match(await ask(page, 'How much is a scale and polish?'), '£72')
  await page.locator('.citations summary').last().click()
  assert.match((await page.locator('.citations').last().textContent()) ?? '', '£72')
  await page.close()
})

test('the answer is in the language of the question', async () => {
  const page = await open('casa-lumbre')
  assert.match(await ask(page, 'hola'), /Bob/)
  assert.match(await ask(page, 'Quiero hablar con una persona'), /equipo/)
  await page.close()
})

test('a German business is German all over, and reads words that are written together', async () => {
  const page = await open('kettenwerk')
  assert.is(await page.getByRole('textbox').getAttribute('placeholder'), 'Ihre Frage')
  assert.match((await page.locator('body').textContent()) ?? '', 'Was Bob gelesen hat')
  assert.match(await ask(page, 'Holt ihr das Fahrrad auch zu Hause ab?'), '24 €')
  assert.match(await ask(page, 'Wie hoch ist die Leihradkaution beim Lastenrad?'), '300 €')
  await page.close()
})

test('what nothing says is not made up, and a plain yes asks the team', async () => {
  const page = await open('riverbend-city-hall')
  assert.match(await ask(page, 'Do you sell second-hand bicycles from Portugal?'), /don't know|not sure/)
  assert.match(await ask(page, 'yes please'), /recorded/)
  await page.close()
})

test('who asks for a person hears them, also after coming back', async () => {
  const page = await open('bright-lane-dental')
  const asked = page.waitForRequest('**/api/chat')
  assert.match(await ask(page, 'I want to talk to a human please'), /recorded/)
  const { session_id } = (await asked).postDataJSON()
  const { parts, demo } = app
  const tenant = demo?.tenants.find(({ slug }) => slug === 'bright-lane-dental')?.id ?? ''
  const [agent] = await parts.database.tenant(
    tenant,
    (tx) => tx<{ id: string }[]>`select id from users where tenant_id = ${tenant} and role = 'agent'`,
  )
  const session = await parts.database.tenant(tenant, (tx) =>
    openSession(tx, { tenantId: tenant, id: agent?.id ?? '' }, new Date()),
  )
  const actor = { kind: 'user', id: agent?.id ?? '', tenantId: tenant, role: 'agent', ...session } as const
  const staff = app.rest(await parts.tokens.sign(actor, 600))
  const { data } = (await staff.get('/api/conversations?control=queue')).body
  const { id } = data.find((each: { session_id: string }) => each.session_id === session_id)
  await staff.post(`/api/conversations/${id}/takeover`, {})
  await staff.post('/api/chat/message', { session_id, message: 'Hello, how can I help?' })
  const said = page.locator('.from-human')
  await said.waitFor()
  assert.match((await said.textContent()) ?? '', /Demo agent.*Hello, how can I help\?/)
  assert.match((await page.locator('[data-status]').textContent()) ?? '', /person/)
  assert.match(await noteAfter(page, 'Thank you!'), /with the team/)
  await page.reload()
  await staff.post('/api/chat/message', { session_id, message: 'You are welcome.' })
  await said.nth(1).waitFor()
  assert.is(await said.count(), 2)
  assert.is(await page.locator('.from-bob:not([data-greeting])').count(), 1)
  await page.close()
})

async function noteAfter(page: Page, text: string): Promise<string> {
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
  const note = page.locator('.message.note').last()
  await note.waitFor()
  return (await note.textContent()) ?? ''
}

test('the API reference loads without another host', async () => {
  const page = await browser.newPage()
  const foreign: string[] = []
  page.on('request', (request) => {
    if (
      !request.url().startsWith(app.url) &&
      !request.url().startsWith('data:') &&
      !request.url().startsWith('blob:')
    )
      foreign.push(request.url())
  })
  await page.goto(`${app.url}/docs/api`)
  await page.getByText('Ask Bob').first().waitFor()
  assert.equal(foreign, [])
  await page.close()
})

test.run()
