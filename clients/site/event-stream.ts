export interface ServerEvent {
  event: string
  data: string
}

/** Reads server-sent events from a response body (WHATWG HTML, 9.2.6). An unfinished last event is dropped. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      // a CR at the very end may be the first half of a CRLF
      const complete = rest.endsWith('\r') ? rest.slice(0, -1) : rest
      const blocks = complete.replace(/\r\n?/g, '\n').split('\n\n')
      rest = (blocks.pop() ?? '') + rest.slice(complete.length)
      for (const block of blocks) {
        const event = parseEvent(block)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Reads one event's lines; null for a comment or an event without data. */
export function parseEvent(block: string): ServerEvent | null {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, field, value] = /^([a-z]+): ?(.*)$/.exec(line) ?? []
    if (field === 'event') event = value ?? ''
    if (field === 'data') data.push(value ?? '')
  }
  return data.length > 0 ? { event, data: data.join('\n') } : null
}
