import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../server/failure.ts'
import type { FileField } from './route.ts'

const mostFieldBytes = 10_000

/** Lets a scope take multipart/form-data; a body is read only where a route asks for it. */
export const takeMultipart = (app: FastifyInstance) => app.register(multipart)

/** The fields of a form with its one file as {name, data}. Throws `malformed_request`, `payload_too_large`. */
export async function readForm(
  request: FastifyRequest,
  { field, mostBytes, preset }: FileField,
): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = { ...preset }
  const limits = { files: 1, fields: 10, parts: 12, fileSize: mostBytes, fieldSize: mostFieldBytes }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') fields[part.fieldname] = part.value
      else if (part.fieldname !== field) throw unknownField(part.fieldname)
      else fields[field] = { name: part.filename, data: (await part.toBuffer()).toString('base64') }
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/FILE_TOO_LARGE|_LIMIT/.test(code))
      throw new Failure('payload_too_large', `A file may have ${mostBytes / 1e6} MB.`, { cause: error })
    throw new Failure('malformed_request', 'The form cannot be read.', { cause: error })
  }
  return fields
}

const unknownField = (name: string) =>
  new Failure('unknown_field', `Remove ${name}.`, {
    errors: [{ path: name, code: 'unrecognized_keys', message: 'Unknown field' }],
  })
