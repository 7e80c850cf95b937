import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import * as assert from 'uvu/assert'
import { startApp, type TestApp } from '../support/app.ts'
import { suite } from '../support/suite.ts'
import { openBrowser } from './chromium.ts'

const test = suite('operators in a browser')
const login = { email: 'root@example.com', password: 'the first of all operators' }
let app: TestApp
let browser: Browser
let elsewhere: Server

test.before(async () => {
  app = await startApp({ OPERATOR_EMAIL: login.email, OPERATOR_PASSWORD: login.password })
  browser = await openBrowser()
  elsewhere = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>Hi'))
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
})
test.after(async () => {
  await browser?.close()
  elsewhere?.close()
  await app?.stop()
})

const product = () => app.url.replace('127.0.0.1', 'localhost')

/** What a page of ours, or of somebody else, gets when its script calls. */
const call = (page: Page, method: string, path: string, body?: object, csrfToken?: string) =>
  page.evaluate(
    async ({ url, method, body, csrfToken }) => {
      const response = await fetch(url, {
        method,
        credentials: 'include',
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(csrfToken && { 'x-csrf-token': csrfToken }),
        },
        body: body && JSON.stringify(body),
      }).catch(() => null)
      return (
        response && { status: response.status, body: response.status === 204 ? null : await response.json() }
      )
    },
    { url: product() + path, method, body, csrfToken },
  )

async function signedIn(): Promise<{ page: Page; csrfToken: string }> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${product()}/docs/errors`)
  const answer = await call(page, 'POST', '/api/auth/login', login)
  assert.is(answer?.status, 200)
  return { page, csrfToken: answer?.body.csrfToken }
}

test('it keeps the cookie over plain HTTP on localhost and hides it from scripts', async () => {
  const { page, csrfToken } = await signedIn()
  assert.is((await call(page, 'GET', '/api/auth/me'))?.status, 200)
  assert.not.match(await page.evaluate(() => document.cookie), 'office_session')
  assert.is((await call(page, 'POST', '/api/auth/logout', {}))?.body.code, 'csrf_failed')
  assert.is((await call(page, 'POST', '/api/auth/logout', {}, csrfToken))?.status, 204)
  assert.equal(await page.context().cookies(), [])
  assert.is((await call(page, 'GET', '/api/auth/me'))?.status, 401)
})

test('the page of another site can neither read a session nor end it', async () => {
  const { page } = await signedIn()
  const { port } = elsewhere.address() as AddressInfo
  const foreign = await page.context().newPage()
  await foreign.goto(`http://127.0.0.1:${port}/`)
  assert.is(await call(foreign, 'GET', '/api/auth/me'), null)
  await foreign.evaluate((action) => {
    const form = document.createElement('form')
    Object.assign(form, { action, method: 'post', enctype: 'text/plain' })
    document.body.append(form)
    form.submit()
  }, `${product()}/api/auth/logout`)
  await foreign.waitForURL(`${product()}/api/auth/logout`)
  assert.is((await call(page, 'GET', '/api/auth/me'))?.status, 200)
})

test('the page of another port of the same host, which the cookie does go to, is refused all the same', async () => {
  const { page, csrfToken } = await signedIn()
  const { port } = elsewhere.address() as AddressInfo
  const neighbour = await page.context().newPage()
  await neighbour.goto(`http://localhost:${port}/`)
  const status = new Promise<number>((resolve) => {
    page.context().on('response', (response) => {
      if (response.url().endsWith('/api/auth/step-up')) resolve(response.status())
    })
  })
  // a simple request, which needs no preflight: it arrives with the cookie
  await neighbour.evaluate(
    (url) => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include' }).catch(() => null),
    `${product()}/api/auth/step-up`,
  )
  assert.is(await status, 403)
  assert.is(
    (await call(page, 'POST', '/api/auth/step-up', { password: login.password }, csrfToken))?.status,
    200,
  )
})

test.run()
