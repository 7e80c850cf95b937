import { enableCompileCache } from 'node:module'

// before anything else is loaded: a warm start then takes half the time
enableCompileCache()
const { readConfig } = await import('./config.ts')
const { createLog } = await import('./platform/log.ts')
const { openDatabaseServer } = await import('./platform/embedded-postgres/database.ts')

const config = readConfig()
const log = createLog(config.logLevel)
// starts while the rest is being loaded
const server = openDatabaseServer(config, log)
server.catch(() => {})

const { createApp } = await import('./app.ts')
const { printWelcome } = await import('./demo/welcome.ts')
const starting = createApp(config, log, server)
// one Ctrl-C reaches us twice under npm: from the terminal, and passed on by npm
const sameSignalMs = 1_000
let toldAtMs: number | undefined
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)

const app = await starting
log.info({ httpUrl: app.httpUrl, grpcPort: app.grpcPort, roles: config.roles }, 'ready')
if (config.environment === 'development') await printWelcome(app)

/** Ends cleanly, also while it is still starting; a second signal ends at once. */
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
