import { enableCompileCache } from 'node:module'

// before anything else is loaded: a warm start then takes half the time
enableCompileCache()
const { readConfig } = await import('./config.ts')
const { createLog } = await import('./platform/log.ts')
const { openDatabaseServer } = await import('./platform/embedded-postgres/database.ts')

const config = readConfig()
const log = createLog(config.logLevel)

// one Ctrl-C reaches us twice under npm: from the terminal, and passed on by npm
const sameSignalMs = 1_000
let toldAtMs: number | undefined
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
process.on('uncaughtException', (err) => {
  log.error({ err }, 'uncaught')
  process.exit(1)
})

// starts while the rest is being loaded
const server = openDatabaseServer(config, log)
server.catch(() => {})
const starting = import('./app.ts').then(({ createApp }) => createApp(config, log, server))
const app = await starting
const { httpUrl, grpcPort, metricsUrl } = app
log.info({ httpUrl, grpcPort, metricsUrl, roles: config.roles }, 'ready')
const { printWelcome } = await import('./demo/welcome.ts')
if (config.environment === 'development') await printWelcome(app)

/** Ends cleanly, also while it is still starting; a later second signal ends at once. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (toldAtMs !== undefined) {
    if (performance.now() - toldAtMs > sameSignalMs) process.exit(1)
    return
  }
  toldAtMs = performance.now()
  log.info({ signal }, 'stopping')
  try {
    await (await starting).stop()
    process.exit(0)
  } catch (err) {
    log.error({ err }, 'could not stop cleanly')
    process.exit(1)
  }
}
