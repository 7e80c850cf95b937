import type { z } from 'zod'
import { actorName } from '../../access/actor.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import { Persona, type PersonaVersion, VersionPage, VersionQuery, VersionRef } from './contract.ts'
import { columns, type Fields, type PersonaRow, personaOf, readPersona } from './rows.ts'

type VersionRow = {
  version: number
  fields: Fields
  restored_from: number | null
  published_at: Date
  published_by: string
}

const versionOf = (row: VersionRow): z.input<typeof PersonaVersion> => ({
  version: row.version,
  ...row.fields,
  restoredFrom: row.restored_from,
  publishedAt: row.published_at.toISOString(),
  publishedBy: row.published_by,
})

/** Throws `not_found`. */
export const listVersions = operation({
  name: 'personas.listVersions',
  summary: 'List what was published of a persona',
  permission: 'persona.manage',
  input: VersionQuery,
  output: VersionPage,
  async run(call, { id, limit, cursor }) {
    const [before] = readCursor(cursor, 'number') ?? []
    const rows = await call.tenant(async (tx) => {
      const persona = await readPersona(tx, tenantOf(call), id)
      return tx<VersionRow[]>`
        select version, fields, restored_from, published_at, published_by from persona_versions
        where tenant_id = ${tenantOf(call)} and persona_id = ${persona.id}
          ${before === undefined ? tx`` : tx`and version < ${before}`}
        order by version desc limit ${limit + 1}`
    })
    return paged(rows, limit, versionOf, ({ version }) => [version])
  },
})

/** What stood once is published again, under a new number; the draft becomes it. Throws `not_found`. */
export const rollBackPersona = operation({
  name: 'personas.rollBack',
  summary: 'Publish an earlier version again',
  permission: 'persona.manage',
  input: VersionRef,
  output: Persona,
  run: (call, { id, version }) =>
    call.tenant(async (tx) => {
      const [earlier] = await tx<{ fields: Fields }[]>`
        select fields from persona_versions
        where tenant_id = ${tenantOf(call)} and persona_id = ${uuidOf('persona', id)} and version = ${version}`
      if (!earlier) throw new Failure('not_found')
      const persona = await publishDraft(tx, call, id, { ...earlier, version })
      await audit(tx, call, tenantOf(call), {
        action: 'personas.rollBack',
        subject: id,
        details: { to: version, version: persona.version },
      })
      return persona
    }),
})

/**
 * Bob speaks as the draft from the next turn on, in the caller's transaction; `restored`: the draft becomes this first.
 * Throws `not_found`.
 */
export async function publishDraft(
  tx: Tx,
  call: Call,
  id: string,
  restored: { version: number; fields: Fields } | null = null,
): Promise<z.input<typeof Persona>> {
  const tenantId = tenantOf(call)
  // one publication at a time, so that one persona is live
  await tx`update tenants set brief_version = brief_version + 1 where id = ${tenantId}`
  const { id: uuid } = await readPersona(tx, tenantId, id, { lock: true })
  await tx`update personas set live = false where tenant_id = ${tenantId} and live and id <> ${uuid}`
  if (restored)
    await tx`
      update personas set draft = ${tx.json(restored.fields)}, revision = revision + 1, updated_at = ${call.now}
      where tenant_id = ${tenantId} and id = ${uuid}`
  const [row] = await tx<[PersonaRow]>`
    update personas
    set version = coalesce(version, 0) + 1, published_revision = revision, published_at = ${call.now}, live = true
    where tenant_id = ${tenantId} and id = ${uuid}
    returning ${tx(columns)}`
  await tx`
    insert into persona_versions (
      tenant_id, persona_id, version, fields, restored_from, published_at, published_by)
    values (
      ${tenantId}, ${uuid}, ${row.version}, ${tx.json(row.draft)}, ${restored?.version ?? null},
      ${call.now},
      ${actorName(call.actor)})`
  return personaOf(row)
}
