import { createHash } from 'node:crypto'
import { type Parts, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { createBatch } from '../../platform/batch.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import { type NewEvent as Happened, type Published, publishAll } from './publish.ts'
import { EventPublished, NewEvent } from './stream-contract.ts'

/** Throws `idempotency_key_reused` when the key has published something else. */
export const publishEvent = operation({
  name: 'events.publish',
  summary: 'Say what happened, to whoever subscribes to it',
  permission: 'events.publish',
  input: NewEvent,
  output: EventPublished,
  async run(call, { key, event, conversationId, data }) {
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([event, conversationId, data]))
      .digest()
    const { eventId, state } = await publishesOf(call)({
      tenantId: tenantOf(call),
      event,
      data,
      conversationId: conversationId === undefined ? null : uuidOf('conv', conversationId),
      key: { name: key, fingerprint },
      now: call.now,
    } as Timed)
    if (state === 'reused')
      throw new Failure('idempotency_key_reused', 'Use a new key for another event.', {
        errors: [{ path: 'key', code: 'idempotency_key_reused', message: 'has published something else' }],
      })
    return { eventId: publicId('evt', eventId), published: state === 'published' }
  },
})

type Timed = Happened & { now: Date }
type Publish = (event: Timed) => Promise<Published>

const batching = { most: 100, inFlight: 2, queue: 1_000, waitMs: 1_800, lingerMs: 3 }
const publishes = new WeakMap<Parts['database'], Publish>()

/** The events of one process and moment share a commit. */
function publishesOf(parts: Pick<Parts, 'database' | 'jobs' | 'metrics'>): Publish {
  const { database } = parts
  const found = publishes.get(database)
  if (found) return found
  const made = createBatch(
    (events: readonly Timed[]) =>
      database.query((sql) => sql.begin((tx) => publishAll(tx, parts, events)) as Promise<Published[]>),
    batching,
  )
  publishes.set(database, made)
  return made
}
