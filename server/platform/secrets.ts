import { hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Keys of the product: given by the environment, or in development made once and kept beside the data. */
export type Secrets = {
  /** Ed25519 private keys, PKCS #8 PEM; the first signs. */
  readonly signingKeys: readonly string[]
  /** What the people of the demo log in with: taken or made at the first start, and kept. Development only. */
  demoPassword(): Promise<string>
  /** What the first operator logs in with, where none is given: made and kept. Development only. */
  operatorPassword(): Promise<string>
  /** The root keys as they are now, in base64: the first seals. */
  rootKeys(): readonly string[]
  /** 32 bytes for one purpose from every root key (RFC 5869): the first makes, all are believed. */
  derive(purpose: string): readonly Uint8Array[]
  /** The same as they are now: in development the file is read again when it has changed. */
  deriveNow(purpose: string): () => readonly Uint8Array[]
}

type Given = {
  dataDir: string
  secretsKeys: readonly string[] | null
  signingKeys: string | null
  demoPassword: string | null
}

export async function openSecrets(given: Given, generateSigningKey: () => string): Promise<Secrets> {
  const rootsNow = given.secretsKeys === null ? await openRoots(given.dataDir) : () => given.secretsKeys ?? []
  const derive = (purpose: string) => deriveAll(rootsNow(), purpose)
  const signingKeys = given.signingKeys ?? (await keep(given.dataDir, keyFiles.signing, generateSigningKey))
  return {
    signingKeys: splitPems(signingKeys),
    demoPassword: () =>
      keep(given.dataDir, 'demo.password', () => given.demoPassword ?? randomBytes(9).toString('base64url')),
    operatorPassword: () =>
      keep(given.dataDir, 'operator.password', () => randomBytes(12).toString('base64url')),
    rootKeys: rootsNow,
    derive,
    deriveNow(purpose) {
      let [roots, derived] = [rootsNow(), derive(purpose)]
      return () => {
        const now = rootsNow()
        if (now !== roots) [roots, derived] = [now, deriveAll(now, purpose)]
        return derived
      }
    },
  }
}

/** The PEMs of private keys in a text that holds one or several. */
export const splitPems = (text: string): string[] =>
  text.match(/-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/g) ?? []

/** A new root key: 32 bytes in base64. */
export const newRootKey = (): string => randomBytes(32).toString('base64')

/** 32 bytes for one purpose from each root key (RFC 5869). */
export const deriveAll = (roots: readonly string[], purpose: string): readonly Uint8Array[] =>
  roots.map((root) => new Uint8Array(hkdfSync('sha256', Buffer.from(root, 'base64'), '', purpose, 32)))

/** The files of a data folder that hold keys. */
export const keyFiles = { roots: 'secrets.key', signing: 'signing.key' } as const

/** Puts other keys into a file of the data folder: whole or not at all, for our eyes only. */
export async function replaceKeys(
  dataDir: string,
  file: keyof typeof keyFiles,
  keys: readonly string[],
): Promise<void> {
  const target = path.join(dataDir, keyFiles[file])
  const mine = `${target}.${process.pid}`
  await writeFile(mine, keys.join('\n'), { mode: 0o600, flush: true })
  await rename(mine, target)
}

/** The root keys of a data folder, as its file says at each call. */
async function openRoots(dataDir: string): Promise<() => readonly string[]> {
  await keep(dataDir, keyFiles.roots, newRootKey)
  const file = path.join(dataDir, keyFiles.roots)
  let known: { stamp: string; roots: readonly string[] } | undefined
  return () => {
    const { ino, mtimeMs } = statSync(file)
    const stamp = `${ino} ${mtimeMs}`
    if (known?.stamp !== stamp)
      known = { stamp, roots: readFileSync(file, 'utf8').split(/\s+/).filter(Boolean) }
    return known.roots
  }
}

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
