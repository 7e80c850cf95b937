import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom, pick } from './random.ts'

/** A conversation in the hands of somebody of its business. */
export type Talk = { session: string; slug: string; token: string }

export type Order =
  /** Follow so many of the conversations. */
  | { kind: 'open'; url: string; talks: Talk[] }
  /** Say something in one of those that are followed, again and again at a fixed rate. */
  | { kind: 'speak'; perS: number; count: number; seed: number }
  | { kind: 'close' }

/** Of every message in milliseconds: from when it was to be sent until its request was answered, and until its stream had it. */
export type Heard = { answeredMs: number; heardMs: number }[]

type Stream = { talk: Talk; request: http.ClientRequest; seq: number }

const mostMs = 20_000

// a process of its own: it is asked one thing after the other
process.on('message', async (order: Order) => {
  const run = { open: () => open(order), speak: () => speak(order), close }
  process.send?.(await run[order.kind]())
})
process.on('disconnect', () => process.exit())
process.on('unhandledRejection', (error) => {
  process.stderr.write(`${error}\n`)
  process.exit(1)
})

let address = ''
let streams: Stream[] = []
/** What a conversation has come to, across products. */
const places = new Map<string, number>()
const due = new Map<string, { talk: Talk; heard(): void }>()
let isClosing = false

const openAtOnce = 20

async function open(order: Order): Promise<object> {
  if (order.kind !== 'open') return {}
  address = order.url
  isClosing = false
  const left = [...order.talks]
  const lane = async () => {
    for (let talk = left.pop(); talk; talk = left.pop()) streams.push(await follow(talk))
  }
  await Promise.all(Array.from({ length: openAtOnce }, lane))
  return {}
}

async function close(): Promise<object> {
  isClosing = true
  for (const { request } of streams) request.destroy()
  streams = []
  return {}
}

/** A stream that is open: who is in control has come. Everything after it is checked as it comes. */
function follow(talk: Talk): Promise<Stream> {
  const query = new URLSearchParams({
    session_id: talk.session,
    business_id: talk.slug,
    since: String(places.get(talk.session) ?? 0),
  })
  return new Promise((resolve, reject) => {
    const request = http.get(`${address}/api/chat/events?${query}`, {
      agent: false,
      headers: { accept: 'text/event-stream' },
    })
    const stream = { talk, request, seq: places.get(talk.session) ?? 0 }
    const end = (why: unknown) => {
      if (!isClosing) reject(new Error(`a stream has ended: ${why}`))
    }
    request.once('error', end)
    request.once('response', (response) => {
      if (response.statusCode !== 200) return end(response.statusCode)
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        const frames = text.split('\n\n')
        text = frames.pop() ?? ''
        for (const frame of frames) {
          if (frame.startsWith('event: control')) resolve(stream)
          if (frame.startsWith('event: message')) hear(stream, JSON.parse(frame.slice(frame.indexOf('{'))))
        }
      })
      response.once('close', () => {
        if (!isClosing) throw new Error('a stream has ended')
      })
    })
  })
}

/** Throws unless every message comes once, in order, and to whom it was said. */
function hear(stream: Stream, { seq, text }: { seq: number; text: string }): void {
  if (seq !== stream.seq + 1) throw new Error(`after message ${stream.seq} came ${seq}`)
  stream.seq = seq
  places.set(stream.talk.session, seq)
  const said = due.get(text)
  if (!said) return
  if (said.talk !== stream.talk) throw new Error(`${text} came to somebody else`)
  due.delete(text)
  said.heard()
}

/** Says messages at a fixed rate, whatever the answers do: one half by the visitors, the other by who speaks to them. */
async function speak(order: Order): Promise<Heard> {
  if (order.kind !== 'speak') return []
  const random = createRandom(order.seed)
  const messages: Heard = []
  const startedMs = performance.now()
  const all: Promise<void>[] = []
  for (let i = 0; i < order.count; i++) {
    const dueMs = startedMs + (i * 1_000) / order.perS
    await sleep(Math.max(0, dueMs - performance.now()))
    const { talk } = pick(random, streams)
    const text = crypto.randomUUID()
    const times = { answeredMs: Number.NaN, heardMs: Number.NaN }
    messages.push(times)
    const since = (name: keyof typeof times) => () => {
      times[name] = performance.now() - dueMs
    }
    due.set(text, { talk, heard: since('heardMs') })
    all.push(say(talk, text, i % 2 === 0).then(since('answeredMs')))
  }
  await Promise.all(all)
  const untilMs = performance.now() + mostMs
  while (due.size > 0) {
    if (performance.now() > untilMs) throw new Error(`${due.size} of ${order.count} messages did not come`)
    await sleep(50)
  }
  return messages
}

async function say({ session, slug, token }: Talk, message: string, isVisitor: boolean): Promise<void> {
  const response = await fetch(`${address}/api/chat${isVisitor ? '' : '/message'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(!isVisitor && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ message, session_id: session, ...(isVisitor && { business_id: slug }) }),
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status} ${text}`)
}
