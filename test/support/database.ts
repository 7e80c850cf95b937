import { randomBytes } from 'node:crypto'
import { connect } from '../../server/platform/postgres.ts'

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
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
