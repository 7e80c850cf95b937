import { Failure } from '../failure.ts'
import type { Bucket } from './limiter.ts'

/** So many at the same time; `says` is what a caller beyond it is told. */
export type Room = { readonly most: number; readonly says: string }

export type Places<N extends string> = {
  /** Holds a place in every room until it is given back. Throws `rate_limited`, and then holds none. */
  hold(buckets: readonly Bucket<N>[]): Disposable
}

/** When it is worth asking again: somebody may have left. */
const retryAfterS = 5

/** Counts what is open in this process; `factor` multiplies what every room allows. */
export function createPlaces<N extends string>(rooms: Readonly<Record<N, Room>>, factor: number): Places<N> {
  const held = new Map<string, number>()
  const nameOf = ({ name, key }: Bucket<N>) => `${name} ${key}`
  return {
    hold(buckets) {
      for (const bucket of buckets) {
        const { most, says } = rooms[bucket.name]
        if ((held.get(nameOf(bucket)) ?? 0) >= Math.max(1, Math.floor(most * factor)))
          throw new Failure('rate_limited', says, { retryAfterS })
      }
      const names = buckets.map(nameOf)
      for (const name of names) held.set(name, (held.get(name) ?? 0) + 1)
      return {
        [Symbol.dispose]() {
          for (const name of names.splice(0)) {
            const left = (held.get(name) ?? 0) - 1
            if (left > 0) held.set(name, left)
            else held.delete(name)
          }
        },
      }
    },
  }
}
