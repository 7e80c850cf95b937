import type { z } from 'zod'
import { type Parts, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { publish } from '../events/publish.ts'
import { paged, readCursor } from '../paging.ts'
import { Lead, LeadChange, LeadId, LeadPage, LeadQuery } from './contract.ts'

export const listLeads = operation({
  name: 'leads.list',
  summary: 'List who wants to hear from the business',
  permission: 'leads.read',
  input: LeadQuery,
  output: LeadPage,
  async run(call, { limit, cursor, status }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<LeadRow[]>`
        select ${tx(columns)} from leads
        where tenant_id = ${tenantOf(call)}
          ${status === undefined ? tx`` : tx`and status = ${status}`}
          ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc limit ${limit + 1}`,
    )
    return paged(rows, limit, leadOf, ({ id }) => [id])
  },
})

/** Throws `not_found`. */
export const getLead = operation({
  name: 'leads.get',
  summary: 'Read one lead',
  permission: 'leads.read',
  input: LeadId,
  output: Lead,
  async run(call, { id }) {
    const [row] = await call.tenant(
      (tx) => tx<LeadRow[]>`
        select ${tx(columns)} from leads where tenant_id = ${tenantOf(call)} and id = ${uuidOf('lead', id)}`,
    )
    if (!row) throw new Failure('not_found')
    return leadOf(row)
  },
})

/** Throws `not_found`. */
export const updateLead = operation({
  name: 'leads.update',
  summary: 'Say how far one is with a lead',
  permission: 'chat.manage',
  input: LeadChange,
  output: Lead,
  run: (call, { id, status }) =>
    call.tenant(async (tx) => {
      const [row] = await tx<LeadRow[]>`
        update leads set status = ${status}, updated_at = ${call.now}
        where tenant_id = ${tenantOf(call)} and id = ${uuidOf('lead', id)}
        returning ${tx(columns)}`
      if (!row) throw new Failure('not_found')
      await audit(tx, call, tenantOf(call), { action: 'leads.update', subject: id, details: { status } })
      return leadOf(row)
    }),
})

export type NewLead = {
  readonly tenantId: string
  readonly conversationId: string | null
  readonly name: string | null
  readonly email: string | null
  /** E.164. */
  readonly phone: string | null
  readonly interest: string | null
  readonly source: z.output<typeof Lead>['source']
}

/** Keeps a lead in the caller's transaction, which sees its tenant, and publishes `lead.created` for somebody new (migrations, keep_lead). */
export async function keepLead(
  tx: Tx,
  parts: Pick<Parts, 'jobs' | 'metrics'>,
  lead: NewLead,
  now: Date,
): Promise<void> {
  const { tenantId, conversationId, name, email, phone, interest, source } = lead
  await tx`select set_config('app.tenant', ${tenantId}, true)`
  const [kept] = await tx<{ id: string; isNew: boolean }[]>`
    select id, is_new as "isNew" from keep_lead(
      ${tenantId}, ${newUuid()}, ${conversationId}, ${name}, ${email}, ${phone}, ${interest}, ${source}, ${now})`
  if (!kept?.isNew) return
  await publish(
    tx,
    { ...parts, now },
    {
      tenantId,
      event: 'lead.created',
      conversationId,
      data: { leadId: publicId('lead', kept.id), name, email, phone, interest, source },
    },
  )
}

const columns = [
  'id',
  'conversation_id',
  'name',
  'email',
  'phone',
  'interest',
  'source',
  'status',
  'created_at',
  'updated_at',
]

type LeadRow = {
  id: string
  conversation_id: string | null
  name: string | null
  email: string | null
  phone: string | null
  interest: string | null
  source: z.output<typeof Lead>['source']
  status: z.output<typeof Lead>['status']
  created_at: Date
  updated_at: Date
}

const leadOf = ({ id, conversation_id, created_at, updated_at, ...same }: LeadRow): z.input<typeof Lead> => ({
  ...same,
  id: publicId('lead', id),
  conversationId: conversation_id && publicId('conv', conversation_id),
  createdAt: created_at.toISOString(),
  updatedAt: updated_at.toISOString(),
})
