import { type Call, tenantOf } from '../../call.ts'
import type { Tx } from '../../platform/postgres.ts'
import { countryOf } from '../profile/country-of.ts'
import type { Hours } from '../profile/hours.ts'
import { readProfile } from '../profile/profile.ts'
import { NewPersona } from './contract.ts'
import type { Fields } from './rows.ts'

/** What Bob goes by beside his knowledge. */
export type Brief = {
  /** Null: nothing was published, and Bob is himself. */
  readonly persona: { readonly id: string; readonly version: number } | null
  readonly fields: Fields
  readonly hours: Hours
  /** ISO 3166-1: that of its address, or whose clock it goes by; null: neither says one. */
  readonly country: string | null
  /** The services that can be booked. */
  readonly services: readonly string[]
}

/** Bob where nobody has published a persona. */
export const himself: Fields = NewPersona.parse({ name: 'Bob' })

/** What of a profile Bob goes by. */
export const groundOf = ({
  timeZone,
  hours,
  holidays,
  address,
  services,
}: Hours & {
  address: { country: string } | null
  services: readonly { name: string; durationMinutes: number | null }[]
}): Pick<Brief, 'hours' | 'country' | 'services'> => ({
  hours: { timeZone, hours, holidays },
  country: address?.country ?? countryOf(timeZone),
  services: services.filter(({ durationMinutes }) => durationMinutes !== null).map(({ name }) => name),
})

/** The brief of a tenant at this version of it. */
export const recallBrief = (call: Call, version: bigint): Promise<Brief> =>
  call.memory.recall(`brief ${tenantOf(call)} ${version}`, async () => {
    const value = await call.tenant((tx) => readBrief(tx, tenantOf(call)))
    return { value, sizeBytes: 2 * JSON.stringify(value).length }
  })

async function readBrief(tx: Tx, tenantId: string): Promise<Brief> {
  const [live] = await tx<{ id: string; version: number; fields: Fields }[]>`
    select p.id, v.version, v.fields
    from personas p
    join persona_versions v on v.tenant_id = p.tenant_id and v.persona_id = p.id and v.version = p.version
    where p.tenant_id = ${tenantId} and p.live`
  const profile = await readProfile(tx, tenantId)
  return {
    persona: live ? { id: live.id, version: live.version } : null,
    fields: live?.fields ?? himself,
    ...groundOf(profile),
  }
}
