import type { z } from 'zod'
import { Failure } from '../../failure.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Persona, PersonaFields } from './contract.ts'

export type Fields = z.output<typeof PersonaFields>

export type PersonaRow = {
  id: string
  draft: Fields
  revision: number
  version: number | null
  published_revision: number | null
  published_at: Date | null
  live: boolean
  created_at: Date
  updated_at: Date
}

export const columns = [
  'id',
  'draft',
  'revision',
  'version',
  'published_revision',
  'published_at',
  'live',
  'created_at',
  'updated_at',
]

export const personaOf = (row: PersonaRow): z.input<typeof Persona> => ({
  id: publicId('persona', row.id),
  ...row.draft,
  status: row.version === null ? 'draft' : row.published_revision === row.revision ? 'published' : 'modified',
  live: row.live,
  version: row.version,
  revision: row.revision,
  publishedAt: row.published_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** A persona of a tenant; `lock` keeps it as it is until the transaction ends. Throws `not_found`. */
export async function readPersona(
  tx: Tx,
  tenantId: string,
  id: string,
  { lock } = { lock: false },
): Promise<PersonaRow> {
  const [row] = await tx<PersonaRow[]>`
    select ${tx(columns)} from personas where tenant_id = ${tenantId} and id = ${uuidOf('persona', id)}
    ${lock ? tx`for update` : tx``}`
  if (!row) throw new Failure('not_found')
  return row
}
