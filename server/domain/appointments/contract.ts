import { z } from 'zod'
import { id, page, pageInput, Time, text } from '../contract.ts'
import { Profile } from '../profile/contract.ts'

export const mostStaff = 100
/** The longest time that slots are looked for at once, and how many are told. */
export const mostDays = 31
export const mostSlots = 1_000

const services = z.array(text(150)).max(200).meta({ description: 'The services that they give; empty: all' })

const staffParts = {
  name: text(100),
  services,
  hours: Profile.shape.hours.nullable().meta({ description: 'null: when the business is open' }),
  active: z.boolean().meta({ description: 'false: nothing more can be booked with them' }),
}

export const StaffQuery = z.strictObject(pageInput)
export const NewStaff = z.strictObject({
  name: staffParts.name,
  services: services.default([]),
  hours: staffParts.hours.default(null),
})
export const StaffChange = z
  .strictObject(staffParts)
  .partial()
  .extend({ id: id('staff') })
export const Staff = z
  .object({ id: id('staff'), ...staffParts, createdAt: Time })
  .meta({ id: 'Staff', description: 'Somebody with whom appointments are made' })
export const StaffPage = page(Staff)

const service = text(150).meta({
  description: 'The name of a service of the business profile that has a duration',
})
const startsAt = Time.meta({ description: 'When it begins' })
const staffId = id('staff').optional().meta({ description: 'Without it, whoever is free' })

export const SlotQuery = z.strictObject({
  service,
  from: z.iso
    .date()
    .optional()
    .meta({ description: 'The first day, by the clock of the business; today without it' }),
  days: z.int().min(1).max(mostDays).default(7),
  staffId,
})

export const Slots = z
  .object({
    timeZone: z.string(),
    slots: z.array(
      z.object({
        startsAt,
        endsAt: Time,
        local: z
          .string()
          .meta({ description: 'By the clock of the business', examples: ['2026-12-01T09:00'] }),
        staff: z.array(z.object({ id: id('staff'), name: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Slots', description: 'When something can be booked, in order' })

const person = {
  name: text(200).nullable(),
  email: z.email().max(254).nullable(),
  phone: text(50).nullable(),
}

export const NewAppointment = z.strictObject({
  service,
  startsAt,
  staffId,
  name: person.name.default(null),
  email: person.email.default(null),
  phone: person.phone.default(null),
  hold: z
    .boolean()
    .default(false)
    .meta({ description: 'Keep it for five minutes; it is booked once it is confirmed' }),
})

export const AppointmentId = z.strictObject({ id: id('appt') })

export const Move = z.strictObject({ id: id('appt'), startsAt, staffId })

const status = z.enum(['held', 'booked', 'cancelled'])

export const AppointmentQuery = z.strictObject({
  ...pageInput,
  from: Time.optional().meta({ description: 'Those that end later; now without it' }),
  to: Time.optional().meta({ description: 'Those that begin earlier' }),
  status: status.optional(),
})

export const Appointment = z
  .object({
    id: id('appt'),
    conversationId: id('conv').nullable(),
    service: z.string(),
    staff: z.object({ id: id('staff'), name: z.string() }).nullable(),
    startsAt,
    endsAt: Time,
    timeZone: z.string(),
    ...person,
    status,
    heldUntil: Time.nullable(),
    revision: z.int(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Appointment' })

export const AppointmentPage = page(Appointment).meta({ description: 'By when they begin, the next first' })

export const Calendar = z
  .object({ text: z.string() })
  .meta({ id: 'Calendar', description: 'iCalendar (RFC 5545)' })

export const Nothing = z.object({})
