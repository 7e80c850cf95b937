import { type Call, type Parts, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { newUuid, publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { holdMs, insertAppointment, tellBooked } from './book.ts'
import { readSlots } from './ground.ts'
import { readAppointment } from './rows.ts'

/** Free times of a service from a day on (by the clock of the business), the first so many: when each begins. */
export async function findTimes(
  call: Call,
  { service, from, days, most }: { service: string; from: string; days: number; most: number },
): Promise<Date[]> {
  return call.tenant(async (tx) => {
    const { slots } = await readSlots(tx, {
      tenantId: tenantOf(call),
      service,
      staffId: null,
      from,
      days,
      now: call.now,
    })
    return slots.slice(0, most).map(({ startsMs }) => new Date(startsMs))
  })
}

/** Holds a place for a visitor; null: somebody else has it. */
export async function holdPlace(
  call: Call,
  asked: { service: string; startsAt: Date; conversationId: string },
): Promise<string | null> {
  const id = newUuid()
  try {
    await call.tenant((tx) =>
      insertAppointment(tx, call, {
        ...asked,
        id,
        staffId: null,
        hold: true,
        name: null,
        email: null,
        phone: null,
      }),
    )
    return id
  } catch (error) {
    if (error instanceof Failure && (error.code === 'slot_taken' || error.code === 'invalid_input'))
      return null
    throw error
  }
}

/** Keeps a hold for as long again; false: it has run out, or was given up. */
export const keepHold = (call: Call, id: string): Promise<boolean> =>
  call.tenant(async (tx) => {
    const kept = await tx`
      update appointments set held_until = ${new Date(call.now.getTime() + holdMs)}
      where tenant_id = ${tenantOf(call)} and id = ${id} and status = 'held' and held_until > ${call.now}`
    return kept.count > 0
  })

/** Gives a hold up. */
export const dropHold = (call: Call, id: string): Promise<unknown> =>
  call.tenant(
    (tx) => tx`
      update appointments set status = 'cancelled', held_until = null, updated_at = ${call.now}
      where tenant_id = ${tenantOf(call)} and id = ${id} and status = 'held'`,
  )

export type HeldBooking = {
  readonly appointmentId: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** Books what is held in the caller's transaction, and publishes it. Throws `hold_expired`: the reply that says so must not stand. */
export async function bookHeld(
  tx: Tx,
  parts: Pick<Parts, 'jobs' | 'metrics'>,
  tenantId: string,
  { appointmentId, name, email, phone }: HeldBooking,
  now: Date,
): Promise<void> {
  await tx`select set_config('app.tenant', ${tenantId}, true)`
  const booked = await tx`
    update appointments
    set status = 'booked', held_until = null, name = ${name}, email = ${email}, phone = ${phone}, updated_at = ${now}
    where tenant_id = ${tenantId} and id = ${appointmentId} and status = 'held'`
  if (booked.count === 0) throw new Failure('hold_expired', 'The place is held no longer: ask again.')
  const row = await readAppointment(tx, tenantId, publicId('appt', appointmentId), { lock: true })
  await tellBooked(tx, { ...parts, now, tenantId }, row)
}
