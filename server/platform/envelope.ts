import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Where a sealed value stands. It is part of what is proved, so a value moved to another row does not open. */
export type Place = { table: string; column: string; tenantId: string | null; id: string }

/**
 * Secrets at rest: each is sealed with a key of its own (AES-256-GCM), and that key with a key of the ring, which the
 * text names. A rotation seals the small keys anew and leaves the secrets as they are.
 */
export type Envelope = {
  seal(place: Place, secret: string): string
  /** Throws when the text was changed, stands elsewhere than it was sealed for, or its key is not on the ring. */
  open(place: Place, sealed: string): string
  /** The same secret under the first key of the ring; null when it is that already. */
  rewrap(place: Place, sealed: string): string | null
}

/** What sealed texts call a key: the start of its SHA-256. */
export const keyName = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/** A ring of 32-byte keys, or how to ask for the one that counts now: the first seals, every one opens. */
export function createEnvelope(given: readonly Uint8Array[] | (() => readonly Uint8Array[])): Envelope {
  const current = typeof given === 'function' ? given : () => given
  let known: { keys: readonly Uint8Array[]; ring: Map<string, Uint8Array> } | undefined
  const ringNow = () => {
    const keys = current()
    if (known?.keys !== keys) known = { keys, ring: new Map(keys.map((key) => [keyName(key), key])) }
    return known.ring
  }
  const sealing = () => {
    const [first] = ringNow()
    if (!first) throw new Error('There is no key to seal secrets with.')
    return first
  }
  sealing()

  const unwrap = (place: Place, sealed: string) => {
    const [version, name = '', wrapped = '', body = '', ...rest] = sealed.split('.')
    const key = ringNow().get(name)
    if (version !== 'v1' || rest.length > 0) throw new Error('This is not a sealed secret.')
    if (!key) throw new Error(`The key ${name} that sealed a secret is not on the ring.`)
    return { name, body, dataKey: decrypt(key, place, Buffer.from(wrapped, 'base64url')) }
  }
  const wrap = (place: Place, dataKey: Buffer, body: string) => {
    const [name, key] = sealing()
    return ['v1', name, encrypt(key, place, dataKey).toString('base64url'), body].join('.')
  }

  return {
    seal(place, secret) {
      const dataKey = randomBytes(keyBytes)
      return wrap(place, dataKey, encrypt(dataKey, place, Buffer.from(secret)).toString('base64url'))
    },
    open(place, sealed) {
      const { dataKey, body } = unwrap(place, sealed)
      return decrypt(dataKey, place, Buffer.from(body, 'base64url')).toString()
    },
    rewrap(place, sealed) {
      const { name, dataKey, body } = unwrap(place, sealed)
      return name === sealing()[0] ? null : wrap(place, dataKey, body)
    },
  }
}

const aadOf = ({ table, column, tenantId, id }: Place) =>
  Buffer.from(JSON.stringify([table, column, tenantId, id]))

function encrypt(key: Uint8Array, place: Place, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aadOf(place))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Uint8Array, place: Place, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(aadOf(place))
    .setAuthTag(sealed.subarray(-tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()])
}
