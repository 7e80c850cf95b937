import { randomUUID } from 'node:crypto'
import { fromUUID, toUUID } from 'typeid-js'
import { Failure } from '../failure.ts'

/** The prefixes of public ids. Source: contract §1, TypeID 0.3. */
export type IdPrefix =
  | 'tenant'
  | 'user'
  | 'inv'
  | 'oper'
  | 'imp'
  | 'persona'
  | 'conv'
  | 'msg'
  | 'ksrc'
  | 'kchunk'
  | 'esc'
  | 'lead'
  | 'appt'
  | 'staff'
  | 'trace'
  | 'wkey'
  | 'whsub'
  | 'whdel'
  | 'whrep'
  | 'evt'
  | 'svc'

/** 128 bits in base32: the first of 26 characters has three. Source: TypeID 0.3. */
const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

let lastMs = 0
let count = 0

/**
 * A new UUIDv7, in order within this process: 48 bits of time, 12 of a counter, 62 of chance. Source: RFC 9562, method 1.
 * The packages ask the system for chance at every id (6 µs here, several times a turn); Node's randomUUID has a pool.
 */
export function newUuid(): string {
  const nowMs = Date.now()
  count = nowMs > lastMs ? 0 : count + 1
  lastMs = Math.max(nowMs, lastMs) + (count >> 12)
  count &= 0xfff
  const time = lastMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${randomUUID().slice(19)}`
}

/** `conv_01h…` for the UUID of a conversation. */
export const publicId = (prefix: IdPrefix, uuid: string): string => fromUUID(uuid, prefix)

/** The UUID behind a public id. Throws `not_found` for anything else, as for an id that never existed. */
export function uuidOf(prefix: IdPrefix, id: string): string {
  const uuid = findUuid(prefix, id)
  if (uuid === null) throw new Failure('not_found')
  return uuid
}

/** The UUID behind a public id, or null. */
export function findUuid(prefix: IdPrefix, id: string): string | null {
  if (!id.startsWith(`${prefix}_`) || !suffix.test(id.slice(prefix.length + 1))) return null
  try {
    return toUUID(id as Parameters<typeof toUUID>[0])
  } catch {
    return null
  }
}
