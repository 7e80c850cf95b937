import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a provider was sent to write down, as far as tests look at it. */
export type Spoken = { model: string; responseFormat: string; name: string; sizeBytes: number }

/** How it answers: with words, or in its own way. */
export type Hearing =
  | { text: string; language?: string }
  | { play: (response: ServerResponse, request: IncomingMessage) => void }

/** The part of a stub that speaks OpenAI's audio transcriptions. Source: platform.openai.com, Create transcription. */
export function createTranscriptions() {
  const spoken: Spoken[] = []
  let hearing: Hearing = { text: '' }
  return {
    spoken,
    hear(how: Hearing) {
      hearing = how
    },
    async answer(request: IncomingMessage, body: Buffer<ArrayBuffer>, response: ServerResponse) {
      const type = request.headers['content-type'] ?? ''
      const form = await new Response(body, { headers: { 'content-type': type } }).formData()
      const file = form.get('file') as File
      const responseFormat = String(form.get('response_format'))
      spoken.push({
        model: String(form.get('model')),
        responseFormat,
        name: file.name,
        sizeBytes: file.size,
      })
      if ('play' in hearing) return hearing.play(response, request)
      const { text, language = 'english' } = hearing
      const answer =
        responseFormat === 'json' ? { text } : { task: 'transcribe', text, language, duration: 1 }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    },
  }
}

const json = { 'content-type': 'application/json' }

/** Everything that a provider does wrong. */
export const deafness: Record<string, Hearing> = {
  'answers 429': { play: (response) => void response.writeHead(429, { 'retry-after': '60' }).end('{}') },
  'answers 500': { play: (response) => void response.writeHead(500).end('oh') },
  'answers 401': {
    play: (response) => void response.writeHead(401, json).end('{"error":{"message":"key"}}'),
  },
  'answers with half of its JSON': {
    play: (response) => void response.writeHead(200, json).end('{"text": "How mu'),
  },
  'answers with something else': {
    play: (response) => void response.writeHead(200, json).end('{"words":[]}'),
  },
  'answers with a page': {
    play: (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello'),
  },
  'hangs up': { play: (response) => void response.destroy() },
  'never ends': {
    play(response) {
      response.writeHead(200, json).write('{"text": "')
      const more = () => {
        while (!response.destroyed && response.write('and so on '.repeat(5_000)));
      }
      response.on('drain', more)
      more()
    },
  },
}
