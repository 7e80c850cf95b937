import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as assert from 'uvu/assert'
import type { TestApp, TestTenant } from './app.ts'
import type { Rest } from './rest.ts'

type Ground = { app: TestApp; tenant: TestTenant; agent: Rest }

/** Reads server-sent events, until it is left. */
export async function follow(url: string, headers: Record<string, string> = {}) {
  const gone = new AbortController()
  const items: { event: string; data: Record<string, unknown> }[] = []
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: gone.signal,
  })
  assert.is(response.status, 200)
  const reading = (async () => {
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const frames = text.split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) {
        const [, event, data] = /^event: (.+)\ndata: (.+)$/.exec(frame) ?? []
        if (event && data) items.push({ event, data: JSON.parse(data) })
      }
    }
  })().catch(() => {})
  return {
    items,
    async leave() {
      gone.abort()
      await reading
    },
  }
}

/**
 * Lets turns of a visitor race with a takeover of their conversation, again and again. `late`: what Bob said after a takeover
 * had committed; `met`: how often a turn and a takeover did meet.
 */
export async function raceTakeovers({ app, tenant, agent }: Ground, races: number, atOnce = 10) {
  const result = { races, met: 0, late: 0 }
  const race = async () => {
    const session_id = randomUUID()
    const ask = async (message: string) =>
      (await app.rest().post('/api/chat', { message, session_id, business_id: tenant.slug })).body
    const { conversationId } = await ask('Hello')
    const turns = Array.from({ length: 4 }, async () => {
      await sleep(Math.random() * 30)
      return ask('How much is a check-up?')
    })
    await sleep(Math.random() * 30)
    const { body: taken } = await agent.post(`/api/conversations/${conversationId}/takeover`, {})
    assert.is(taken.control, 'human')
    if ((await Promise.all(turns)).some(({ reply }) => reply === null)) result.met += 1
    const { body: after } = await agent.get(
      `/api/conversations/${conversationId}/messages?since=${taken.messages}`,
    )
    result.late += after.messages.filter(({ author }: { author: string }) => author === 'bob').length
  }
  let left = races
  const lane = async () => {
    while (left-- > 0) await race()
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return result
}

/**
 * Follows a conversation over a line that is cut again and again while somebody of the team speaks, until it was cut so
 * often. Throws unless every message came once and in order.
 */
export async function cutStream({ app, tenant, agent }: Ground, leastCuts: number) {
  const session_id = randomUUID()
  const { body } = await app
    .rest()
    .post('/api/chat', { message: 'Hello', session_id, business_id: tenant.slug })
  await agent.post(`/api/conversations/${body.conversationId}/takeover`, {})
  const address = `${app.url}/api/chat/events?session_id=${session_id}&business_id=${tenant.slug}&since=`
  const seen: number[] = []
  let cuts = 0
  let said = 2
  let isOver = false
  const speaking = (async () => {
    while (!isOver) {
      const spoken = await agent.post('/api/chat/message', { session_id, message: `${said}` })
      assert.is(spoken.status, 200, spoken.text)
      said += 1
    }
  })()
  const readAWhile = async () => {
    const { items, leave } = await follow(`${address}${seen.at(-1) ?? 2}`)
    await sleep(Math.random() * 25)
    await leave()
    cuts += 1
    for (const { event, data } of items) if (event === 'message') seen.push(Number(data.seq))
  }
  // as many messages as cuts, however slow the machine is
  while (cuts < leastCuts || seen.length <= leastCuts) await readAWhile()
  isOver = true
  await speaking
  while (seen.at(-1) !== said) await readAWhile()
  assert.equal(
    seen,
    Array.from({ length: said - 2 }, (_, at) => at + 3),
  )
  return { cuts, messages: seen.length }
}
