import type { Logger } from 'pino'
import { connect } from '../postgres.ts'
import { startEmbeddedPostgres } from './start.ts'

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
    return { url: url.href, stop: server.stop }
  } catch (error) {
    await server.stop()
    throw error
  } finally {
    await superuser.end({ timeout: 5 })
  }
}
