import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { serveDocs } from '../facade/docs.ts'
import { createHttp } from '../facade/http.ts'
import { serveKeys } from '../facade/keys.ts'
import { startMetrics } from '../facade/metrics.ts'
import { servePages } from '../facade/pages.ts'
import { serveRest } from '../facade/rest.ts'
import { routes } from '../facade/routes.ts'
import { buildSiteAssets, type SiteAssets } from '../facade/site-assets.ts'
import { jobTypes, runWorkers } from '../workers/runner.ts'
import { createCsrf } from './access/csrf.ts'
import { httpCaller } from './access/http-caller.ts'
import { createKeyRing, generateSigningKey } from './access/key-ring.ts'
import { createPasswords } from './access/passwords.ts'
import { quotas, rooms } from './access/quotas.ts'
import { createTokens } from './access/tokens.ts'
import { createVisitorTokens } from './access/visitor-tokens.ts'
import type { Parts } from './call.ts'
import type { Config } from './config.ts'
import { migrate } from './db/migrate.ts'
import { type DemoBusiness, readDemoBusinesses } from './demo/businesses.ts'
import { type Demo, seedDemo, waitForKnowledge } from './demo/seed.ts'
import { createOpenAiModel } from './domain/bob/engines/openai.ts'
import { createOpenAiEmbedder } from './domain/bob/engines/openai-embedder.ts'
import { ensureFirstOperator, type FirstOperator } from './domain/operators/first-operator.ts'
import { createOpenAiTranscriber } from './domain/speech/openai.ts'
import { listRpcs } from './grpc/rpcs.ts'
import { startGrpc } from './grpc/server.ts'
import { createBus } from './platform/bus.ts'
import { createDialler } from './platform/dialler.ts'
import { type DatabaseServer, openDatabaseServer } from './platform/embedded-postgres/database.ts'
import { createEnvelope } from './platform/envelope.ts'
import { openJobs } from './platform/jobs.ts'
import { createLimiter } from './platform/limiter.ts'
import { createMailer } from './platform/mailer.ts'
import { createMemory } from './platform/memory.ts'
import { createMetrics } from './platform/metrics.ts'
import { createOutbound } from './platform/outbound.ts'
import { createPlaces } from './platform/places.ts'
import { appRole, connect, openDatabase } from './platform/postgres.ts'
import { openRedis } from './platform/redis.ts'
import { openSecrets } from './platform/secrets.ts'
import { listProcedures } from './trpc/procedures.ts'
import { serveTrpc } from './trpc/serve.ts'

/** A running product. Ports are null for roles that this process does not have. */
export type App = {
  readonly parts: Parts
  /** How to log in to the demo; null without one. */
  readonly demo: Demo | null
  /** How the first operator logs in; null where that is not known. */
  readonly firstOperator: FirstOperator | null
  readonly httpUrl: string | null
  /** Where Prometheus reads; null without a METRICS_PORT. */
  readonly metricsUrl: string | null
  readonly grpcPort: number | null
  /** Finishes what runs, then lets go of everything; a second call waits for the first. */
  stop(): Promise<void>
}

/** Connections of the job queue, apart from those of requests so that neither starves the other. */
const jobConnections = 4
const memoryBytes = 256 * 1_024 * 1_024
const drainMs = { development: 0, test: 0, production: 3_000 }
const jobsStopMs = 20_000
const callsStopMs = 10_000
const idleLookMs = 200
const knowledgeWaitMs = 15_000

/** Builds every part once, hands them on by argument, and starts the roles that the configuration names. */
export async function createApp(
  config: Config,
  log: Logger,
  server: Promise<DatabaseServer> = openDatabaseServer(config, log),
): Promise<App> {
  const undo: (() => Promise<unknown>)[] = []
  const lifecycle = { stopping: false }
  const has = (role: Config['roles'][number]) => config.roles.includes(role)
  const unwind = async () => {
    for (const step of undo.toReversed())
      await step().catch((err) => log.error({ err }, 'could not stop a part'))
  }
  // made by a process of its own, meanwhile; whoever awaits it hears of its failure
  const assets = has('http') ? buildSiteAssets() : null
  assets?.catch(() => {})
  const reading = config.environment === 'development' ? readDemoBusinesses() : []
  try {
    const secrets = await openSecrets(config, generateSigningKey)
    const { url: databaseUrl, stop: stopServer } = await server
    undo.push(stopServer)
    await migrate(databaseUrl, jobTypes)
    const database = openDatabase(databaseUrl, config.poolSize)
    undo.push(database.close)
    const jobPool = connect(databaseUrl, { role: appRole, max: jobConnections })
    undo.push(() => jobPool.end({ timeout: 5 }))
    const jobs = await openJobs(jobPool, log, has('worker'))
    undo.push(() => jobs.stop(jobsStopMs))

    const keys = await createKeyRing(secrets.signingKeys)
    const visitorTokens = createVisitorTokens(secrets.derive('visitor-token'))
    const redis = config.redisUrl === null ? null : await openRedis(config.redisUrl, log)
    if (redis) undo.push(redis.close)
    const mailer = await createMailer(config, log)
    undo.push(async () => mailer.close())
    const limiter = createLimiter(quotas, { factor: config.rateLimitFactor, redis, log })
    const bus = createBus(redis, log)
    undo.push(async () => bus.close())
    const envelope = createEnvelope(secrets.deriveNow('envelope'))
    const outbound = createOutbound(config.webhookAllowCidrs)
    const dialler = createDialler(outbound)
    undo.push(dialler.close)
    const parts: Parts = {
      config,
      database,
      jobs,
      memory: createMemory(memoryBytes),
      keys,
      tokens: createTokens(keys),
      passwords: createPasswords(),
      visitorTokens,
      envelope,
      limiter,
      places: createPlaces(rooms, config.rateLimitFactor),
      mailer,
      outbound,
      dialler,
      bus,
      models: config.models.map(createOpenAiModel),
      embedder: config.embedder && createOpenAiEmbedder(config.embedder),
      transcriber: config.speech && createOpenAiTranscriber(config.speech),
      csrf: createCsrf(secrets.derive('csrf')),
      metrics: createMetrics(),
      lifecycle,
      log,
    }
    const firstOperator = await ensureFirstOperator(parts, secrets)
    const businesses = await reading
    if (has('worker')) undo.push(await runWorkers(parts, jobsStopMs))
    const demo =
      businesses.length > 0 ? await seedDemo(parts, businesses, await secrets.demoPassword()) : null
    if (businesses.length > 0 && has('worker')) await waitForKnowledge(parts, knowledgeWaitMs)

    const grpc = has('grpc') ? await startGrpc(parts) : null
    if (grpc) undo.push(() => grpc.stop(callsStopMs))
    const http = assets && (await startHttp(parts, { businesses, assets: await assets }))
    if (http) undo.push(() => stopHttp(http))
    const measuring = config.metricsPort === null ? null : await startMetrics(parts, config.metricsPort)
    if (measuring) undo.push(() => measuring.close())

    let stopped: Promise<void> | undefined
    return {
      parts,
      demo,
      firstOperator,
      httpUrl: http?.listeningOrigin ?? null,
      metricsUrl: measuring?.listeningOrigin ?? null,
      grpcPort: grpc?.port ?? null,
      stop() {
        lifecycle.stopping = true
        parts.bus.rouse()
        grpc?.drain()
        stopped ??= sleep(drainMs[config.environment]).then(unwind)
        return stopped
      },
    }
  } catch (error) {
    await unwind()
    throw error
  }
}

/** Lets running requests finish for a while, then ends what is still open. */
async function stopHttp(http: FastifyInstance): Promise<void> {
  const late = setTimeout(() => http.server.closeAllConnections(), callsStopMs)
  // a stream that ends now leaves a connection that nobody closes
  const idle = setInterval(() => http.server.closeIdleConnections(), idleLookMs)
  await http.close()
  clearInterval(idle)
  clearTimeout(late)
}

type Site = { businesses: readonly DemoBusiness[]; assets: SiteAssets }

async function startHttp(parts: Parts, site: Site): Promise<FastifyInstance> {
  const http = createHttp(parts.config, parts.log)
  const readCaller = (request: Parameters<typeof httpCaller>[1], signal: AbortSignal) =>
    httpCaller(parts, request, signal)
  serveRest(http, routes, parts, readCaller)
  serveTrpc(http, parts, readCaller)
  serveKeys(http, parts.keys)
  serveDocs(http, routes, parts.config)
  const places = [
    ...routes.map(({ method, path, op }) => ({ place: `${method} ${path}`, op })),
    ...listProcedures(),
    ...listRpcs(),
  ]
  servePages(http, { ...site, places })
  await http.listen({ host: parts.config.host, port: parts.config.httpPort })
  return http
}
