import { type CountryCode, getCountries } from 'libphonenumber-js'

let countries: ReadonlyMap<string, CountryCode> | undefined

/** The country whose clock a time zone is (ISO 3166-1); null: it is none's, like UTC. Source: CLDR, as Intl has it. */
export function countryOf(timeZone: string): string | null {
  countries ??= new Map(
    getCountries().flatMap((country) =>
      (new Intl.Locale(`und-${country}`).getTimeZones() ?? []).map((zone) => [zone, country] as const),
    ),
  )
  const { timeZone: canonical } = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions()
  return countries.get(canonical) ?? null
}
