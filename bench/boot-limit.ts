import { enableCompileCache } from 'node:module'

// the least that could boot: PostgreSQL on the same kind of folder, then Fastify
enableCompileCache()
const { default: Fastify } = await import('fastify')
const { openEmbeddedDatabase } = await import('../server/platform/embedded-postgres/database.ts')
const { createLog } = await import('../server/platform/log.ts')

const log = createLog('info')
const database = await openEmbeddedDatabase(process.env.DATA_DIR ?? '', log)
const app = Fastify()
process.once('SIGTERM', async () => {
  await app.close()
  await database.stop()
  process.exit(0)
})

const httpUrl = await app.listen({ host: '127.0.0.1', port: 0 })
log.info({ httpUrl }, 'ready')
