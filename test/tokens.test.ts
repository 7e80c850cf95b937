import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, decodeProtectedHeader, exportJWK, importJWK, jwtVerify, SignJWT } from 'jose'
import * as assert from 'uvu/assert'
import { createKeyRing, generateSigningKey } from '../server/access/key-ring.ts'
import { createTokens } from '../server/access/tokens.ts'
import { openSession } from '../server/domain/accounts/signed-in.ts'
import { insertUser } from '../server/domain/accounts/users.ts'
import { serviceToken, startApp, type TestApp, type TestTenant } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('access tokens')
const [currentPem, previousPem, retiredPem] = [
  generateSigningKey(),
  generateSigningKey(),
  generateSigningKey(),
]
let app: TestApp
let tenant: TestTenant
let claims: Record<string, unknown>
let kid: string

test.before(async () => {
  app = await startApp({ JWT_KEYS: `${currentPem}\n${previousPem.replaceAll('\n', '\\n')}` })
  tenant = await app.addTenant()
  const now = new Date()
  const { id, sessionId } = await app.parts.database.tenant(tenant.uuid, async (tx) => {
    const person = { tenantId: tenant.uuid, email: 'ana@example.com', name: 'Ana', role: 'admin' as const }
    const id = await insertUser(tx, { ...person, passwordHash: '' }, now)
    return { id, ...(await openSession(tx, { tenantId: tenant.uuid, id }, now)) }
  })
  claims = { kind: 'user', sub: id, sid: sessionId, tenant: tenant.uuid, role: 'admin' }
  kid = await kidOf(currentPem)
})
test.after(() => app.stop())

const kidOf = async (pem: string) => calculateJwkThumbprint(await exportJWK(createPublicKey(pem)))
const nowS = () => Math.floor(Date.now() / 1_000)
const good = () => ({
  ...claims,
  iss: 'office16852',
  aud: 'office16852',
  iat: nowS(),
  nbf: nowS(),
  exp: nowS() + 60,
})

type Forged = { claims?: object; header?: object; pem?: string }

const forge = ({ claims, header, pem = currentPem }: Forged = {}) =>
  new SignJWT({ ...good(), ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...header })
    .sign(createPrivateKey(pem))

const statusOf = async (token: string) => {
  const { status, body } = await app.rest(token).get('/api/knowledge/sources')
  return status === 200 ? 'taken' : `${status} ${body.code}`
}

const refused = '401 invalid_token'
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

test('what we sign ourselves is taken, and so is our clock a little off', async () => {
  assert.is(await statusOf(await forge()), 'taken')
  assert.is(await statusOf(await forge({ claims: { exp: nowS() - 50 } })), 'taken')
  assert.is(await statusOf(await forge({ claims: { nbf: nowS() + 50 } })), 'taken')
})

const wrongClaims: Record<string, () => Forged> = {
  'expired 61 s ago': () => ({ claims: { exp: nowS() - 61 } }),
  'never expires': () => ({ claims: { exp: undefined } }),
  'not valid yet': () => ({ claims: { nbf: nowS() + 120 } }),
  'not valid for another 70 s': () => ({ claims: { nbf: nowS() + 70 } }),
  'says no start': () => ({ claims: { nbf: undefined } }),
  'another audience': () => ({ claims: { aud: 'elsewhere' } }),
  'another issuer': () => ({ claims: { iss: 'elsewhere' } }),
  'another type': () => ({ header: { typ: 'JWT' } }),
  'no type': () => ({ header: { typ: undefined } }),
  'an unknown kid': () => ({ header: { kid: 'nobody' } }),
  'no kid': () => ({ header: { kid: undefined } }),
  'a kid that is not its key': () => ({ pem: previousPem }),
  'an unknown role': () => ({ claims: { role: 'root' } }),
  'no session': () => ({ claims: { sid: undefined } }),
  "somebody else's session": () => ({ claims: { sid: randomUUID() } }),
}
for (const [what, forged] of Object.entries(wrongClaims))
  test(`refused: ${what}`, async () => {
    assert.is(await statusOf(await forge(forged())), refused)
  })

test('refused: alg none, signed with nothing', async () => {
  const parts = [{ alg: 'none', typ: 'at+jwt', kid }, good()].map(encode)
  assert.is(await statusOf(`${parts.join('.')}.`), refused)
})

test('refused: HS256 with our public key as the secret', async () => {
  const publicKey = createPublicKey(currentPem)
  for (const secret of [
    publicKey.export({ type: 'spki', format: 'pem' }),
    publicKey.export({ type: 'spki', format: 'der' }),
    Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
  ]) {
    const token = await new SignJWT(good())
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
      .sign(Buffer.from(secret))
    assert.is(await statusOf(token), refused)
  }
})

test('refused: a key that the token brings along', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const jwk = await exportJWK(publicKey)
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  for (const header of [{ jwk }, { jwk, kid: await calculateJwkThumbprint(jwk) }, { jku: `${app.url}/evil` }])
    assert.is(await statusOf(await forge({ pem, header })), refused)
})

test('refused: changed after it was signed, and what is no token at all', async () => {
  const [header = '', , signature = ''] = (await forge()).split('.')
  const promoted = encode({ ...good(), tenant: randomUUID() })
  for (const token of [[header, promoted, signature].join('.'), `${await forge()}x`, 'a.b.c', 'rt_x'])
    assert.is(await statusOf(token), refused, token)
})

test('refused: a refresh token that is good for a refresh', async () => {
  const { refreshToken } = await app.parts.database.tenant(tenant.uuid, (tx) =>
    openSession(tx, { tenantId: tenant.uuid, id: String(claims.sub) }, new Date()),
  )
  assert.is(await statusOf(refreshToken), refused)
  const { status } = await app.rest().post('/api/customer/auth/refresh', { refreshToken })
  assert.is(status, 200)
})

test('refused: a service token of ours that opens nothing here', async () => {
  const token = await serviceToken(app, { scopes: [] })
  assert.is(await statusOf(token), '403 permission_denied')
})

test('a token under the previous key is good until that key is retired', async () => {
  const under = async (pem: string) => forge({ pem, header: { kid: await kidOf(pem) } })
  assert.is(await statusOf(await under(previousPem)), 'taken')
  assert.is(await statusOf(await under(retiredPem)), refused)
})

test('the first key signs', async () => {
  const after = createTokens(await createKeyRing([previousPem, currentPem]))
  const token = await after.sign({ kind: 'service', id: 'test', scopes: [] }, 60)
  assert.is(decodeProtectedHeader(token).kid, await kidOf(previousPem))
  assert.is(decodeProtectedHeader(await tenant.token()).kid, kid)
})

test('others can check a token with the public keys that we show, and with nothing private', async () => {
  const { status, headers, body } = await app.rest().get('/.well-known/jwks.json')
  assert.equal([status, headers.get('content-type')], [200, 'application/jwk-set+json'])
  assert.equal(
    body.keys.map((key: { kid: string }) => key.kid),
    [kid, await kidOf(previousPem)],
  )
  for (const key of body.keys) assert.equal(Object.keys(key).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  const { payload } = await jwtVerify(await tenant.token(), await importJWK(body.keys[0], 'EdDSA'))
  assert.is(payload.tenant, tenant.uuid)
})

test.run()
