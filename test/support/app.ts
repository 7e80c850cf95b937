import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ConversationClient, createConversationClient } from '../../clients/sdk/grpc.ts'
import { createTrpcClient } from '../../clients/sdk/trpc.ts'
import { permissions, type Role } from '../../server/access/permissions.ts'
import { type App, createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { openSession } from '../../server/domain/accounts/signed-in.ts'
import { insertUser } from '../../server/domain/accounts/users.ts'
import { type Caller, issueServiceToken } from '../../server/domain/callers/credentials.ts'
import { insertTenant } from '../../server/domain/tenants/tenants.ts'
import { publicId } from '../../server/platform/ids.ts'
import { createLog } from '../../server/platform/log.ts'
import { cloneDatabase } from './database.ts'
import { createRest, type Rest } from './rest.ts'

/** A tenant of a test: its ids and tokens for its people. */
export type TestTenant = { uuid: string; id: string; slug: string; token(role?: Role): Promise<string> }

/** A real product on free ports with a database of its own, and clients of its three faces. */
export type TestApp = App & {
  readonly url: string
  readonly databaseUrl: string
  readonly serviceToken: string
  rest(token?: string, headers?: Record<string, string>): Rest
  trpc(token?: string, headers?: Record<string, string>): ReturnType<typeof createTrpcClient>
  grpc(token?: string, metadata?: Record<string, string>): ConversationClient
  /** Adds a tenant whose knowledge is ready to be quoted. */
  addTenant(knowledge?: Record<string, string>): Promise<TestTenant>
}

export async function startApp(
  environment: Record<string, string> = {},
  log = createLog('fatal'),
): Promise<TestApp> {
  const database = await cloneDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'office-app-'))
  const config = readConfig({
    NODE_ENV: 'test',
    HTTP_PORT: '0',
    GRPC_PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    RATE_LIMIT_FACTOR: '10000',
    ...environment,
  })
  const app = await createApp(config, log)
  const url = app.httpUrl ?? ''
  const clients: ConversationClient[] = []

  return {
    ...app,
    url,
    databaseUrl: database.url,
    serviceToken: await serviceToken(app, { scopes: permissions }),
    rest: (token, headers) => createRest(url, token, headers),
    trpc: (token, headers) => createTrpcClient({ url, token: () => token, headers }),
    grpc(token, metadata) {
      const client = createConversationClient({
        address: `127.0.0.1:${app.grpcPort}`,
        token: () => token,
        metadata,
      })
      clients.push(client)
      return client
    },
    addTenant: (knowledge = {}) => addTenant(app, url, knowledge),
    async stop() {
      for (const client of clients) client.close()
      await app.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A registered token of an internal service, for every tenant unless it names some. */
export async function serviceToken(
  { parts }: Pick<App, 'parts'>,
  { name = 'test', scopes, tenants = '*' }: Pick<Caller, 'scopes'> & Partial<Caller>,
  lifetimeS = 600,
): Promise<string> {
  const actor = { kind: 'service', id: 'test', scopes: [] } as const
  const issuer = { ...parts, actor, requestId: randomUUID(), now: new Date() }
  return (await issueServiceToken(issuer, { name, scopes, tenants }, lifetimeS)).token
}

async function addTenant(app: App, url: string, knowledge: Record<string, string>): Promise<TestTenant> {
  const slug = `t-${randomUUID().slice(0, 8)}`
  const uuid = await app.parts.database.query((sql) =>
    sql.begin((tx) =>
      insertTenant(
        tx,
        {
          slug,
          name: 'Test business',
          domain: null,
          languages: ['en'],
          timeZone: 'Europe/London',
          greeting: null,
        },
        new Date(),
      ),
    ),
  )
  const token = (role: Role = 'owner') => signIn(app, uuid, role)
  const rest = createRest(url, await token())
  for (const [title, text] of Object.entries(knowledge)) {
    const { body } = await rest.post('/api/knowledge/sources', { kind: 'text', title, text, language: 'en' })
    await waitUntil(async () => (await rest.get(`/api/knowledge/sources/${body.id}`)).body.status === 'ready')
  }
  return { uuid, id: publicId('tenant', uuid), slug, token }
}

/**
 * A live session, without the price of a password: nobody can log in as them. There is one owner; whoever else is asked
 * for is somebody new.
 */
async function signIn({ parts }: App, tenantId: string, role: Role): Promise<string> {
  const now = new Date()
  const person = { tenantId, role, email: `${randomUUID()}@example.com`, name: `Test ${role}` }
  const { id, sessionId } = await parts.database.tenant(tenantId, async (tx) => {
    await tx`select from tenants where id = ${tenantId} for no key update`
    const [owner] = await tx<{ id: string }[]>`
      select id from users where tenant_id = ${tenantId} and role = 'owner' and ${role} = 'owner'`
    const id = owner?.id ?? (await insertUser(tx, { ...person, passwordHash: '' }, now))
    return { id, ...(await openSession(tx, { tenantId, id }, now)) }
  })
  return parts.tokens.sign({ kind: 'user', id, tenantId, role, sessionId }, 600)
}

/** Waits for a condition that the product brings about by itself; fails after `mostMs`. */
export async function waitUntil(condition: () => Promise<boolean>, mostMs = 10_000): Promise<void> {
  const deadlineMs = performance.now() + mostMs
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`it did not happen within ${mostMs} ms`)
    await sleep(20)
  }
}
