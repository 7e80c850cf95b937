import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import * as assert from 'uvu/assert'
import { totpPlace } from '../server/domain/operators/one-time-codes.ts'
import { startApp, type TestApp } from './support/app.ts'
import {
  addOperator,
  age,
  browserHeaders,
  codeOf,
  outcomeOf,
  password,
  platform,
  type TestOperator,
} from './support/operators.ts'
import { suite } from './support/suite.ts'

const test = suite('one-time codes of operators')
let app: TestApp

test.before(async () => {
  app = await startApp()
})
test.after(() => app.stop())

/** The code that an app shows, `steps` of 30 seconds from now. */
const codeAt = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
const wrongCode = (secret: string) => {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeAt(secret, steps))
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
  )
}
const logIn = ({ email }: TestOperator, totp?: string) =>
  app.rest().post('/api/auth/login', { email, password, totp })

/** An operator who has an app, none of whose codes was used. */
async function enrolled() {
  const operator = await addOperator(app, { withPassword: true })
  const { secret } = await operator.trpc.auth.enrolTotp.mutate({})
  const { recoveryCodes } = await operator.trpc.auth.confirmTotp.mutate({ totp: codeAt(secret) })
  await platform(app, (tx) => tx`update operators set totp_step = null where id = ${operator.uuid}`)
  return { operator, secret, recoveryCodes }
}

test('enrolling shows a secret once, for an app; it is asked for when a code has shown that it works', async () => {
  const operator = await addOperator(app, { withPassword: true })
  const { secret, uri } = await operator.trpc.auth.enrolTotp.mutate({})
  const url = new URL(uri)
  assert.equal([url.protocol, url.host, url.searchParams.get('secret')], ['otpauth:', 'totp', secret])
  assert.is(url.searchParams.get('issuer'), 'Office 168/52')
  assert.is(codeOf(await logIn(operator)), '200')
  assert.is(
    await outcomeOf(operator.trpc.auth.confirmTotp.mutate({ totp: wrongCode(secret) })),
    '422 invalid_input',
  )
  assert.is(codeOf(await logIn(operator)), '200')
  const { recoveryCodes } = await operator.trpc.auth.confirmTotp.mutate({ totp: codeAt(secret) })
  assert.is(new Set(recoveryCodes).size, 10)
  assert.ok(recoveryCodes.every((code) => /^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/.test(code)))
  const { operator: shown } = await operator.trpc.auth.me.query({})
  assert.equal([shown.totp, shown.recoveryCodesLeft], [true, 10])
  assert.is(codeOf(await logIn(operator)), '401 totp_required')
})

test('neither secret nor recovery codes are kept as they are, nor logged', async () => {
  const { operator, secret, recoveryCodes } = await enrolled()
  const [row] = await platform(
    app,
    (tx) => tx`select o::text as row from operators o where id = ${operator.uuid}`,
  )
  const { data } = await operator.trpc.audit.list.query({ limit: 100 })
  for (const kept of [row?.row, JSON.stringify(data)])
    for (const known of [secret, ...recoveryCodes]) assert.not.ok(kept.includes(known))
})

test('the sealed secret of one operator opens nothing for another', async () => {
  const { operator } = await enrolled()
  const { operator: other, secret } = await enrolled()
  await platform(
    app,
    (tx) => tx`
      update operators set totp_secret = (select totp_secret from operators where id = ${other.uuid})
      where id = ${operator.uuid}`,
  )
  assert.is(codeOf(await logIn(operator, codeAt(secret))), '500 internal')
})

test('a login takes the code of now and its neighbours, and tells a wrong one as a wrong password', async () => {
  const { operator, secret } = await enrolled()
  assert.is(codeOf(await logIn(operator, wrongCode(secret))), '401 invalid_credentials')
  assert.is(codeOf(await logIn(operator, codeAt(secret, 3))), '401 invalid_credentials')
  assert.is(codeOf(await logIn(operator, codeAt(secret, -3))), '401 invalid_credentials')
  assert.is(codeOf(await logIn(operator, codeAt(secret))), '200')
})

test('without the password nobody learns who has one-time codes', async () => {
  const { operator, secret } = await enrolled()
  const { email } = operator
  for (const totp of [undefined, codeAt(secret)])
    assert.is(
      codeOf(await app.rest().post('/api/auth/login', { email, password: 'wrong', totp })),
      '401 invalid_credentials',
    )
  assert.is(codeOf(await logIn(operator, codeAt(secret))), '200')
})

test('guesses of a code are counted, whatever is asked in between; a login without one forgives none', async () => {
  const { operator, secret } = await enrolled()
  const outcomes: string[] = []
  for (const code of [
    wrongCode(secret),
    undefined,
    wrongCode(secret),
    undefined,
    wrongCode(secret),
    codeAt(secret),
  ])
    outcomes.push(codeOf(await logIn(operator, code)))
  const [wrong, asked] = ['401 invalid_credentials', '401 totp_required']
  assert.equal(outcomes, [wrong, asked, wrong, asked, wrong, '429 rate_limited'])
})

test('a code is taken once, and none before it afterwards, however many send it at once', async () => {
  const { operator, secret } = await enrolled()
  const code = codeAt(secret, 1)
  const answers = await Promise.all(Array.from({ length: 5 }, () => logIn(operator, code)))
  assert.equal(answers.map(codeOf).sort(), ['200', ...Array(4).fill('401 invalid_credentials')])
  assert.is(codeOf(await logIn(operator, codeAt(secret))), '401 invalid_credentials')
})

test('the code that confirmed an app is no login', async () => {
  const operator = await addOperator(app, { withPassword: true })
  const { secret } = await operator.trpc.auth.enrolTotp.mutate({})
  const code = codeAt(secret)
  await operator.trpc.auth.confirmTotp.mutate({ totp: code })
  assert.is(codeOf(await logIn(operator, code)), '401 invalid_credentials')
})

test('a recovery code is good once, however it is typed and however many send it at once', async () => {
  const { operator, recoveryCodes } = await enrolled()
  const [first = '', second = ''] = recoveryCodes
  const answers = await Promise.all(Array.from({ length: 5 }, () => logIn(operator, first)))
  assert.equal(answers.map(codeOf).sort(), ['200', ...Array(4).fill('401 invalid_credentials')])
  const typed = await logIn(operator, second.toUpperCase().replaceAll('-', ' '))
  assert.is(codeOf(typed), '200')
  assert.is(typed.body.operator.recoveryCodesLeft, 8)
  assert.is(codeOf(await logIn(operator, 'aaaa-bbbb-cccc-dddd')), '401 invalid_credentials')
})

test('new recovery codes take the place of the old ones', async () => {
  const { operator, recoveryCodes } = await enrolled()
  const renewed = await operator.trpc.auth.renewRecoveryCodes.mutate({})
  assert.is(codeOf(await logIn(operator, recoveryCodes[0])), '401 invalid_credentials')
  assert.is(codeOf(await logIn(operator, renewed.recoveryCodes[0])), '200')
})

test('who has an app proves it with a code: a password alone is not enough', async () => {
  const { operator, secret } = await enrolled()
  const stepUp = (body: object) => operator.rest.post('/api/auth/step-up', body)
  assert.is(codeOf(await stepUp({ password })), '401 totp_required')
  assert.is(codeOf(await stepUp({ totp: wrongCode(secret) })), '401 invalid_credentials')
  const code = codeAt(secret)
  assert.is(codeOf(await stepUp({ totp: code })), '200')
  assert.is(codeOf(await stepUp({ totp: code })), '401 invalid_credentials')
})

test('turning codes on, renewing them and turning them off need a fresh proof', async () => {
  const { operator } = await enrolled()
  await age(app, operator.sessionId, ['proved_at'], 600)
  const { auth } = operator.trpc
  for (const call of [
    auth.enrolTotp.mutate({}),
    auth.renewRecoveryCodes.mutate({}),
    auth.disableTotp.mutate({}),
  ])
    assert.is(await outcomeOf(call), '403 step_up_required')
})

test('without codes a password is enough again, and the old app is worth nothing', async () => {
  const { operator, secret, recoveryCodes } = await enrolled()
  assert.is(await outcomeOf(operator.trpc.auth.enrolTotp.mutate({})), '409 totp_enabled')
  await operator.trpc.auth.disableTotp.mutate({})
  const answer = await logIn(operator)
  assert.equal([codeOf(answer), answer.body.operator.totp], ['200', false])
  const again = await operator.trpc.auth.enrolTotp.mutate({})
  await operator.trpc.auth.confirmTotp.mutate({ totp: codeAt(again.secret) })
  assert.is(codeOf(await logIn(operator, codeAt(secret))), '401 invalid_credentials')
  assert.is(codeOf(await logIn(operator, recoveryCodes[0])), '401 invalid_credentials')
})

test('a secret is sealed anew with the newest key at a login, and the old key can go', async () => {
  const [old, newest] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
  const { operator, secret } = await enrolled()
  const withKeys = async (keys: string, code: string) => {
    const other = await startApp({ DATABASE_URL: app.databaseUrl, ROLES: 'http', SECRETS_KEY: keys })
    const { email } = operator
    const answer = await other.rest().post('/api/auth/login', { email, password, totp: code })
    return { outcome: codeOf(answer), other }
  }
  const before = await withKeys(old, codeAt(secret))
  assert.is(before.outcome, '500 internal')
  const sealed = before.other.parts.envelope.seal(totpPlace(operator.uuid), secret)
  await platform(app, (tx) => tx`update operators set totp_secret = ${sealed} where id = ${operator.uuid}`)
  const both = await withKeys(`${newest},${old}`, codeAt(secret))
  assert.is(both.outcome, '200')
  const after = await withKeys(newest, codeAt(secret, 1))
  assert.is(after.outcome, '200')
  for (const { other } of [before, both, after]) await other.stop()
})

test('confirming without enrolling finds nothing', async () => {
  const { trpc } = await addOperator(app)
  assert.is(await outcomeOf(trpc.auth.confirmTotp.mutate({ totp: '123456' })), '404 not_found')
  assert.is(await outcomeOf(trpc.auth.renewRecoveryCodes.mutate({})), '404 not_found')
})

test('an admin lets in who has lost app and recovery codes', async () => {
  const admin = await addOperator(app)
  const { operator } = await enrolled()
  await admin.trpc.operators.resetTotp.mutate({ id: operator.id })
  assert.is(codeOf(await operator.rest.get('/api/auth/me')), '401 unauthenticated')
  const answer = await logIn(operator)
  assert.is(codeOf(answer), '200')
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { platform: trpc } = app.trpc(undefined, browserHeaders(app, cookie, answer.body.csrfToken))
  assert.is((await trpc.auth.me.query({})).operator.totp, false)
})

test.run()
