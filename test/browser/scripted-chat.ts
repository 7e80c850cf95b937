import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyReply } from 'fastify'
import { servePages } from '../../facade/pages.ts'
import { buildSiteAssets } from '../../facade/site-assets.ts'
import { readDemoBusinesses } from '../../server/demo/businesses.ts'

/** A request as the chat sent it. */
export interface Sent {
  message: string
  session_id: string
  business_id: string
  key: string
}

/** One answer of the script: a turn's reply in pieces, a problem, or a line that breaks in the middle. */
export type Scripted =
  | { pieces: string[]; citation?: { title: string; url: string; quote: string }; offersPerson?: boolean }
  | { status: number; code: string; retryAfterS?: number }
  | 'broken'

/** The demo site on a free port, with a chat that answers what the test says: faults a real one shows rarely. */
export async function startScriptedSite() {
  const app = Fastify({ forceCloseConnections: true })
  const businesses = await readDemoBusinesses()
  const script: Scripted[] = []
  const sent: Sent[] = []
  servePages(app, { businesses, assets: await buildSiteAssets(), places: [] })
  app.post<{ Body: Omit<Sent, 'key'> }>('/api/chat', async (request, reply) => {
    sent.push({ ...request.body, key: String(request.headers['idempotency-key']) })
    await play(script.shift() ?? { pieces: ['Yes.'] }, reply)
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    businesses,
    sent,
    answerWith: (...next: Scripted[]) => script.push(...next),
    stop: () => app.close(),
  }
}

async function play(scripted: Scripted, reply: FastifyReply): Promise<void> {
  if (scripted !== 'broken' && 'status' in scripted) {
    const { status, code, retryAfterS } = scripted
    if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS)
    const problem = { type: 'about:blank', title: code, status, detail: code, code, requestId: 'request-7' }
    await reply.code(status).type('application/problem+json').send(JSON.stringify(problem))
    return
  }
  reply.hijack()
  const out = reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
  const say = (event: string, data: unknown) =>
    out.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  say('start', { conversationId: 'conv_1', messageId: 'msg_1' })
  if (scripted === 'broken') {
    say('delta', { text: 'Half of an' })
    await sleep(50)
    out.destroy()
    return
  }
  for (const text of scripted.pieces) {
    await sleep(120)
    say('delta', { text })
  }
  say('final', {
    reply: scripted.pieces.join(''),
    citations: scripted.citation ? [scripted.citation] : [],
    control: 'bob',
    actions: scripted.offersPerson ? [{ type: 'handoff_offered', reason: null }] : [],
  })
  out.end()
}
