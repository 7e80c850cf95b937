import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { publish } from '../events/publish.ts'
import { Appointment, AppointmentId, Move, NewAppointment } from './contract.ts'
import { type Place, readGround } from './ground.ts'
import { type AppointmentRow, appointmentOf, readAppointment } from './rows.ts'
import { freeAt } from './slots.ts'

/** How long a hold keeps its place. */
export const holdMs = 5 * 60_000
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * Of those who race for one place exactly one gets it (migrations, appointments_apart). Throws `slot_taken`, `invalid_input` for
 * a service that cannot be booked or a time that has passed, `not_found` for nobody of the staff.
 */
export const createAppointment = operation({
  name: 'appointments.create',
  summary: 'Book an appointment, or hold its place',
  permission: 'appointments.manage',
  idempotency: 'transaction',
  input: NewAppointment,
  output: Appointment,
  run: (call, { service, startsAt, staffId, hold, ...person }) =>
    call.tenant(async (tx) => {
      const id = newUuid()
      await insertAppointment(tx, call, {
        ...person,
        id,
        service,
        startsAt: new Date(startsAt),
        staffId: staffId ?? null,
        hold,
        conversationId: null,
      })
      const row = await readAppointment(tx, tenantOf(call), publicId('appt', id))
      if (!hold) await tellBooked(tx, call, row)
      await audit(tx, call, tenantOf(call), {
        action: 'appointments.create',
        subject: publicId('appt', id),
        details: { service: row.service, startsAt, held: hold },
      })
      return appointmentOf(row)
    }),
})

type New = {
  readonly id: string
  readonly service: string
  readonly startsAt: Date
  /** `staff_…`; null: whoever is free. */
  readonly staffId: string | null
  readonly hold: boolean
  readonly conversationId: string | null
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** Books or holds a place in the caller's transaction. Throws as `createAppointment`. */
export async function insertAppointment(tx: Tx, call: Call, made: New): Promise<void> {
  const { id, startsAt, hold, conversationId, name, email, phone } = made
  await take(
    tx,
    call,
    made,
    (tx, place, { service, ends }) => tx`
    insert into appointments (
      tenant_id, id, conversation_id, service, staff_id, staff_name, resource, during, name, email, phone, status,
      held_until, created_at, updated_at)
    values (
      ${tenantOf(call)}, ${id}, ${conversationId}, ${service}, ${place.staff?.id ?? null}, ${place.staff?.name ?? null},
      ${place.id}, tstzrange(${startsAt}, ${ends}), ${name}, ${email}, ${phone}, ${hold ? 'held' : 'booked'},
      ${hold ? new Date(call.now.getTime() + holdMs) : null}, ${call.now}, ${call.now})`,
  )
}

/** Throws `not_found`, and `hold_expired` once somebody else may have the place. */
export const confirmAppointment = operation({
  name: 'appointments.confirm',
  summary: 'Book what is held',
  permission: 'appointments.manage',
  input: AppointmentId,
  output: Appointment,
  run: (call, { id }) =>
    change(call, id, 'appointments.confirm', async (tx, row) => {
      if (row.status === 'booked') return
      if (row.held_until === null || row.held_until <= call.now)
        throw new Failure('hold_expired', 'Find another time, and hold it anew.')
      await tx`
        update appointments set status = 'booked', held_until = null, updated_at = ${call.now}
        where tenant_id = ${tenantOf(call)} and id = ${row.id}`
      await tellBooked(tx, call, row)
    }),
})

/** What is cancelled stays so, and its place is free. Throws `not_found`. */
export const cancelAppointment = operation({
  name: 'appointments.cancel',
  summary: 'Cancel an appointment',
  permission: 'appointments.manage',
  input: AppointmentId,
  output: Appointment,
  run: (call, { id }) =>
    change(call, id, 'appointments.cancel', async (tx, row) => {
      if (row.status === 'cancelled') return
      await tx`
        update appointments
        set status = 'cancelled', held_until = null, revision = revision + 1, updated_at = ${call.now}
        where tenant_id = ${tenantOf(call)} and id = ${row.id}`
    }),
})

/** Throws `slot_taken`, `not_found`, and `appointment_cancelled`. */
export const moveAppointment = operation({
  name: 'appointments.move',
  summary: 'Move an appointment to another time',
  permission: 'appointments.manage',
  input: Move,
  output: Appointment,
  run: (call, { id, startsAt, staffId }) =>
    change(call, id, 'appointments.move', async (tx, row) => {
      if (row.status === 'cancelled') throw new Failure('appointment_cancelled', 'Book another one.')
      const starts = new Date(startsAt)
      const asked = { service: row.service, startsAt: starts, staffId: staffId ?? null, except: row.id }
      await take(
        tx,
        call,
        asked,
        (tx, place, { ends }) => tx`
        update appointments
        set during = tstzrange(${starts}, ${ends}), resource = ${place.id}, staff_id = ${place.staff?.id ?? null},
            staff_name = ${place.staff?.name ?? null}, revision = revision + 1, updated_at = ${call.now}
        where tenant_id = ${tenantOf(call)} and id = ${row.id}`,
      )
    }),
})

type Asked = { service: string; startsAt: Date; staffId: string | null; except?: string }

/** Writes to the first place that is free, and stays so until it is written. */
async function take(
  tx: Tx,
  call: Call,
  { startsAt, staffId, ...asked }: Asked,
  write: (tx: Tx, place: Place, about: { service: string; ends: Date }) => Promise<unknown>,
): Promise<void> {
  if (startsAt <= call.now)
    throw new Failure('invalid_input', 'startsAt: has passed.', {
      errors: [{ path: 'startsAt', code: 'past', message: 'has passed' }],
    })
  const tenantId = tenantOf(call)
  const ground = await readGround(tx, {
    ...asked,
    tenantId,
    staffId: staffId === null ? null : uuidOf('staff', staffId),
    from: startsAt,
    to: new Date(startsAt.getTime() + dayMs),
    now: call.now,
  })
  const ends = new Date(startsAt.getTime() + ground.minutes * minuteMs)
  const free = freeAt(ground.business, ground.places, startsAt.getTime(), ends.getTime())
  for (const place of free)
    if (
      await takesPlace(tx, call, { place, startsAt, ends }, (inner) =>
        write(inner, place, { ...ground, ends }),
      )
    )
      return
  throw new Failure('slot_taken', 'Nobody is free then: find another time.')
}

type Taking = { place: Place; startsAt: Date; ends: Date }

/** Whether a place was ours to write; holds that have run out keep nobody away. */
async function takesPlace(
  tx: Tx,
  call: Call,
  { place, startsAt, ends }: Taking,
  write: (tx: Tx) => Promise<unknown>,
): Promise<boolean> {
  await tx`
    update appointments set status = 'cancelled', held_until = null
    where tenant_id = ${tenantOf(call)} and resource = ${place.id} and held_until <= ${call.now}
      and during && tstzrange(${startsAt}, ${ends})`
  try {
    await tx.savepoint(write)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23P01') return false
    throw error
  }
}

async function change(
  call: Call,
  id: string,
  action: string,
  work: (tx: Tx, row: AppointmentRow) => Promise<void>,
): Promise<z.input<typeof Appointment>> {
  return call.tenant(async (tx) => {
    const tenantId = tenantOf(call)
    await work(tx, await readAppointment(tx, tenantId, id, { lock: true }))
    const row = await readAppointment(tx, tenantId, id)
    await audit(tx, call, tenantId, {
      action,
      subject: id,
      details: { status: row.status, startsAt: row.starts.toISOString() },
    })
    return appointmentOf(row)
  })
}

type Told = Pick<Call, 'jobs' | 'metrics' | 'now' | 'tenantId'>

export async function tellBooked(tx: Tx, call: Told, row: AppointmentRow): Promise<void> {
  await publish(tx, call, {
    tenantId: call.tenantId ?? '',
    event: 'appointment.booked',
    conversationId: row.conversation_id,
    data: {
      appointmentId: publicId('appt', row.id),
      service: row.service,
      staff: row.staff_name,
      startsAt: row.starts.toISOString(),
      endsAt: row.ends.toISOString(),
      timeZone: row.time_zone,
      name: row.name,
      email: row.email,
      phone: row.phone,
    },
  })
}
