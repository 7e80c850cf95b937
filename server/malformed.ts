import { Failure } from './failure.ts'

const maxDepth = 32

/** Refuses what PostgreSQL cannot keep or JSON.stringify cannot walk. Throws `malformed_request`. Source: contract §1. */
export function refuseMalformed(raw: unknown): void {
  const todo: { value: unknown; depth: number }[] = [{ value: raw, depth: 0 }]
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { value, depth } = next
    if (typeof value === 'string') refuseText(value)
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue
    if (depth >= maxDepth) throw new Failure('malformed_request', `Nest values at most ${maxDepth} deep.`)
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__') throw new Failure('malformed_request', 'Remove the key __proto__.')
      refuseText(key)
      todo.push({ value: inner, depth: depth + 1 })
    }
  }
}

function refuseText(text: string): void {
  if (text.includes('\0')) throw new Failure('malformed_request', 'Remove the NUL character (U+0000).')
  if (!text.isWellFormed())
    throw new Failure('malformed_request', 'Remove the lone surrogate; send valid Unicode.')
}
