import type { z } from 'zod'
import type { Parts } from '../../call.ts'
import { createBatch } from '../../platform/batch.ts'
import type { News } from './contract.ts'
import { controlOf, type MessageRow, messageOf } from './messages.ts'

/** What somebody who follows a conversation knows of it. */
type Place = { tenantId: string; conversationId: string; since: number }

/** `isWhole`: nothing more was said. */
type Found = z.input<typeof News> & { isWhole: boolean }

type Ask = (place: Place) => Promise<Found | null>

/**
 * What was said after `since`, in order, and who is in control; null for no such conversation. Those who ask at one moment
 * share a question to the database. `isLook`: nobody has told them that there is something, so it may wait for more to ask.
 */
export const readNews = (
  parts: Pick<Parts, 'database'>,
  place: Place,
  isLook = false,
): Promise<Found | null> => readsOf(parts)[isLook ? 'look' : 'told'](place)

const pageSize = 100

const told = { most: 50, inFlight: 2, queue: 5_000, waitMs: 5_000 }
/** Whoever looks is told nothing until it is answered, so it does not linger long. */
const look = { most: 100, inFlight: 1, queue: 50_000, waitMs: 10_000, lingerMs: 100 }
const reads = new WeakMap<Parts['database'], { told: Ask; look: Ask }>()

function readsOf({ database }: Pick<Parts, 'database'>): { told: Ask; look: Ask } {
  const found = reads.get(database)
  if (found) return found
  const read = async (places: readonly Place[]) => {
    const asks = places.map(({ tenantId, conversationId, since }, at) => ({
      at,
      tenant: tenantId,
      conversation: conversationId,
      since,
    }))
    const rows = await database.query(
      (sql) => sql<NewsRow[]>`select * from read_news(${sql.json(asks)}, ${pageSize})`,
    )
    const byPlace = Map.groupBy(rows, ({ at }) => at)
    return places.map(({ since }, at) => newsOf(byPlace.get(at) ?? [], since))
  }
  const made = { told: createBatch(read, told), look: createBatch(read, look) }
  reads.set(database, made)
  return made
}

type Head = { at: number; controller: string; name: string | null }
/** A row of somebody's news; without a message where nothing was said. */
type NewsRow = Head & (MessageRow | { id: null })

function newsOf(rows: readonly NewsRow[], since: number): Found | null {
  const [head] = rows
  if (!head) return null
  const messages = rows.flatMap((row) => (row.id === null ? [] : [messageOf(row)]))
  return {
    control: controlOf(head.controller),
    name: head.name,
    messages,
    since: messages.at(-1)?.seq ?? since,
    isWhole: messages.length < pageSize,
  }
}
