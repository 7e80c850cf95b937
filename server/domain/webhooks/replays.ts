import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import { matching } from './deliveries.ts'
import { NewReplay, Replay, ReplayPage, ReplayQuery, ReplayRef } from './delivery-contract.ts'
import { replayDeliveries as replayJob } from './jobs.ts'
import { sendAgain } from './replay-delivery.ts'
import { getSubscriptionRow } from './rows.ts'

const pageSize = 200

/** Begins to send again what a filter finds now; it goes on by itself. Throws `not_found` for a subscription that is gone. */
export const replayDeliveries = operation({
  name: 'webhooks.replayDeliveries',
  summary: 'Send again what a filter finds',
  permission: 'webhooks.manage',
  idempotency: 'transaction',
  input: NewReplay,
  output: Replay,
  run: (call, filter) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      if (filter.subscriptionId) await getSubscriptionRow(tx, call, filter.subscriptionId)
      const id = newUuid()
      const [row] = await tx<[ReplayRow]>`
        insert into webhook_replays (tenant_id, id, state, filter, last_id, created_at)
        values (${tenantId}, ${id}, 'running', ${tx.json(filter)}, uuid_at(${call.now}), ${call.now})
        returning ${tx(columns)}`
      await call.jobs.send(tx, replayJob, { tenantId, replayId: id })
      const made = replayOf(row)
      const details = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
      await audit(tx, call, tenantId, { action: 'webhooks.replayDeliveries', subject: made.id, details })
      return made
    }),
})

export const listReplays = operation({
  name: 'webhooks.listReplays',
  summary: 'List what was sent again by filter',
  permission: 'webhooks.read',
  input: ReplayQuery,
  output: ReplayPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<ReplayRow[]>`
        select ${tx(columns)} from webhook_replays
        where tenant_id = ${tenantOf(call)} ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc
        limit ${limit + 1}`,
    )
    return paged(rows, limit, replayOf, ({ id }) => [id])
  },
})

export const getReplay = operation({
  name: 'webhooks.getReplay',
  summary: 'See how far a replay has come',
  permission: 'webhooks.read',
  input: ReplayRef,
  output: Replay,
  run: (call, { id }) => call.tenant(async (tx) => replayOf(await getRow(tx, call, uuidOf('whrep', id)))),
})

/** What was sent again already stays so; one that has ended stays as it is. Throws `not_found`. */
export const cancelReplay = operation({
  name: 'webhooks.cancelReplay',
  summary: 'Send no more again',
  permission: 'webhooks.manage',
  input: ReplayRef,
  output: Replay,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const row = await getRow(tx, call, uuidOf('whrep', id), { lock: true })
      if (row.state !== 'running') return replayOf(row)
      const [cancelled] = await tx<[ReplayRow]>`
        update webhook_replays set state = 'cancelled', finished_at = ${call.now}
        where tenant_id = ${tenantOf(call)} and id = ${row.id} returning ${tx(columns)}`
      await audit(tx, call, tenantOf(call), { action: 'webhooks.cancelReplay', subject: id })
      return replayOf(cancelled)
    }),
})

/** What the job does: page after page, each whole or not at all, from where the last one ended. */
export async function runReplay(call: Call, replayId: string): Promise<void> {
  while (!call.signal.aborted) {
    const isDone = await call.tenant(async (tx) => {
      const row = await getRow(tx, call, replayId, { lock: true })
      return row.state !== 'running' || replayPage(tx, call, row)
    })
    if (isDone) return
  }
  throw new Failure('deadline_exceeded')
}

async function replayPage(tx: Tx, call: Call, row: ReplayRow): Promise<boolean> {
  const page = await tx<{ id: string }[]>`
    select d.id from webhook_deliveries d
    where ${matching(tx, call, NewReplay.parse(row.filter))}
      and d.id <= ${row.last_id} ${row.after_id === null ? tx`` : tx`and d.id > ${row.after_id}`}
    order by d.id limit ${pageSize}`
  const ids = page.map(({ id }) => id)
  const made = await sendAgain(tx, call, { ids, replayId: row.id })
  const isDone = page.length < pageSize
  await tx`
    update webhook_replays
    set after_id = ${ids.at(-1) ?? row.after_id}, replayed = replayed + ${made.length},
        skipped = skipped + ${ids.length - made.length}
        ${isDone ? tx`, state = 'completed', finished_at = ${new Date()}` : tx``}
    where tenant_id = ${tenantOf(call)} and id = ${row.id}`
  return isDone
}

type ReplayRow = {
  id: string
  state: z.infer<typeof Replay>['status']
  filter: z.input<typeof NewReplay>
  after_id: string | null
  last_id: string
  replayed: number
  skipped: number
  created_at: Date
  finished_at: Date | null
}

const columns = [
  'id',
  'state',
  'filter',
  'after_id',
  'last_id',
  'replayed',
  'skipped',
  'created_at',
  'finished_at',
]

async function getRow(tx: Tx, call: Call, id: string, { lock } = { lock: false }): Promise<ReplayRow> {
  const [row] = await tx<ReplayRow[]>`
    select ${tx(columns)} from webhook_replays
    where tenant_id = ${tenantOf(call)} and id = ${id} ${lock ? tx`for update` : tx``}`
  if (!row) throw new Failure('not_found')
  return row
}

const replayOf = (row: ReplayRow): z.input<typeof Replay> => ({
  id: publicId('whrep', row.id),
  status: row.state,
  filter: row.filter,
  replayed: row.replayed,
  skipped: row.skipped,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
})
