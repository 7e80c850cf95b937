import { Failure } from '../../failure.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Hours } from '../profile/hours.ts'
import { readProfile } from '../profile/profile.ts'
import { findSlots, type Resource, type Slot } from './slots.ts'

/** Somebody of the staff; null: the business itself. */
export type Place = Resource & { readonly staff: { readonly id: string; readonly name: string } | null }

/** What a booking stands on: the hours, the service as the business calls it, and who can give it. */
export type Ground = {
  readonly business: Hours
  readonly service: string
  readonly minutes: number
  readonly places: readonly Place[]
}

type Asked = {
  tenantId: string
  service: string
  /** UUID of the only one of the staff who will do. */
  staffId: string | null
  from: Date
  to: Date
  now: Date
  /** An appointment that is in nobody's way, because it is moved. */
  except?: string
}

/** Throws `invalid_input` for a service that cannot be booked, `not_found` for nobody of the staff. */
export async function readGround(tx: Tx, asked: Asked): Promise<Ground> {
  const { tenantId, from, to, now } = asked
  const { services, ...business } = await readProfile(tx, tenantId)
  const offered = services.filter(({ durationMinutes }) => durationMinutes !== null)
  const service = offered.find(({ name }) => name.toLowerCase() === asked.service.toLowerCase())
  if (!service?.durationMinutes)
    throw new Failure('invalid_input', 'service: must be one of the business profile that has a duration.', {
      errors: [
        {
          path: 'service',
          code: 'unknown_service',
          message: `must be one of: ${offered.map(({ name }) => name).join(', ') || 'none has a duration'}`,
        },
      ],
    })
  const staff = await tx<{ id: string; name: string; services: string[]; hours: Hours['hours'] | null }[]>`
    select id, name, services, hours from staff where tenant_id = ${tenantId} and active order by id`
  const giving = staff.filter(
    ({ services }) =>
      services.length === 0 || services.some((name) => name.toLowerCase() === service.name.toLowerCase()),
  )
  if (asked.staffId !== null && !giving.some(({ id }) => id === asked.staffId)) throw new Failure('not_found')
  const chosen = giving.filter(({ id }) => asked.staffId === null || id === asked.staffId)
  const resources =
    staff.length > 0
      ? chosen.map(({ id, name, hours }) => ({ id, hours, staff: { id, name } }))
      : [{ id: tenantId, hours: null, staff: null }]
  const taken = await tx<{ resource: string; starts: Date; ends: Date }[]>`
    select resource, lower(during) as starts, upper(during) as ends from appointments
    where tenant_id = ${tenantId} and status <> 'cancelled' and (held_until is null or held_until > ${now})
      and during && tstzrange(${from}, ${to}) ${asked.except ? tx`and id <> ${asked.except}` : tx``}`
  return {
    business,
    service: service.name,
    minutes: service.durationMinutes,
    places: resources.map((resource) => ({
      ...resource,
      busy: taken
        .filter((each) => each.resource === resource.id)
        .map(({ starts, ends }) => ({ startsMs: starts.getTime(), endsMs: ends.getTime() })),
    })),
  }
}

const dayMs = 24 * 60 * 60_000

/** The free times of a service over so many days, by the clock of the business; throws as `readGround`. */
export async function readSlots(
  tx: Tx,
  {
    from,
    days,
    ...asked
  }: Pick<Asked, 'tenantId' | 'service' | 'staffId' | 'now'> & { from: string; days: number },
): Promise<Ground & { readonly slots: readonly Slot[] }> {
  const startMs = new Date(`${from}T00:00:00Z`).getTime()
  const ground = await readGround(tx, {
    ...asked,
    // a day begins up to 14 hours before and ends up to 12 after that of UTC
    from: new Date(startMs - dayMs),
    to: new Date(startMs + (days + 1) * dayMs),
  })
  const { business, minutes, places } = ground
  const slots = findSlots(business, places, { from, days, minutes, afterMs: asked.now.getTime() })
  return { ...ground, slots }
}
