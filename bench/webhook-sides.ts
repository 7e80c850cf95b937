import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createEventClient, type EventClient } from '../clients/sdk/grpc.ts'
import { type App, createApp } from '../server/app.ts'
import { createCall } from '../server/call.ts'
import { readConfig } from '../server/config.ts'
import { issueServiceToken } from '../server/domain/callers/credentials.ts'
import { insertTenant } from '../server/domain/tenants/tenants.ts'
import { createSubscription } from '../server/domain/webhooks/subscriptions.ts'
import { perform } from '../server/operation.ts'
import { openEmbeddedDatabase } from '../server/platform/embedded-postgres/database.ts'
import { publicId } from '../server/platform/ids.ts'
import { createLog } from '../server/platform/log.ts'
import { type Program, startProgram } from './program.ts'

/** A business that is told of everything at one address. */
export type Told = { readonly id: string; readonly uuid: string }

/** The database, and an endpoint in a process of its own. */
export type Ground = {
  readonly databaseUrl: string
  readonly sinkUrl: string
  readonly token: string
  /** Adds businesses that are told of everything; `pathOf`: where at the endpoint. */
  addTold(count: number, pathOf?: (index: number) => string): Promise<Told[]>
  /** Does something with the product in this process, without a server or worker. */
  withParts<T>(work: (app: App) => Promise<T>): Promise<T>
  /** Starts the product in a process of its own; the answer says where its gRPC is. */
  start(roles: string): Promise<Program & { grpcPort: number; httpUrl: string }>
  /** When each event came to the endpoint since this was asked last. */
  takeHits(): Promise<Map<string, number>>
}

const environmentOf = (dataDir: string, databaseUrl: string) => ({
  NODE_ENV: 'test',
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl,
  HTTP_PORT: '0',
  GRPC_PORT: '0',
  RATE_LIMIT_FACTOR: '1000000',
  WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
})

/** Everything that is started here is stopped by the scope. */
export async function openGround(scope: AsyncDisposableStack, hangMs = 10_000): Promise<Ground> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'office-bench-'))
  scope.defer(() => rm(dataDir, { recursive: true, force: true }))
  const postgres = await openEmbeddedDatabase(dataDir, createLog('warn'))
  scope.defer(postgres.stop)
  const sink = startProgram('bench/webhook-sink.ts', { HANG_MS: String(hangMs) })
  scope.defer(sink.stop)
  const sinkUrl = (await sink.ready()).httpUrl
  const environment = environmentOf(dataDir, postgres.url)

  const withParts: Ground['withParts'] = async (work) => {
    const app = await createApp(readConfig({ ...environment, ROLES: 'grpc' }), createLog('fatal'))
    try {
      return await work(app)
    } finally {
      await app.stop()
    }
  }
  const scopes = ['events.publish', 'webhooks.read'] as const
  const token = await withParts(async ({ parts }) => {
    const issuer = { ...parts, actor: service, requestId: 'bench', now: new Date() }
    const caller = { name: 'bench', scopes, tenants: '*' as const }
    return (await issueServiceToken(issuer, caller, 3_600)).token
  })

  return {
    databaseUrl: postgres.url,
    sinkUrl,
    token,
    withParts,
    addTold: (count, pathOf = (index) => `/${index}`) =>
      withParts(async (app) => {
        const told: Told[] = []
        for (let i = 0; i < count; i++) told.push(await addTold(app, sinkUrl + pathOf(i)))
        return told
      }),
    async start(roles) {
      const program = startProgram('server/main.ts', { ...environment, ROLES: roles })
      scope.defer(program.stop)
      const { grpcPort, httpUrl } = await program.ready()
      return { ...program, grpcPort, httpUrl }
    },
    async takeHits() {
      const response = await fetch(`${sinkUrl}/hits`, { method: 'DELETE' })
      const { ids, times } = (await response.json()) as { ids: string[]; times: number[] }
      return new Map(ids.map((id, at) => [id, times[at] ?? 0]))
    },
  }
}

const service = { kind: 'service', id: 'bench', scopes: ['webhooks.manage'] } as const

async function addTold({ parts }: App, url: string): Promise<Told> {
  const slug = `bench-${crypto.randomUUID().slice(0, 8)}`
  const tenant = { slug, name: 'Bench', domain: null, languages: ['en'], timeZone: 'UTC', greeting: null }
  const uuid = await parts.database.query((sql) => sql.begin((tx) => insertTenant(tx, tenant, new Date())))
  const call = createCall(parts, {
    actor: service,
    tenantId: uuid,
    requestId: 'bench',
    signal: new AbortController().signal,
    idempotencyKey: null,
    web: null,
  })
  await perform(createSubscription, call, { url, events: ['*'] })
  return { id: publicId('tenant', uuid), uuid }
}

export const eventsAt = ({ token }: Pick<Ground, 'token'>, grpcPort: number): EventClient =>
  createEventClient({ address: `127.0.0.1:${grpcPort}`, token: () => token })

/** An event that is published again and again, each time under another key. */
export const eventOf = ({ id }: Told, key: string) => ({
  tenantId: id,
  key,
  event: 'billing.payment_failed',
  conversationId: undefined,
  data: { invoice: 'in_2026_06', reason: 'The card was declined' },
})

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
