import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'

/** The keys of access tokens: the first signs, every one is believed. */
export type KeyRing = {
  readonly signing: { readonly kid: string; readonly key: KeyObject }
  /** The public key that a `kid` names, or undefined. */
  find(kid: string): KeyObject | undefined
  /** The public halves, as /.well-known/jwks.json shows them (RFC 7517). */
  readonly jwks: { readonly keys: readonly JWK[] }
}

/** A ring of Ed25519 private keys, given as PKCS #8 PEMs. A `kid` is the key's thumbprint (RFC 7638). */
export async function createKeyRing(pems: readonly string[]): Promise<KeyRing> {
  const keys = await Promise.all(
    pems.map(async (pem) => {
      const key = createPrivateKey(pem)
      const publicKey = createPublicKey(key)
      const jwk = await exportJWK(publicKey)
      return { key, publicKey, jwk, kid: await calculateJwkThumbprint(jwk) }
    }),
  )
  const [signing] = keys
  if (!signing) throw new Error('There is no key to sign access tokens with.')
  const publicKeys = new Map(keys.map(({ kid, publicKey }) => [kid, publicKey]))
  return {
    signing,
    find: (kid) => publicKeys.get(kid),
    jwks: { keys: keys.map(({ jwk, kid }) => ({ ...jwk, kid, alg: 'EdDSA', use: 'sig' })) },
  }
}

/** A new Ed25519 private key as PKCS #8 PEM. */
export const generateSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
