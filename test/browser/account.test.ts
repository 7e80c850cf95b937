import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import * as assert from 'uvu/assert'
import { startApp, type TestApp, waitUntil } from '../support/app.ts'
import { startSmtp, type TestSmtp } from '../support/smtp.ts'
import { suite } from '../support/suite.ts'
import { openBrowser } from './chromium.ts'

const test = suite('pages that a mail leads to')
let app: TestApp
let smtp: TestSmtp
let browser: Browser

test.before(async () => {
  smtp = await startSmtp()
  app = await startApp({ SMTP_URL: smtp.url, PUBLIC_URL: 'https://office.example' })
  browser = await openBrowser()
})
test.after(async () => {
  await browser.close()
  await app.stop()
  await smtp.stop()
})

const password = 'correct horse battery staple'
/** The page that the newest mail to an address leads to, on the product under test. */
const linkTo = async (email: string) => {
  const find = () =>
    /https:\/\/office\.example(\S+)/.exec(
      smtp.mails.findLast(({ to }) => to.includes(email))?.text ?? '',
    )?.[1]
  await waitUntil(async () => find() !== undefined)
  return `${app.url}${find()}`
}
const logIn = async (email: string, given: string) =>
  (await app.rest().post('/api/customer/auth/login', { email, password: given })).status
const signUp = async () => {
  const email = `${randomUUID()}@example.com`
  const account = { businessName: 'Café', email, password, name: 'Ana' }
  return { email, token: (await app.rest().post('/api/customer/auth/signup', account)).body.token }
}

test('who forgot their password chooses another, once', async () => {
  const { email } = await signUp()
  await app.rest().post('/api/customer/auth/password-reset', { email })
  const page = await browser.newPage()
  await page.goto(await linkTo(email))
  const choose = async (given: string) => {
    await page.getByLabel('New password').fill(given)
    await page.getByRole('button').click()
  }
  await choose('another good password')
  await page.getByText('Done. Log in with your new password.').waitFor()
  assert.is(await logIn(email, 'another good password'), 200)
  await choose('a third good password')
  await page.getByText('The link was used').waitFor()
  await page.close()
})

test('who was invited joins the team', async () => {
  const { token } = await signUp()
  const email = `${randomUUID()}@example.com`
  await app.rest(token).post('/api/customer-portal/team/invitations', { email, role: 'agent' })
  const page = await browser.newPage()
  await page.goto(await linkTo(email))
  await page.getByLabel('Your name').fill('Ben')
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button').click()
  await page.getByText('Welcome to the team. You can log in now.').waitFor()
  assert.is(await logIn(email, password), 200)
  await page.close()
})

test.run()
