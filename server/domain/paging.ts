import { z } from 'zod'
import { Failure } from '../failure.ts'

const fits = {
  uuid: (part: unknown) => z.uuid().safeParse(part).success,
  number: (part: unknown) => z.int32().min(0).safeParse(part).success,
  long: (part: unknown) => z.int().min(0).safeParse(part).success,
}
type Kind = keyof typeof fits

/** An opaque cursor around the sort key of the last row of a page. */
export const cursorOf = (...key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** The sort key inside a cursor, or null without one. Throws `invalid_input` for what we never gave out. */
export function readCursor<const K extends readonly Kind[]>(
  cursor: string | undefined,
  ...kinds: K
): { [I in keyof K]: K[I] extends 'uuid' ? string : number } | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(key) &&
      key.length === kinds.length &&
      key.every((part, i) => kinds[i] && fits[kinds[i]](part))
    )
      return key as never
  } catch {}
  throw new Failure('invalid_input', 'cursor: use the nextCursor of a list as it is.', {
    errors: [
      { path: 'cursor', code: 'invalid_cursor', message: 'must be the nextCursor of the page before' },
    ],
  })
}

/** Splits `limit + 1` rows into a page and the cursor of the next one. */
export function paged<R, T>(
  rows: readonly R[],
  limit: number,
  item: (row: R) => T,
  keyOf: (row: R) => readonly (string | number)[],
): { data: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { data: shown.map(item), nextCursor: last && rows.length > limit ? cursorOf(...keyOf(last)) : null }
}
