import type { z } from 'zod'
import type { Profile } from './contract.ts'

export type Hours = Pick<z.output<typeof Profile>, 'timeZone' | 'hours' | 'holidays'>

/** Whether a business is open at a moment, by its own clock; null when it has said no hours at all. */
export function isOpenAt({ timeZone, hours, holidays }: Hours, at: Date): boolean | null {
  if (Object.values(hours).every((blocks) => blocks.length === 0)) return null
  const { date, day, clock } = localTime(timeZone, at)
  const blocks = holidays.find((holiday) => holiday.date === date)?.hours ?? hours[day]
  return blocks.some(({ opens, closes }) => opens <= clock && clock < closes)
}

type Day = keyof Hours['hours']

/** A moment on the clock of a time zone: `2026-11-29`, `sunday`, `09:05`. */
export function localTime(timeZone: string, at: Date): { date: string; day: Day; clock: string } {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    day: parts.weekday?.toLowerCase() as Day,
    clock: `${parts.hour}:${parts.minute}`,
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const found = formats.get(timeZone)
  if (found) return found
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}
