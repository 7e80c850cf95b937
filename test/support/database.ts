import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Sql } from '../../server/platform/postgres.ts'

/** Marks a migrated database as a template, so that nothing connects to it while it is cloned. */
export async function templateOf(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1)
  const sql = connect(withDatabase(url, 'postgres'), { max: 1 })
  await sql.unsafe(`alter database ${name} with is_template true allow_connections false`)
  await sql.end()
  return url
}

/** A database of its own for one test file: the owner's URL and how to drop it. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = process.env.TEST_TEMPLATE_URL
  if (!template) throw new Error('TEST_TEMPLATE_URL is missing: run the file through npm test -- <file>')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = connect(withDatabase(template, 'postgres'), { max: 1 })
  await admin.unsafe(`create database ${name} template ${new URL(template).pathname.slice(1)}`)
  return {
    url: withDatabase(template, name),
    async drop() {
      await drop(admin, name).finally(() => admin.end())
    },
  }
}

/** Drops a database although sessions are open; the server's own vacuum may not be ended, so it is waited for. */
async function drop(admin: Sql, name: string, triesLeft = 50): Promise<void> {
  try {
    await admin.unsafe(`drop database ${name} with (force)`)
  } catch (error) {
    const isVacuumed = error instanceof Error && 'code' in error && error.code === '42501'
    if (!isVacuumed || triesLeft === 0) throw error
    await sleep(200)
    await drop(admin, name, triesLeft - 1)
  }
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
