import type http from 'node:http'

/** Whoever answers more than this loses the connection; in one piece up to 64 KiB may come at once. */
const readBytes = 16 * 1_024
const keptBytes = 1_024

/** Reads a body to its end, but not more of it than `readBytes`; it is never unpacked. */
export async function readBody(
  response: http.IncomingMessage,
): Promise<{ text: string; truncated: boolean }> {
  let kept = Buffer.alloc(0)
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (kept.length < keptBytes) kept = Buffer.concat([kept, chunk.subarray(0, keptBytes - kept.length)])
    bytes += chunk.length
    if (bytes > readBytes) break
  }
  return { text: textOf(kept), truncated: bytes > keptBytes }
}

/** Reads a body up to so many bytes, as it came. */
export async function readBytesOf(
  response: http.IncomingMessage,
  mostBytes: number,
): Promise<{ body: Buffer; truncated: boolean }> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    chunks.push(chunk)
    if (bytes > mostBytes) break
  }
  return { body: Buffer.concat(chunks).subarray(0, mostBytes), truncated: bytes > mostBytes }
}

/** Bytes as text without NUL, which PostgreSQL refuses; what is cut or no UTF-8 becomes U+FFFD. */
const textOf = (bytes: Buffer): string => bytes.toString('utf8').replaceAll('\0', '\ufffd')
