import type { About } from './init.ts'
import { api } from './router.ts'

/** Every procedure with the operation that it names: `accounts.login`. */
export const listProcedures = (): { place: string; op: About }[] =>
  Object.entries(api._def.procedures).flatMap(([path, procedure]) => {
    const { meta } = (procedure as unknown as { _def: { meta?: About } })._def
    return meta ? [{ place: path, op: meta }] : []
  })
