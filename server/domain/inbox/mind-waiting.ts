import { aboutTenant, type Call } from '../../call.ts'
import { newUuid } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { leadOf } from '../bob/lead/capture.ts'
import { canBeReached } from '../bob/lead/contact.ts'
import type { Memo } from '../bob/memo.ts'
import { wordingIn } from '../bob/wording/wording-in.ts'
import { tellChange } from '../conversations/tell.ts'
import { keepLead } from '../leads/leads.ts'
import { userIn } from './rows.ts'
import { giveBack, lockController } from './takeover.ts'

/** After so long without a word of theirs, a visitor is given back to Bob. */
export const idleMs = 15 * 60_000
/** After so long without anybody, Bob says so, and asks how the visitor can be reached. */
export const aloneMs = 5 * 60_000
/** After so long without a word, what a visitor has left of themselves is kept as it is. */
export const leftMs = 10 * 60_000
/** Tenants of one transaction, and what is minded of each in one sweep. */
const pageSize = 200
const mostOfTenant = 1_000

/** Gives visitors back to Bob whom nobody speaks to any more, and tells those who wait that nobody has come. */
export async function mindWaiting(call: Call): Promise<void> {
  let after: string | null = null
  do after = await mindPage(call, after)
  while (after !== null)
}

type Found = {
  tenantId: string
  kind: 'idle' | 'alone' | 'lead'
  conversationId: string
  escalationId: string | null
}

async function mindPage(call: Call, after: string | null): Promise<string | null> {
  const at = (ms: number) => new Date(call.now.getTime() - ms)
  const { tenants, found } = await call.database.query(async (sql) => {
    const tenants = await sql<{ id: string }[]>`
      select id from tenants ${after === null ? sql`` : sql`where id > ${after}`} order by id limit ${pageSize}`
    const found = await sql<Found[]>`
      select t.id as "tenantId", w.kind, w.conversation_id as "conversationId", w.escalation_id as "escalationId"
      from (select unnest(${tenants.map(({ id }) => id)}::uuid[]) as id) t,
      lateral waiting_for_people(t.id, ${at(idleMs)}, ${at(aloneMs)}, ${at(leftMs)}, ${mostOfTenant}) w`
    return { tenants, found }
  })
  for (const each of found) {
    const about = aboutTenant(call, each.tenantId)
    try {
      const isDone = await about.tenant((tx) => {
        if (each.kind === 'lead') return keepLeftLead(tx, about, each.conversationId)
        return each.escalationId === null
          ? releaseIdle(tx, about, each.conversationId)
          : tellNobodyCame(tx, about, each.conversationId, each.escalationId)
      })
      if (isDone) tellChange(call, each.tenantId, each.conversationId)
    } catch (err) {
      // the next sweep finds it again
      call.log.warn({ err, ...each }, 'a visitor who waits could not be minded')
    }
  }
  return tenants.length < pageSize ? null : (tenants.at(-1)?.id ?? null)
}

/** Looked at again under the lock: they may have spoken meanwhile. */
async function releaseIdle(tx: Tx, call: Call, conversationId: string): Promise<boolean> {
  const holder = userIn(await lockController(tx, call.tenantId ?? '', conversationId))
  const [row] = await tx<{ isIdle: boolean }[]>`
    select human_at < ${new Date(call.now.getTime() - idleMs)} as "isIdle" from conversations
    where tenant_id = ${call.tenantId} and id = ${conversationId}`
  if (holder === null || !row?.isIdle) return false
  await giveBack(tx, call, conversationId, holder, 'inactive')
  return true
}

/** Nothing that a visitor has left is lost because they did not say yes to it. */
async function keepLeftLead(tx: Tx, call: Call, conversationId: string): Promise<boolean> {
  const tenantId = call.tenantId ?? ''
  const [row] = await tx<{ memo: Memo; test: boolean }[]>`
    update conversations c set memo = c.memo - 'lead'
    from (select id, memo, test from conversations
          where tenant_id = ${tenantId} and id = ${conversationId} for update) before
    where c.tenant_id = ${tenantId} and c.id = before.id
    returning before.memo, before.test`
  if (!row?.memo.lead || row.test || !canBeReached(row.memo.lead)) return false
  await keepLead(tx, call, { ...leadOf(row.memo.lead), tenantId, conversationId }, call.now)
  return true
}

async function tellNobodyCame(
  tx: Tx,
  call: Call,
  conversationId: string,
  escalationId: string,
): Promise<boolean> {
  if ((await lockController(tx, call.tenantId ?? '', conversationId)) !== 'queue') return false
  const told = await tx`
    update escalations set told_at = ${call.now}
    where tenant_id = ${call.tenantId} and id = ${escalationId} and told_at is null and status = 'open'`
  if (told.count === 0) return false
  const [about] = await tx<{ name: string; language: string | null }[]>`
    select t.name, (
      select d.language from decision_traces d
      where d.tenant_id = t.id and d.conversation_id = ${conversationId} order by d.id desc limit 1) as language
    from tenants t where t.id = ${call.tenantId}`
  const text = wordingIn(about?.language ?? 'en').nobodyYet(about?.name ?? '')
  await tx`
    select append_message(${call.tenantId}, ${conversationId}, null, ${newUuid()}, 'bob', ${text}, '[]', false, ${call.now})`
  return true
}
