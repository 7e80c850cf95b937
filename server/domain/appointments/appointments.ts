import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { paged, readCursor } from '../paging.ts'
import { Appointment, AppointmentId, AppointmentPage, AppointmentQuery, Calendar } from './contract.ts'
import { appointmentOf, readAppointment, selectAppointments } from './rows.ts'

export const listAppointments = operation({
  name: 'appointments.list',
  summary: 'List appointments, the next first',
  permission: 'appointments.manage',
  input: AppointmentQuery,
  output: AppointmentPage,
  async run(call, { limit, cursor, from, to, status }) {
    const [afterMs, id] = readCursor(cursor, 'long', 'uuid') ?? []
    const rows = await call.tenant((tx) =>
      selectAppointments(
        tx,
        tx`where a.tenant_id = ${tenantOf(call)} and upper(a.during) > ${new Date(from ?? call.now)}
             ${to === undefined ? tx`` : tx`and lower(a.during) < ${new Date(to)}`}
             ${status === undefined ? tx`` : tx`and a.status = ${status}`}
             and (a.held_until is null or a.held_until > ${call.now})
             ${afterMs === undefined ? tx`` : tx`and (lower(a.during), a.id) > (${new Date(afterMs)}, ${id ?? ''})`}
           order by lower(a.during), a.id limit ${limit + 1}`,
      ),
    )
    return paged(rows, limit, appointmentOf, ({ starts, id }) => [starts.getTime(), id])
  },
})

/** Throws `not_found`. */
export const getAppointment = operation({
  name: 'appointments.get',
  summary: 'Read one appointment',
  permission: 'appointments.manage',
  input: AppointmentId,
  output: Appointment,
  run: (call, { id }) =>
    call.tenant(async (tx) => appointmentOf(await readAppointment(tx, tenantOf(call), id))),
})

/** Throws `not_found`. Source: RFC 5545. */
export const getCalendar = operation({
  name: 'appointments.calendar',
  summary: 'One appointment for a calendar',
  permission: 'appointments.manage',
  input: AppointmentId,
  output: Calendar,
  run: (call, { id }) =>
    call.tenant(async (tx) => {
      const row = await readAppointment(tx, tenantOf(call), id)
      const [tenant] = await tx<{ name: string }[]>`select name from tenants where id = ${tenantOf(call)}`
      const isCancelled = row.status === 'cancelled'
      const calendar = ical({
        prodId: { company: 'Office 168/52', product: 'Appointments' },
        method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
      })
      calendar.createEvent({
        id: `${id}@office16852`,
        stamp: row.updated_at,
        start: row.starts,
        end: row.ends,
        sequence: row.revision,
        summary: [row.service, tenant?.name].join(' · '),
        description: row.staff_name,
        status: isCancelled
          ? ICalEventStatus.CANCELLED
          : row.status === 'held'
            ? ICalEventStatus.TENTATIVE
            : ICalEventStatus.CONFIRMED,
      })
      return { text: calendar.toString() }
    }),
})
