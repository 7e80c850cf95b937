import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type App, createApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/platform/log.ts'

/** The product in this process, on an empty database of its own; the scope stops it. */
export async function startHere(scope: AsyncDisposableStack): Promise<App> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'office-bench-'))
  scope.defer(() => rm(dataDir, { recursive: true, force: true }))
  const config = readConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    HTTP_PORT: '0',
    GRPC_PORT: '0',
    RATE_LIMIT_FACTOR: '1000000',
  })
  const app = await createApp(config, createLog('fatal'))
  scope.defer(app.stop)
  return app
}

/** A request as the HTTP server hands it on. */
export const requestOf = (
  { httpUrl }: App,
  asked: { method: string; url: string; token?: string | undefined; ip?: string },
) => {
  const { host } = new URL(httpUrl ?? '')
  const { token, ip = '127.0.0.1', ...same } = asked
  return {
    id: crypto.randomUUID(),
    ...same,
    headers: { host, ...(token && { authorization: `Bearer ${token}` }) },
    protocol: 'http',
    host,
    ip,
  }
}
