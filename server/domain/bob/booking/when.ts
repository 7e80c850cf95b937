import * as chrono from 'chrono-node'
import { Temporal } from 'temporal-polyfill'

/** A day, and where it was said a time, by the clock of a business. */
export type When = { readonly day: string; readonly time: string | null; readonly hasDay: boolean }

const parsers: Readonly<Record<string, Pick<chrono.Chrono, 'parse'>>> = {
  en: chrono.en.GB,
  es: chrono.es,
  de: chrono.de,
  fr: chrono.fr,
}

const mostDaysAhead = 366
/** No time that could be booked. */
const NOW = /^(?:right )?now$|^ahora$|^jetzt$|^maintenant$/i

/** Whether a day (ISO 8601) is today or within a year, by the clock of a business. */
export function isAhead(day: string, timeZone: string, now: Date): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  const days = today.until(day).days
  return days >= 0 && days <= mostDaysAhead
}

/** The day and time that a message names, within a year, in the time zone of a business; null: it names none. */
export function whenIn(message: string, language: string, timeZone: string, now: Date): When | null {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const reference = { instant: now, timezone: here.offsetNanoseconds / 6e10 }
  const parser = parsers[language] ?? chrono.en.GB
  const found = parser
    .parse(message.slice(0, 300), reference, { forwardDate: true })
    .find(({ text }) => !NOW.test(text))
  if (!found) return null
  const { start } = found
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? 0
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${part('year')}-${two(part('month'))}-${two(part('day'))}`
  if (!isAhead(day, timeZone, now)) return null
  const hasDay = start.isCertain('day') || start.isCertain('weekday')
  return { day, time: start.isCertain('hour') ? `${two(part('hour'))}:${two(part('minute'))}` : null, hasDay }
}
