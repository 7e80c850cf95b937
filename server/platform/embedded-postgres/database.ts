import net from 'node:net'
import type { Logger } from 'pino'
import { connect } from '../postgres.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start.ts'

const ownerRole = 'office_owner'
const databaseName = 'office16852'

/** Where the database is, and how to let go of its server. */
export type DatabaseServer = { url: string; stop(): Promise<void> }

/** The PostgreSQL that the configuration names, or the product's own in its data folder. */
export const openDatabaseServer = async (
  config: { databaseUrl: string | null; dataDir: string },
  log: Logger,
): Promise<DatabaseServer> =>
  config.databaseUrl === null
    ? openEmbeddedDatabase(config.dataDir, log)
    : { url: config.databaseUrl, stop: async () => {} }

/** The product's own PostgreSQL with its database and that database's owner, who is no superuser. */
export async function openEmbeddedDatabase(dataDir: string, log: Logger): Promise<DatabaseServer> {
  const server = await startEmbeddedPostgres({ dataDir, log })
  const superuser = connect(server.url, { max: 1 })
  try {
    const url = new URL(server.url)
    await superuser.unsafe(`
      do $$ begin
        create role ${ownerRole} login createrole createdb password '${decodeURIComponent(url.password)}';
      exception when duplicate_object or unique_violation then null;
      end $$`)
    const [existing] = await superuser`select from pg_database where datname = ${databaseName}`
    if (!existing)
      await superuser.unsafe(`create database ${databaseName} owner ${ownerRole}`).catch((error) => {
        // another process of ours may have made it at the same moment
        if (error.code !== '42P04' && error.code !== '23505') throw error
      })
    url.username = ownerRole
    url.pathname = `/${databaseName}`
    const starts = [server]
    const unwatch = watch(starts, { dataDir, log })
    return {
      url: url.href,
      async stop() {
        await unwatch()
        // each start holds a lease of its own; the last of them ends the server
        for (const start of starts) await start.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  } finally {
    await superuser.end({ timeout: 5 })
  }
}

const watchEveryMs = 1_000

/** Starts a server again, on the port that everybody knows, when it has died while it is needed. */
function watch(starts: EmbeddedPostgres[], options: { dataDir: string; log: Logger }): () => Promise<void> {
  const port = Number(new URL(starts[0]?.url ?? '').port)
  let looking: Promise<void> | undefined
  const look = async () => {
    if (await answers(port)) return
    options.log.error({ port }, 'the embedded PostgreSQL has died; starting it again')
    try {
      starts.push(await startEmbeddedPostgres({ ...options, settings: { port } }))
    } catch (err) {
      options.log.error({ err }, 'the embedded PostgreSQL does not start')
    }
  }
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined
    })
  }, watchEveryMs).unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.end())
  })
