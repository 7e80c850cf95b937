/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export type Random = () => number

/** A source of random numbers that begins anew with its seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

/** One of several. Throws when there is none. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  const chosen = choices[Math.floor(random() * choices.length)]
  if (chosen === undefined) throw new Error('there is nothing to pick from')
  return chosen
}

/** A UUID (version 4 by its shape) from a seeded source. */
export function pickUuid(random: Random): string {
  const hex = Array.from({ length: 30 }, () => between(random, 0, 15).toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{3})(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}
