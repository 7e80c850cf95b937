import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import { audit } from '../audit/append.ts'
import { paged, readCursor } from '../paging.ts'
import type { Hours } from '../profile/hours.ts'
import { mostStaff, NewStaff, Staff, StaffChange, StaffPage, StaffQuery } from './contract.ts'

export const listStaff = operation({
  name: 'appointments.listStaff',
  summary: 'List with whom appointments are made',
  permission: 'config.read',
  input: StaffQuery,
  output: StaffPage,
  async run(call, { limit, cursor }) {
    const [before] = readCursor(cursor, 'uuid') ?? []
    const rows = await call.tenant(
      (tx) => tx<StaffRow[]>`
        select ${tx(columns)} from staff
        where tenant_id = ${tenantOf(call)} ${before === undefined ? tx`` : tx`and id < ${before}`}
        order by id desc limit ${limit + 1}`,
    )
    return paged(rows, limit, staffOf, ({ id }) => [id])
  },
})

export const createStaff = operation({
  name: 'appointments.createStaff',
  summary: 'Add somebody with whom appointments are made',
  permission: 'config.manage',
  idempotency: 'transaction',
  input: NewStaff,
  output: Staff,
  run: (call, { name, services, hours }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      await tx`select from tenants where id = ${tenantId} for no key update`
      const [held] = await tx<[{ count: number }]>`
        select count(*)::int as count from staff where tenant_id = ${tenantId}`
      if (held.count >= mostStaff) throw new Failure('invalid_input', `There are ${mostStaff} of the staff.`)
      const [row] = await tx<[StaffRow]>`
        insert into staff (tenant_id, id, name, services, hours, created_at)
        values (${tenantId}, ${newUuid()}, ${name}, ${[...services]}, ${hours && tx.json(hours)}, ${call.now})
        returning ${tx(columns)}`
      const made = staffOf(row)
      await audit(tx, call, tenantId, {
        action: 'appointments.createStaff',
        subject: made.id,
        details: { name },
      })
      return made
    }),
})

/** What is booked stays. Throws `not_found`. */
export const updateStaff = operation({
  name: 'appointments.updateStaff',
  summary: 'Change somebody with whom appointments are made',
  permission: 'config.manage',
  input: StaffChange,
  output: Staff,
  run: (call, { id, name, services, hours, active }) =>
    call.tenant(async (tx) => {
      const changes = {
        ...(name !== undefined && { name }),
        ...(services !== undefined && { services: [...services] }),
        ...(hours !== undefined && { hours: hours && tx.json(hours) }),
        ...(active !== undefined && { active }),
      }
      const here = tx`tenant_id = ${tenantOf(call)} and id = ${uuidOf('staff', id)}`
      const isChange = Object.keys(changes).length > 0
      const [row] = isChange
        ? await tx<
            StaffRow[]
          >`update staff set ${tx(changes as never)} where ${here} returning ${tx(columns)}`
        : await tx<StaffRow[]>`select ${tx(columns)} from staff where ${here}`
      if (!row) throw new Failure('not_found')
      if (isChange)
        await audit(tx, call, tenantOf(call), {
          action: 'appointments.updateStaff',
          subject: id,
          details: { changed: Object.keys(changes) },
        })
      return staffOf(row)
    }),
})

const columns = ['id', 'name', 'services', 'hours', 'active', 'created_at']

type StaffRow = {
  id: string
  name: string
  services: string[]
  hours: Hours['hours'] | null
  active: boolean
  created_at: Date
}

const staffOf = ({ id, created_at, ...same }: StaffRow): z.input<typeof Staff> => ({
  ...same,
  id: publicId('staff', id),
  createdAt: created_at.toISOString(),
})
