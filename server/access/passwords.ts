import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { createGate } from '../platform/gate.ts'

/** Hashes and checks passwords, a bounded number at once. Throws `overloaded` when too many wait. */
export type Passwords = {
  /** An argon2id hash with a salt of its own, as a PHC string. */
  hash(password: string): Promise<string>
  /** Whether a password is the one behind `stored`. Without one it is false and takes just as long. */
  verify(stored: string | null, password: string): Promise<boolean>
  /** Whether a hash was made with less than is asked for now. */
  isOutdated(stored: string): boolean
}

/** Source: OWASP Password Storage Cheat Sheet, argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const bounds = { width: 2, queue: 50, waitMs: 10_000, workMs: 10_000 }

export function createPasswords(): Passwords {
  const gate = createGate(bounds)
  // a hash that nobody has the password of, at the price of a real one
  const nobodys = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${base64(16)}$${base64(32)}`
  return {
    hash: (password) => gate.run(() => hash(plain(password), cost)),
    verify: (stored, password) => gate.run(() => verify(stored ?? nobodys, plain(password))),
    isOutdated(stored) {
      const { memoryCost, timeCost } = parseOptions(stored)
      return memoryCost < cost.memoryCost || timeCost < cost.timeCost
    },
  }
}

/** The same password, whichever way a keyboard composes its letters. Source: NIST SP 800-63B, 5.1.1.2. */
const plain = (password: string) => password.normalize('NFKC')

const base64 = (sizeBytes: number) => randomBytes(sizeBytes).toString('base64').replaceAll('=', '')
