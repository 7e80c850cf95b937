import type { FileField } from './route.ts'

type Field = { type?: string; description?: string; examples?: unknown[] }
type Body = { schema: { properties: Record<string, Field>; required?: string[]; examples?: unknown[] } }

/** The JSON body as a form: the file as itself, and of the other fields those that are text and not preset. */
export function formOf({ field, types, preset = {} }: FileField, content: Record<string, unknown>) {
  const { schema } = content['application/json'] as Body
  const texts = Object.entries(schema.properties).filter(
    ([name, { type }]) => type === 'string' && !(name in preset),
  )
  const needed = new Set([field, ...(schema.required ?? [])])
  return {
    schema: {
      type: 'object',
      properties: {
        [field]: { type: 'string', format: 'binary', description: schema.properties[field]?.description },
        ...Object.fromEntries(texts),
      },
      required: [field, ...texts.map(([name]) => name).filter((name) => name !== field && needed.has(name))],
      additionalProperties: false,
    },
    ...(types && { encoding: { [field]: { contentType: types } } }),
  }
}
