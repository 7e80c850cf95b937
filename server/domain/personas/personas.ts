import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import {
  mostPersonas,
  NewPersona,
  Nothing,
  Persona,
  PersonaChange,
  PersonaId,
  PersonaPage,
  PersonaQuery,
} from './contract.ts'
import { columns, type PersonaRow, personaOf, readPersona } from './rows.ts'

export const listPersonas = operation({
  name: 'personas.list',
  summary: 'List how Bob may represent the business',
  permission: 'persona.manage',
  input: PersonaQuery,
  output: PersonaPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<PersonaRow[]>`
        select ${tx(columns)} from personas
        where tenant_id = ${tenantOf(call)} ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc limit ${limit + 1}`,
    )
    return paged(rows, limit, personaOf, ({ id }) => [id])
  },
})

export const getPersona = operation({
  name: 'personas.get',
  summary: 'Read one persona: what is being worked on',
  permission: 'persona.manage',
  input: PersonaId,
  output: Persona,
  run: (call, { id }) => call.tenant(async (tx) => personaOf(await readPersona(tx, tenantOf(call), id))),
})

/** A draft: Bob speaks as it once it is published. */
export const createPersona = operation({
  name: 'personas.create',
  summary: 'Begin a persona',
  permission: 'persona.manage',
  idempotency: 'transaction',
  input: NewPersona,
  output: Persona,
  run: (call, fields) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      await tx`select from tenants where id = ${tenantId} for no key update`
      const [held] = await tx<[{ count: number }]>`
        select count(*)::int as count from personas where tenant_id = ${tenantId}`
      if (held.count >= mostPersonas)
        throw new Failure('invalid_input', `There are ${mostPersonas} personas: delete one first.`)
      const [row] = await tx<[PersonaRow]>`
        insert into personas (tenant_id, id, draft, created_at, updated_at)
        values (${tenantId}, ${newUuid()}, ${tx.json(fields)}, ${call.now}, ${call.now})
        returning ${tx(columns)}`
      const made = personaOf(row)
      await audit(tx, call, tenantId, {
        action: 'personas.create',
        subject: made.id,
        details: { name: fields.name },
      })
      return made
    }),
})

/** Changes the draft only. Throws `not_found`, and `revision_conflict` when somebody else has changed it meanwhile. */
export const updatePersona = operation({
  name: 'personas.update',
  summary: 'Work on a persona',
  permission: 'persona.manage',
  input: PersonaChange,
  output: Persona,
  run: (call, { id, revision, ...change }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const before = await readPersona(tx, tenantId, id, { lock: true })
      refuseStale(before, revision)
      if (Object.keys(change).length === 0) return personaOf(before)
      const [row] = await tx<[PersonaRow]>`
        update personas
        set draft = ${tx.json({ ...before.draft, ...change })}, revision = revision + 1, updated_at = ${call.now}
        where tenant_id = ${tenantId} and id = ${before.id}
        returning ${tx(columns)}`
      await audit(tx, call, tenantId, {
        action: 'personas.update',
        subject: id,
        details: { changed: Object.keys(change) },
      })
      return personaOf(row)
    }),
})

/** Throws `not_found`, and `persona_live` for the one that Bob speaks as. */
export const deletePersona = operation({
  name: 'personas.delete',
  summary: 'Delete a persona with its versions',
  permission: 'persona.manage',
  input: PersonaId,
  output: Nothing,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const { id: uuid, live } = await readPersona(tx, tenantId, id, { lock: true })
      if (live) throw new Failure('persona_live', 'Publish another one first.')
      await tx`delete from personas where tenant_id = ${tenantId} and id = ${uuid}`
      await audit(tx, call, tenantId, { action: 'personas.delete', subject: id })
      return {}
    }),
})

/** Throws `revision_conflict` when a draft is not the one that the caller has seen. */
export function refuseStale(row: Pick<PersonaRow, 'revision'>, revision: number | undefined): void {
  if (revision === undefined || revision === row.revision) return
  throw new Failure('revision_conflict', `It is at revision ${row.revision} now: read it again.`)
}
