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
const app = await createApp(config, log, server)
log.info({ httpUrl: app.httpUrl, grpcPort: app.grpcPort, roles: config.roles }, 'ready')
if (config.environment === 'development') await printWelcome(app)

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (app.parts.lifecycle.stopping) process.exit(1)
    log.info({ signal }, 'stopping')
    app.stop().then(
      () => process.exit(0),
      (err) => {
        log.error({ err }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  })
