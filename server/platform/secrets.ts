import { hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Keys of the product: given by the environment, or in development made once and kept beside the data. */
export type Secrets = {
  /** Ed25519 private keys, PKCS #8 PEM; the first signs. */
  readonly signingKeys: readonly string[]
  /** What the people of the demo log in with: taken or made at the first start, and kept. Development only. */
  demoPassword(): Promise<string>
  /** What the first operator logs in with, where none is given: made and kept. Development only. */
  operatorPassword(): Promise<string>
  /** 32 bytes for one purpose from every root key (RFC 5869): the first makes, all are believed. */
  derive(purpose: string): readonly Uint8Array[]
}

type Given = {
  dataDir: string
  secretsKeys: readonly string[] | null
  signingKeys: string | null
  demoPassword: string | null
}

export async function openSecrets(given: Given, generateSigningKey: () => string): Promise<Secrets> {
  const roots = given.secretsKeys ?? [
    await keep(given.dataDir, 'secrets.key', () => randomBytes(32).toString('base64')),
  ]
  const signingKeys = given.signingKeys ?? (await keep(given.dataDir, 'signing.key', generateSigningKey))
  return {
    signingKeys: splitPems(signingKeys),
    demoPassword: () =>
      keep(given.dataDir, 'demo.password', () => given.demoPassword ?? randomBytes(9).toString('base64url')),
    operatorPassword: () =>
      keep(given.dataDir, 'operator.password', () => randomBytes(12).toString('base64url')),
    derive: (purpose) =>
      roots.map((root) => new Uint8Array(hkdfSync('sha256', Buffer.from(root, 'base64'), '', purpose, 32))),
  }
}

/** The PEMs of private keys in a text that holds one or several. */
export const splitPems = (text: string): string[] =>
  text.match(/-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/g) ?? []

/** The content of a file that only we may read; made at the first call, whole, by whichever process comes first. */
async function keep(dataDir: string, name: string, make: () => string): Promise<string> {
  const file = path.join(dataDir, name)
  const mine = `${file}.${process.pid}`
  await mkdir(dataDir, { recursive: true })
  await writeFile(mine, make(), { mode: 0o600, flush: true })
  try {
    await link(mine, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(mine, { force: true })
  }
  const kept = await readFile(file, 'utf8')
  if (kept === '') throw new Error(`${file} is damaged; restore it, or remove it to make new keys.`)
  return kept
}
