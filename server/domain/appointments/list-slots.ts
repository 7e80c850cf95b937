import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import { mostSlots, SlotQuery, Slots } from './contract.ts'
import { readGround } from './ground.ts'
import { dateIn, findSlots, localIn } from './slots.ts'

const dayMs = 24 * 60 * 60_000

/** Throws `invalid_input` for a service that cannot be booked, `not_found` for nobody of the staff. */
export const listSlots = operation({
  name: 'appointments.slots',
  summary: 'Find when something can be booked',
  permission: 'appointments.manage',
  input: SlotQuery,
  output: Slots,
  run: (call, { service, from, days, staffId }) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      const [tenant] = await tx<{ timeZone: string }[]>`
        select time_zone as "timeZone" from tenants where id = ${tenantId}`
      const first = from ?? dateIn(tenant?.timeZone ?? 'UTC', call.now)
      const startOfDay = new Date(`${first}T00:00:00Z`).getTime()
      const { business, minutes, places } = await readGround(tx, {
        tenantId,
        service,
        staffId: staffId === undefined ? null : uuidOf('staff', staffId),
        // a day begins up to 14 hours before and ends up to 12 after that of UTC
        from: new Date(startOfDay - dayMs),
        to: new Date(startOfDay + (days + 1) * dayMs),
        now: call.now,
      })
      const named = new Map(places.map((place) => [place.id, place.staff]))
      const slots = findSlots(business, places, {
        from: first,
        days,
        minutes,
        afterMs: call.now.getTime(),
      })
      return {
        timeZone: business.timeZone,
        slots: slots.slice(0, mostSlots).map(({ startsMs, endsMs, resources }) => ({
          startsAt: new Date(startsMs).toISOString(),
          endsAt: new Date(endsMs).toISOString(),
          local: localIn(business.timeZone, startsMs),
          staff: resources.flatMap((id) => {
            const staff = named.get(id)
            return staff ? [{ id: publicId('staff', staff.id), name: staff.name }] : []
          }),
        })),
      }
    }),
})
