/** Text in the charset that its marks or its sender say, else UTF-8, else what browsers take instead. Source: WHATWG Encoding. */
export function decode(bytes: Uint8Array, said: string | null): string {
  const charset = markedAs(bytes) ?? said
  try {
    return new TextDecoder(charset ?? 'utf-8', { fatal: charset === null }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The byte order mark. */
function markedAs([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}
