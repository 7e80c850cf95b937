import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export type Hit = {
  path: string
  headers: IncomingHttpHeaders
  body: string
  /** performance.now() when its headers had come. */
  atMs: number
}

type Respond = (hit: Hit, response: ServerResponse) => void

export type Receiver = {
  readonly url: string
  readonly hits: Hit[]
  /** What comes from now on is answered so; 204 at first. */
  respond(how: number | Respond): void
  stop(): Promise<void>
}

/** A real endpoint for webhooks, which keeps what it was sent. */
export async function startReceiver(): Promise<Receiver> {
  const hits: Hit[] = []
  let respond: Respond
  const answerWith =
    (status: number): Respond =>
    (_, response) =>
      void response.writeHead(status).end()
  respond = answerWith(204)
  const server = createServer((request, response) => {
    const atMs = performance.now()
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { url: path = '', headers } = request
      const hit = { path, headers, body: Buffer.concat(chunks).toString(), atMs }
      hits.push(hit)
      respond(hit, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    respond(how) {
      respond = typeof how === 'number' ? answerWith(how) : how
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The body of a hit, checked by the official verifier. Throws when it does not accept it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at whatever JSON came
export const verified = (secret: string, { body, headers }: Hit): any =>
  new Webhook(secret).verify(body, headers as Record<string, string>)
