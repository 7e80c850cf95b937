import { tenantOf } from '../../call.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import { mostSlots, SlotQuery, Slots } from './contract.ts'
import { readSlots } from './ground.ts'
import { dateIn, localIn } from './slots.ts'

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
      const { business, places, slots } = await readSlots(tx, {
        tenantId,
        service,
        staffId: staffId === undefined ? null : uuidOf('staff', staffId),
        from: first,
        days,
        now: call.now,
      })
      const named = new Map(places.map((place) => [place.id, place.staff]))
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
