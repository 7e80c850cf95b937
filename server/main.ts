import { enableCompileCache } from 'node:module'

// before anything else is loaded: a warm start then takes half the time
enableCompileCache()
const { createApp } = await import('./app.ts')
const { readConfig } = await import('./config.ts')
const { printWelcome } = await import('./demo/welcome.ts')
const { createLog } = await import('./platform/log.ts')

const config = readConfig()
const log = createLog(config.logLevel)
const app = await createApp(config, log)
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
