import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pgBoss from 'pg-boss/package.json' with { type: 'json' }
import { installJobs, type JobType } from '../platform/jobs.ts'
import { appRole, connect, type Sql } from '../platform/postgres.ts'

type Migration = { name: string; sql: string; hash: string }

const directory = path.join(import.meta.dirname, 'migrations')
const lockKey = 168_052

/** Brings the database at `url` up to date, as its owner: one runner at a time, each file whole or not at all. */
export async function migrate(url: string, jobTypes: readonly JobType[]): Promise<void> {
  const sql = connect(url, { max: 2 })
  const session = await sql.reserve()
  try {
    await session`set statement_timeout = 0`
    await session`set lock_timeout = 0`
    await session`select pg_advisory_lock(${lockKey})`
    await applyAll(session as unknown as Sql)
    await installQueues(sql, jobTypes)
  } finally {
    // the lock belongs to the session and goes with it
    session.release()
    await sql.end({ timeout: 5 })
  }
}

async function applyAll(session: Sql): Promise<void> {
  await session`
    create table if not exists public.schema_migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default now()
    )`
  const applied = new Map(
    (await session<{ name: string; hash: string }[]>`select name, hash from public.schema_migrations`).map(
      (row) => [row.name, row.hash],
    ),
  )
  const known = await readMigrations()
  const ahead = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name))
  if (ahead.length > 0)
    throw new Error(`The database was migrated by a newer release (${ahead.join(', ')}); run that release.`)
  for (const migration of known) {
    const hash = applied.get(migration.name)
    if (hash === migration.hash) continue
    if (hash)
      throw new Error(`The migration ${migration.name} was changed after it ran; add a new file instead.`)
    await applyOne(session, migration)
  }
}

async function applyOne(session: Sql, { name, sql, hash }: Migration): Promise<void> {
  try {
    await session.unsafe('begin')
    await session.unsafe(sql)
    await session`insert into public.schema_migrations (name, hash) values (${name}, ${hash})`
    await session.unsafe('commit')
  } catch (error) {
    await session.unsafe('rollback')
    throw new Error(`The migration ${name} failed`, { cause: error })
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(directory, name), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** The queues are installed again only when their kinds or pg-boss have changed. */
async function installQueues(sql: Sql, jobTypes: readonly JobType[]): Promise<void> {
  const queues = { release: pgBoss.version, types: jobTypes.map(({ name, options }) => ({ name, options })) }
  const hash = createHash('sha256').update(JSON.stringify(queues)).digest('hex')
  const [installed] = await sql`select from public.queue_installations where hash = ${hash}`
  if (installed) return
  await installJobs(sql, jobTypes)
  await sql.unsafe(`
    grant usage on schema pgboss to ${appRole};
    grant select, insert, update, delete on all tables in schema pgboss to ${appRole};
    grant execute on all functions in schema pgboss to ${appRole};
  `)
  await sql`
    insert into public.queue_installations (hash) values (${hash})
    on conflict (only_row) do update set hash = excluded.hash`
}
