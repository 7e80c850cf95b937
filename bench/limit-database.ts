import { connect } from '../server/platform/postgres.ts'

/** A database beside the product's, for the limit. */
export async function createLimitDatabase(url: string): Promise<string> {
  const admin = connect(url, { max: 1 })
  const name = `limit_${crypto.randomUUID().slice(0, 8)}`
  await admin.unsafe(`create database ${name}`)
  await admin.end({ timeout: 5 })
  const beside = new URL(url)
  beside.pathname = `/${name}`
  return beside.href
}
