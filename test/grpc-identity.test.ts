import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import * as assert from 'uvu/assert'
import { createConversationClient } from '../clients/sdk/grpc.ts'
import { RpcError } from '../clients/sdk/rpc-error.ts'
import { permissions } from '../server/access/permissions.ts'
import { readConfig } from '../server/config.ts'
import {
  admitCertificate,
  issueServiceToken,
  listCredentials,
  revokeCredential,
} from '../server/domain/callers/credentials.ts'
import { startGrpc } from '../server/grpc/server.ts'
import { connect } from '../server/platform/postgres.ts'
import { serviceToken, startApp, type TestApp, type TestTenant, waitUntil } from './support/app.ts'
import { suite } from './support/suite.ts'

const test = suite('who calls over gRPC')
const run = promisify(execFile)
let folder: string
let app: TestApp
let ours: TestTenant
let theirs: TestTenant

test.before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'office-tls-'))
  await Promise.all([makeCa('ca'), makeCa('stranger')])
  await Promise.all([
    makeCert('server', 'ca', '/CN=localhost', 'IP:127.0.0.1,DNS:localhost'),
    makeCert('crm', 'ca', '/CN=whatever', 'URI:spiffe://office16852/service/crm'),
    makeCert('plain', 'ca', '/CN=plain', 'DNS:plain.internal'),
    makeCert('nobody', 'ca', '/CN=nobody', 'DNS:nobody.internal'),
    makeCert('elsewhere', 'ca', '/CN=crm', 'URI:spiffe://other.example/service/crm'),
    makeCert('comma', 'ca', '/CN=x', 'DNS:a.internal', 'URI:spiffe://office16852/service/crm, URI:x'),
    makeCert('impostor', 'stranger', '/CN=crm', 'URI:spiffe://office16852/service/crm'),
  ])
  app = await startApp({
    GRPC_TLS_CERT: file('server.crt'),
    GRPC_TLS_KEY: file('server.key'),
    GRPC_TLS_CLIENT_CA: file('ca.crt'),
  })
  ours = await app.addTenant()
  theirs = await app.addTenant()
  await admitCertificate(issuer(), { name: 'crm', scopes: ['chat.read'], tenants: [ours.uuid] })
})
test.after(async () => {
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a certificate that we signed and admitted calls without a token', async () => {
  assert.is(await history({ cert: 'crm' }), 'answered')
})

test('no certificate and no token', async () => {
  assert.is(await history({}), 'unauthenticated 16')
})

test('a certificate of an unknown authority is none', async () => {
  assert.is(await history({ cert: 'impostor' }), 'unauthenticated 16')
})

test('a name that nobody admitted, of another trust domain, or that hides behind a comma', async () => {
  for (const cert of ['nobody', 'elsewhere', 'comma'])
    assert.is(await history({ cert }), 'unauthenticated 16', cert)
})

test('the common name counts where there is no SPIFFE id', async () => {
  const second = await startGrpc(secondServer())
  await admitCertificate(issuer(), { name: 'plain', scopes: ['chat.read'], tenants: '*' })
  assert.is(await history({ cert: 'plain', port: second.port }).finally(() => second.stop(1_000)), 'answered')
})

test('a token works over TLS, with a certificate or without one, and says who calls', async () => {
  const token = await serviceToken(app, { scopes: ['chat.read'] })
  const narrow = await serviceToken(app, { scopes: ['leads.read'] })
  assert.is(await history({ token }), 'answered')
  assert.is(await history({ token, cert: 'impostor' }), 'answered')
  assert.is(await history({ token, cert: 'crm', tenant: theirs }), 'answered')
  assert.is(await history({ token: narrow, cert: 'crm' }), 'permission_denied 7')
})

test('a scope that is not held, and a tenant that the identity is not for', async () => {
  const wrong = await serviceToken(app, { scopes: permissions.filter((scope) => scope !== 'chat.read') })
  const mine = await serviceToken(app, { scopes: ['chat.read'], tenants: [ours.uuid] })
  assert.is(await history({ token: wrong }), 'permission_denied 7')
  assert.is(await history({ token: mine }), 'answered')
  assert.is(await history({ token: mine, tenant: theirs }), 'permission_denied 7')
  assert.is(await history({ cert: 'crm', tenant: theirs }), 'permission_denied 7')
  const nowhere = { id: 'tenant_01h455vb4pex5vsknk084sn02q' }
  assert.is(await history({ token: mine, tenant: nowhere }), 'permission_denied 7')
  assert.is(await history({ token: await all(), tenant: nowhere }), 'tenant_not_found 5')
  assert.is(await history({ token: await all(), tenant: { id: 'nonsense' } }), 'tenant_not_found 5')
})

test('a token that was revoked is refused within 5 s, and so is a certificate', async () => {
  const { id, token } = await issueServiceToken(
    issuer(),
    { name: 'old', scopes: ['chat.read'], tenants: '*' },
    600,
  )
  assert.is(await history({ token }), 'answered')
  assert.is(await revokeCredential(issuer(), id), true)
  await waitUntil(async () => (await history({ token })) === 'invalid_token 16', 5_000)
  assert.is(await revokeCredential(issuer(), id), false)

  const admitted = await admitCertificate(issuer(), { name: 'crm', scopes: ['chat.read'], tenants: '*' })
  await waitUntil(async () => (await history({ cert: 'crm', tenant: theirs })) === 'answered', 5_000)
  await revokeCredential(issuer(), admitted.id)
  await waitUntil(async () => (await history({ cert: 'crm' })) === 'unauthenticated 16', 5_000)
  const again = { name: 'crm', scopes: ['chat.read'], tenants: [ours.uuid] } as const
  await admitCertificate(issuer(), again)
})

test('a token that ran out, and one that was signed but never registered', async () => {
  const expired = await serviceToken(app, { scopes: ['chat.read'] }, -61)
  const actor = { kind: 'service', id: 'x', scopes: ['chat.read'], tenants: '*' } as const
  const strange = await app.parts.tokens.sign({ ...actor, tokenId: randomUUID() }, 60)
  const nameless = await app.parts.tokens.sign(actor, 60)
  for (const token of [expired, strange, nameless, 'nonsense'])
    assert.is(await history({ token }), 'invalid_token 16')
})

test('what is given is listed and audited, without the token', async () => {
  const token = await serviceToken(app, { name: 'audited', scopes: ['leads.read'], tenants: [ours.uuid] })
  const listed = (await listCredentials(app.parts)).find(({ name }) => name === 'audited')
  assert.equal(
    [listed?.kind, listed?.scopes, listed?.tenants, listed?.revokedAt],
    ['token', ['leads.read'], [ours.uuid], null],
  )
  const sql = connect(app.databaseUrl, { max: 1 })
  const dump = JSON.stringify(
    await sql.begin(async (tx) => {
      await tx`select set_config('app.tenant', '01900000-0000-7000-8000-000000168052', true)`
      return [await tx`select * from audit_log`, (await tx`select * from service_credentials`).length]
    }),
    (_, value) => (typeof value === 'bigint' ? Number(value) : value),
  )
  await sql.end()
  assert.match(dump, '"callers.issueToken"')
  assert.not.match(dump, token.split('.')[2] ?? token)
})

test('production does not serve gRPC in plaintext to other machines', () => {
  const faults = (environment: Record<string, string>) => {
    try {
      readConfig({ NODE_ENV: 'production', ...environment })
    } catch (error) {
      return String(error)
    }
    throw new Error('it was taken')
  }
  const complaint = 'GRPC_TLS_CERT: production needs it'
  for (const HOST of ['0.0.0.0', '::', '10.1.2.3', 'office.internal'])
    assert.match(faults({ HOST }), complaint)
  for (const HOST of ['127.0.0.1', '::1', 'localhost']) assert.not.match(faults({ HOST }), complaint)
  assert.not.match(faults({ HOST: '0.0.0.0', ROLES: 'http,worker' }), complaint)
  assert.not.match(faults({ HOST: '0.0.0.0', GRPC_TLS_CERT: 'a', GRPC_TLS_KEY: 'b' }), complaint)
})

test('plaintext is not spoken where TLS is', async () => {
  const client = createConversationClient({ address: address(), token: () => 'x' })
  const refused = await codeOf(
    client.getHistory({ tenantId: ours.id, sessionId: 'x' }, { timeoutMs: 5_000 }),
  ).finally(client.close)
  assert.is(refused, 'unavailable 14')
})

test('a server whose certificate we do not know is not talked to', async () => {
  const client = createConversationClient({ address: address(), tls: { ca: file('stranger.crt') } })
  const refused = await codeOf(
    client.getHistory({ tenantId: ours.id, sessionId: 'x' }, { timeoutMs: 5_000 }),
  ).finally(client.close)
  assert.is(refused, 'unavailable 14')
})

test('more than 4 MB is RESOURCE_EXHAUSTED', async () => {
  const client = clientOf({ token: await all() })
  const send = (message: string) =>
    codeOf(client.sendMessage({ tenantId: ours.id, sessionId: randomUUID(), message }))
  assert.is(await send('a'.repeat(4 * 1_024 * 1_024 + 1)), 'unavailable 8')
  assert.is(await send('a'.repeat(4 * 1_024 * 1_024 - 1_024)), 'invalid_input 3')
  client.close()
})

test('without a deadline a call gets ours, unary and streaming', async () => {
  const second = await startGrpc(secondServer(), { defaultDeadlineMs: 100 })
  const token = await all()
  const client = clientOf({ token, port: second.port })
  const held = await holdConversations()
  try {
    const request = () => ({ tenantId: ours.id, sessionId: randomUUID(), message: 'Hello' })
    const streaming = async () => {
      for await (const _ of client.streamReply(request()));
    }
    assert.is(await codeOf(client.sendMessage(request())), 'deadline_exceeded 4')
    assert.is(await codeOf(streaming()), 'deadline_exceeded 4')
    assert.is(await codeOf(client.sendMessage(request(), { timeoutMs: 50 })), 'deadline_exceeded 4')
  } finally {
    await held.release()
    client.close()
    await second.stop(1_000)
  }
})

test.run()

const file = (name: string) => path.join(folder, name)
const address = (port = app.grpcPort) => `127.0.0.1:${port}`
const all = () => serviceToken(app, { scopes: permissions })
const secondServer = () => ({ ...app.parts, config: { ...app.parts.config, grpcPort: 0 } })
const issuer = () => ({
  ...app.parts,
  actor: { kind: 'service', id: 'test', scopes: [] } as const,
  requestId: randomUUID(),
  now: new Date(),
})

type Asking = { cert?: string; token?: string; tenant?: { id: string }; port?: number }

function clientOf({ cert, token, port }: Asking) {
  const ca = file('ca.crt')
  const tls = cert ? { ca, cert: file(`${cert}.crt`), key: file(`${cert}.key`) } : { ca }
  return createConversationClient({ address: address(port), token: () => token, tls })
}

async function history(asking: Asking): Promise<string> {
  const client = clientOf(asking)
  const { id } = asking.tenant ?? ours
  const code = await codeOf(client.getHistory({ tenantId: id, sessionId: 'x' })).finally(client.close)
  // who is let in learns that there is no such conversation
  return code === 'not_found 5' ? 'answered' : code
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error) => (error instanceof RpcError ? `${error.code} ${error.status}` : String(error)),
  )

/** Locks the conversations, so that a turn has to wait. */
async function holdConversations(): Promise<{ release(): Promise<void> }> {
  const sql = connect(app.databaseUrl, { max: 1 })
  const session = await sql.reserve()
  await session`begin`
  await session`lock table conversations in access exclusive mode`
  return {
    async release() {
      await session`rollback`
      session.release()
      await sql.end()
    },
  }
}

async function makeCa(name: string): Promise<void> {
  await openssl(
    'req',
    '-x509',
    '-newkey',
    'ed25519',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    ...['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)],
  )
}

async function makeCert(name: string, ca: string, subject: string, ...names: string[]): Promise<void> {
  const [list = '', odd] = names
  await writeFile(
    file(`${name}.cnf`),
    odd
      ? `subjectAltName=@n\nextendedKeyUsage=clientAuth\n[n]\nDNS.1=${list.slice(4)}\nDNS.2="${odd}"\n`
      : `subjectAltName=${list}\nextendedKeyUsage=clientAuth,serverAuth\n`,
  )
  const [key, csr] = [file(`${name}.key`), file(`${name}.csr`)]
  await openssl('req', '-newkey', 'ed25519', '-nodes', '-subj', subject, '-keyout', key, '-out', csr)
  await openssl(
    'x509',
    '-req',
    '-in',
    csr,
    '-days',
    '2',
    '-extfile',
    file(`${name}.cnf`),
    ...[
      '-CA',
      file(`${ca}.crt`),
      '-CAkey',
      file(`${ca}.key`),
      '-set_serial',
      `0x${crypto.randomUUID().replaceAll('-', '')}`,
      '-out',
      file(`${name}.crt`),
    ],
  )
}

const openssl = (...args: string[]) => run('openssl', args)
