import type { Web } from '../call.ts'
import type { Bucket as AnyBucket, Quota } from '../platform/limiter.ts'
import { networkOf } from '../platform/network.ts'
import type { Room } from '../platform/places.ts'
import type { Actor } from './actor.ts'

/** How much is borne from whom. One table: docs/operating.md explains it, RATE_LIMIT_FACTOR multiplies it. */
export const quotas = {
  address: { most: 1_200, windowS: 60, says: 'Too many requests from your network; wait a moment.' },
  actor: { most: 1_200, windowS: 60, says: 'Too many requests with this credential; wait a moment.' },
  service: { most: 120_000, windowS: 60, says: 'Too many calls of this service; wait a moment.' },
  tenant: { most: 6_000, windowS: 60, says: 'This business is asking too much at once; wait a moment.' },
  chat: { most: 120, windowS: 60, says: 'Many people are writing from your network; try again in a moment.' },
  session: { most: 20, windowS: 60, says: 'You write faster than Bob can answer; give him a moment.' },
  'widget-key': { most: 3_000, windowS: 60, says: 'This site is very busy just now; try again in a moment.' },
  speech: { most: 30, windowS: 60, says: 'Many people are speaking from your network; write instead.' },
  signup: { most: 20, windowS: 3_600, says: 'Many accounts were opened from your network; try again later.' },
  mail: { most: 20, windowS: 3_600, says: 'Many mails were asked for from your network; try again later.' },
} as const satisfies Record<string, Quota>

/** How much may be followed at the same time, by each process for itself; RATE_LIMIT_FACTOR multiplies it too. */
export const rooms = {
  'network-streams': {
    most: 50,
    says: 'Many conversations are followed from your network; try again in a moment.',
  },
  'conversation-streams': { most: 5, says: 'This conversation is open in many places; close one of them.' },
  'actor-streams': { most: 20, says: 'You follow the inbox in many places; close one of them.' },
} as const satisfies Record<string, Room>

const longestName = 200

export type QuotaName = keyof typeof quotas
export type Bucket = AnyBucket<QuotaName>
export type RoomName = keyof typeof rooms

/** What a call over HTTP counts in before anybody has looked at its credential. */
export const addressBucket = (address: string): Bucket => ({ name: 'address', key: networkOf(address) })

/** What a call counts in once it is known who makes it, and about which tenant. */
export function callerBuckets(actor: Actor, tenantId: string | null): Bucket[] {
  const buckets: Bucket[] = []
  if (actor.kind === 'service') return [{ name: 'service', key: actor.id }]
  if (actor.kind !== 'visitor') buckets.push({ name: 'actor', key: `${actor.kind} ${actor.id}` })
  if (tenantId !== null) buckets.push({ name: 'tenant', key: tenantId })
  return buckets
}

type Caller = { readonly web: Web | null; readonly tenantId: string | null }

/** What a visitor's message counts in, besides; the input is not checked yet. */
export function chatBuckets({ web, tenantId }: Caller, raw: unknown): Bucket[] {
  if (!web) return []
  const network = networkOf(web.address)
  const { session_id, business_id } = (raw ?? {}) as { session_id?: unknown; business_id?: unknown }
  const business = nameIn(business_id)
  const session = nameIn(session_id)
  const buckets: Bucket[] = [{ name: 'chat', key: network }]
  // with the network: who knows a session's name from elsewhere cannot silence it
  if (session) buckets.push({ name: 'session', key: `${network} ${tenantId ?? business} ${session}` })
  // the business that the body names; a widget's is known by its key and counted already
  if (tenantId === null && business) buckets.push({ name: 'tenant', key: `named ${business}` })
  if (web.widgetKey) buckets.push({ name: 'widget-key', key: web.widgetKey })
  return buckets
}

/** What a visitor's recording counts in: as a message does, and where it is dearer. */
export const speechBuckets = (caller: Caller, raw: unknown): Bucket[] => [
  ...chatBuckets(caller, raw),
  ...(caller.web ? [{ name: 'speech' as const, key: networkOf(caller.web.address) }] : []),
]

/** What an unchecked field holds, if it is short enough to be a name and to be kept. */
const nameIn = (field: unknown): string =>
  typeof field === 'string' && field.length <= longestName ? field : ''

export const signupBuckets = ({ web }: Caller): Bucket[] =>
  web ? [{ name: 'signup', key: networkOf(web.address) }] : []

/** For what sends a mail, or takes a token that was mailed. */
export const mailBuckets = ({ web }: Caller): Bucket[] =>
  web ? [{ name: 'mail', key: networkOf(web.address) }] : []

/** Where a visitor who follows a conversation takes a place. */
export function visitorPlaces({ web }: Caller, conversationId: string): AnyBucket<RoomName>[] {
  const ofConversation = { name: 'conversation-streams', key: conversationId } as const
  return web ? [{ name: 'network-streams', key: networkOf(web.address) }, ofConversation] : [ofConversation]
}

/** Where one of the team who follows takes a place; internal services follow for many. */
export const actorPlaces = (actor: Actor): AnyBucket<RoomName>[] =>
  actor.kind === 'service' || actor.kind === 'visitor'
    ? []
    : [{ name: 'actor-streams', key: `${actor.kind} ${actor.id}` }]
