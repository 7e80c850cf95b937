import type { z } from 'zod'
import { visitorPlaces } from '../../access/quotas.ts'
import { aboutTenant, type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation, stream } from '../../operation.ts'
import { momentsOf } from '../../platform/bus.ts'
import { getPublicTenant } from '../tenants/tenants.ts'
import { admitWidget, getPass } from '../widgets/admission.ts'
import { NewsEvent as Event, News, type NewsEvent, NewsQuery, WidgetNewsQuery } from './contract.ts'
import { readNews } from './read-news.ts'
import { channelOf } from './tell.ts'
import { isUnguessable } from './turn-writes.ts'
import { knownConversation } from './visitor.ts'

/** A stream looks by itself so often; else it is told. */
const lookEveryMs = 15_000
/** How long a question waits for something new. */
const waitMs = 25_000

const summaries = {
  read: 'Read what was said since',
  wait: 'Wait for what is said next',
  follow: 'Follow what is said as it comes',
}
const open = { permission: 'anyone', origin: 'same', input: NewsQuery } as const
const widget = { permission: 'anyone', admit: admitWidget, input: WidgetNewsQuery } as const

/** For pages of our own host. Throws `not_found` for a session that the caller cannot continue. */
export const readMessages = operation({
  name: 'conversations.readMessages',
  summary: summaries.read,
  ...open,
  output: News,
  run: async (call, input) => read(...(await visitOf(call, input)), input),
})

export const waitForMessages = operation({
  name: 'conversations.waitForMessages',
  summary: summaries.wait,
  ...open,
  output: News,
  async run(call, input) {
    const [about, conversation] = await visitOf(call, input)
    using _ = call.places.hold(visitorPlaces(call, conversation))
    return await wait(about, conversation, input)
  },
})

export const followMessages = stream({
  name: 'conversations.followMessages',
  summary: summaries.follow,
  ...open,
  output: Event,
  async *run(call, input) {
    const [about, conversation] = await visitOf(call, input)
    using _ = call.places.hold(visitorPlaces(call, conversation))
    yield* followConversation(about, conversation, input.since)
  },
})

/** For a business's own pages. Throws `not_found` for a session that the caller cannot continue. */
export const readWidgetMessages = operation({
  name: 'conversations.readWidgetMessages',
  summary: summaries.read,
  ...widget,
  output: News,
  run: async (call, input) => read(call, await ofWidget(call, input), input),
})

export const waitForWidgetMessages = operation({
  name: 'conversations.waitForWidgetMessages',
  summary: summaries.wait,
  ...widget,
  output: News,
  async run(call, input) {
    const conversation = await ofWidget(call, input)
    using _ = call.places.hold(visitorPlaces(call, conversation))
    return await wait(call, conversation, input)
  },
})

export const followWidgetMessages = stream({
  name: 'conversations.followWidgetMessages',
  summary: summaries.follow,
  ...widget,
  output: Event,
  async *run(call, input) {
    const conversation = await ofWidget(call, input)
    using _ = call.places.hold(visitorPlaces(call, conversation))
    yield* followConversation(call, conversation, input.since)
  },
})

/** Who is in control, then every message after `since` once and in order, changes of control, and who is typing. */
export async function* followConversation(
  call: Call,
  conversationId: string,
  since: number,
): AsyncGenerator<z.input<typeof NewsEvent>> {
  let seen = since
  let shown = ''
  let isLook = false
  const { bus, lifecycle, signal } = call
  const channel = channelOf(conversationId)
  for await (const told of momentsOf({ bus, channel, everyMs: lookEveryMs, signal })) {
    const typing = told.filter(({ kind }) => kind === 'typing')
    isLook &&= told.length === 0
    for (let isWhole = told.length > 0 && typing.length === told.length; !isWhole; ) {
      const news = await newsOf(call, conversationId, seen, isLook)
      const { control, name } = news
      // who speaks is said before what they say
      if (shown !== `${control} ${name}`) yield { event: 'control', data: { control, name } }
      shown = `${control} ${name}`
      for (const message of news.messages) yield { event: 'message', data: message }
      seen = news.since
      isWhole = news.isWhole
    }
    const last = typing.at(-1)
    if (last) yield { event: 'typing', data: { name: typeof last.name === 'string' ? last.name : null } }
    isLook = true
    if (lifecycle.stopping) return
  }
}

type Asked = z.output<typeof WidgetNewsQuery>

async function read(call: Call, conversationId: string, { since }: Asked): Promise<z.input<typeof News>> {
  const { isWhole, ...news } = await newsOf(call, conversationId, since)
  return news
}

/** What was said since, as soon as there is something; the same as `read` when there is nothing in time. */
async function wait(call: Call, conversationId: string, asked: Asked): Promise<z.input<typeof News>> {
  const channel = channelOf(conversationId)
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(waitMs)])
  for await (const _ of momentsOf({ bus: call.bus, channel, everyMs: lookEveryMs, signal })) {
    const news = await read(call, conversationId, asked)
    if (news.messages.length > 0 || call.lifecycle.stopping) return news
  }
  return read(call, conversationId, asked)
}

async function newsOf(call: Call, conversationId: string, since: number, isLook = false) {
  const news = await readNews(call, { tenantId: tenantOf(call), conversationId, since }, isLook)
  if (!news) throw new Failure('not_found')
  return news
}

async function visitOf(call: Call, input: z.output<typeof NewsQuery>): Promise<[Call, string]> {
  const { id } = await getPublicTenant(call, input.business_id)
  const about = aboutTenant(call, id)
  return [about, await findVisited(about, input.session_id, { keepsCookie: true, test: false })]
}

const ofWidget = async (call: Call, { session_id }: Asked): Promise<string> =>
  findVisited(call, session_id, { keepsCookie: false, test: (await getPass(call, call.web)).test })

/** The conversation that a visitor can continue. Throws `not_found`. Source: contract §3, session ids. */
async function findVisited(
  call: Call,
  sessionId: string,
  { keepsCookie, test }: { keepsCookie: boolean; test: boolean },
): Promise<string> {
  const tenantId = tenantOf(call)
  const known = knownConversation(call, { tenantId, sessionId, given: undefined, keepsCookie })
  const [row] = await call.tenant(
    (tx) => tx<{ id: string | null }[]>`
      select session_conversation(${tenantId}, ${sessionId}, ${known}, ${isUnguessable(sessionId)}, ${test}) as id`,
  )
  if (!row?.id) throw new Failure('not_found')
  return row.id
}
