import { randomUUID } from 'node:crypto'

const sane = /^[\w.:-]{1,100}$/

/** The id that a caller gave a request, if it is a sane token; else a new one. Source: contract §1. */
export const requestIdOf = (given: unknown): string =>
  typeof given === 'string' && sane.test(given) ? given : randomUUID()
