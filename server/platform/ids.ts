import { fromUUID, toUUID } from 'typeid-js'
import { v7 } from 'uuid'
import { Failure } from '../failure.ts'

/** The prefixes of public ids. Source: contract §1, TypeID 0.3. */
export type IdPrefix = 'tenant' | 'user' | 'conv' | 'msg' | 'ksrc' | 'kchunk' | 'esc' | 'trace'

/** A new UUIDv7, ordered by time. */
export const newUuid = (): string => v7()

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
  if (!id.startsWith(`${prefix}_`) || id.length !== prefix.length + 27) return null
  try {
    return toUUID(id as Parameters<typeof toUUID>[0])
  } catch {
    return null
  }
}
