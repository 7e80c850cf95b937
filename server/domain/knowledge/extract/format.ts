/** What can be read. */
export type Format = 'html' | 'pdf' | 'docx' | 'text'

/** The format of bytes: by what they begin with, then by what their sender calls them, then by their name. Null: none of ours. */
export function formatOf(
  bytes: Uint8Array,
  { type, name }: { type: string | null; name: string | null },
): Format | null {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (head.startsWith('%PDF-')) return 'pdf'
  // a zip: of those only Word's are read, and extraction tells whether it is one
  if (head.startsWith('PK\x03\x04')) return 'docx'
  if (bytes.subarray(0, 4_096).includes(0)) return null
  if (type !== null) return byType(type)
  return /\.x?html?$/i.test(name ?? '') ? 'html' : 'text'
}

function byType(type: string): Format | null {
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html'
  return type.startsWith('text/') || type === 'application/json' ? 'text' : null
}
