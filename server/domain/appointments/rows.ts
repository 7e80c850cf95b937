import type { z } from 'zod'
import { Failure } from '../../failure.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Sql, Tx } from '../../platform/postgres.ts'
import type { Appointment } from './contract.ts'

export type AppointmentRow = {
  id: string
  conversation_id: string | null
  service: string
  staff_id: string | null
  staff_name: string | null
  starts: Date
  ends: Date
  name: string | null
  email: string | null
  phone: string | null
  status: 'held' | 'booked' | 'cancelled'
  held_until: Date | null
  revision: number
  created_at: Date
  updated_at: Date
  time_zone: string
}

/** Appointments; `where` narrows the rows `a`. */
export const selectAppointments = (tx: Tx, where: ReturnType<Sql>) => tx<AppointmentRow[]>`
  select a.id, a.conversation_id, a.service, a.staff_id, a.staff_name, lower(a.during) as starts,
         upper(a.during) as ends, a.name, a.email, a.phone, a.status, a.held_until, a.revision, a.created_at,
         a.updated_at, t.time_zone
  from appointments a join tenants t on t.id = a.tenant_id
  ${where}`

/** An appointment; `lock` keeps it as it is until the transaction ends. Throws `not_found`. */
export async function readAppointment(
  tx: Tx,
  tenantId: string,
  id: string,
  { lock } = { lock: false },
): Promise<AppointmentRow> {
  const [row] = await selectAppointments(
    tx,
    tx`where a.tenant_id = ${tenantId} and a.id = ${uuidOf('appt', id)} ${lock ? tx`for update of a` : tx``}`,
  )
  if (!row) throw new Failure('not_found')
  return row
}

export const appointmentOf = (row: AppointmentRow): z.input<typeof Appointment> => ({
  id: publicId('appt', row.id),
  conversationId: row.conversation_id && publicId('conv', row.conversation_id),
  service: row.service,
  staff:
    row.staff_id && row.staff_name ? { id: publicId('staff', row.staff_id), name: row.staff_name } : null,
  startsAt: row.starts.toISOString(),
  endsAt: row.ends.toISOString(),
  timeZone: row.time_zone,
  name: row.name,
  email: row.email,
  phone: row.phone,
  status: row.status,
  heldUntil: row.held_until?.toISOString() ?? null,
  revision: row.revision,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
