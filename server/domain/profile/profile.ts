import type { z } from 'zod'
import { tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { Profile, ProfileChange, ProfileQuery } from './contract.ts'

type Shown = z.output<typeof Profile>

export const getProfile = operation({
  name: 'profile.get',
  summary: 'Read the business profile',
  permission: 'config.read',
  input: ProfileQuery,
  output: Profile,
  run: (call) => call.tenant((tx) => readProfile(tx, tenantOf(call))),
})

export const updateProfile = operation({
  name: 'profile.update',
  summary: 'Change the business profile',
  permission: 'config.manage',
  input: ProfileChange,
  output: Profile,
  run: (call, change) =>
    call.tenant(async (tx) => {
      const tenantId = tenantOf(call)
      await tx`select from tenants where id = ${tenantId} for no key update`
      const next = { ...(await readProfile(tx, tenantId)), ...change }
      const { name, timeZone, contact, address, hours, holidays, departments, services } = next
      await tx`update tenants set name = ${name}, time_zone = ${timeZone}, brief_version = brief_version + 1
        where id = ${tenantId}`
      await tx`
        insert into business_profiles
          (tenant_id, contact, address, hours, holidays, departments, services, updated_at)
        values (${tenantId}, ${tx.json(contact)}, ${address && tx.json(address)}, ${tx.json(hours)},
                ${tx.json(holidays)}, ${tx.json(departments)}, ${tx.json(services)}, ${call.now})
        on conflict (tenant_id) do update set
          contact = excluded.contact, address = excluded.address, hours = excluded.hours,
          holidays = excluded.holidays, departments = excluded.departments, services = excluded.services,
          updated_at = excluded.updated_at`
      await audit(tx, call, tenantId, { action: 'profile.update', details: { changed: Object.keys(change) } })
      return next
    }),
})

const empty: Omit<Shown, 'name' | 'timeZone'> = {
  contact: { email: null, phone: null, website: null },
  address: null,
  hours: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
  holidays: [],
  departments: [],
  services: [],
}

/** The profile as it stands, in a transaction that sees the tenant; what was never filled in is empty. */
export async function readProfile(tx: Tx, tenantId: string): Promise<Shown> {
  const [row] = await tx<ProfileRow[]>`
    select t.name, t.time_zone as "timeZone", p.contact, p.address, p.hours, p.holidays, p.departments, p.services
    from tenants t left join business_profiles p on p.tenant_id = t.id
    where t.id = ${tenantId}`
  if (!row) throw new Failure('tenant_not_found')
  const { name, timeZone, contact, address, hours, holidays, departments, services } = row
  if (!contact || !hours || !holidays || !departments || !services) return { name, timeZone, ...empty }
  return { name, timeZone, contact, address, hours, holidays, departments, services }
}

type ProfileRow = { name: string; timeZone: string } & {
  [Part in keyof Omit<Shown, 'name' | 'timeZone'>]: Shown[Part] | null
}
