import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '../../server/db/migrate.ts'
import { openEmbeddedDatabase } from '../../server/platform/embedded-postgres/database.ts'
import { createLog } from '../../server/platform/log.ts'
import { jobTypes } from '../../workers/runner.ts'
import { templateOf } from './database.ts'

/** One PostgreSQL for all files, with a migrated template that each of them clones. */
export async function setup(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'office-test-'))
  const server = await openEmbeddedDatabase(dataDir, createLog('warn'))
  await migrate(server.url, jobTypes)
  return {
    env: { NODE_ENV: 'test', TEST_TEMPLATE_URL: await templateOf(server.url) },
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
