import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Failure } from '../server/failure.ts'
import type { Route } from './route.ts'

type FromText = (text: unknown) => unknown

/** One reader a route, made once: address and body in, the raw input out. The schema judges; nothing is parsed here. */
export function createReader({ op, method }: Route): (request: FastifyRequest) => unknown {
  const reads = new Map(Object.entries(op.input.shape).map(([name, schema]) => [name, fromText(schema)]))
  const words = (text: object) =>
    Object.entries(text).map(([name, value]) => [name, reads.get(name)?.(value) ?? value] as const)
  const hasBody = method !== 'GET' && method !== 'DELETE'

  return ({ body, params, query }) => {
    // not an object: the schema says so, after the permission
    if (hasBody && body !== undefined && (typeof body !== 'object' || Array.isArray(body))) return body
    const address = words(params ?? {})
    const given = hasBody ? Object.entries(body ?? {}) : words(query ?? {})
    refuseStray([
      ...given.map(([name]) => name).filter((name) => address.some(([taken]) => taken === name)),
      ...(hasBody ? Object.keys(query ?? {}) : []),
    ])
    return Object.fromEntries([...given, ...address])
  }
}

function refuseStray(names: readonly string[]): void {
  if (names.length === 0) return
  throw new Failure('unknown_field', `Remove ${names.join(', ')} from the address.`, {
    errors: names.map((path) => ({ path, code: 'unrecognized_keys', message: 'Unknown field' })),
  })
}

/** How text from the address becomes what the schema asks for; anything odd is left for the schema to refuse. */
function fromText(schema: z.core.$ZodType): FromText {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return fromText(schema.unwrap())
  if (schema instanceof z.ZodNumber) return asNumber
  return (text) => text
}

const asNumber: FromText = (text) =>
  typeof text === 'string' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
