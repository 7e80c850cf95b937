import { Temporal } from 'temporal-polyfill'
import type { Hours } from '../profile/hours.ts'

/** Somebody, or the business itself, that can be booked: when, and when it is taken. */
export type Resource = {
  readonly id: string
  /** Null: when the business is open. */
  readonly hours: Hours['hours'] | null
  readonly busy: readonly { readonly startsMs: number; readonly endsMs: number }[]
}

export type Slot = {
  readonly startsMs: number
  readonly endsMs: number
  readonly resources: readonly string[]
}

/** Slots begin at these minutes after a block opens. */
const stepMinutes = 15
const minuteMs = 60_000

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/**
 * Every time from `from` on at which a service of so many minutes can begin, by the clock of the business: within a block of its
 * hours, on holidays by theirs, over clock changes as long as it really takes. Pure.
 */
export function findSlots(
  business: Hours,
  resources: readonly Resource[],
  asked: { from: string; days: number; minutes: number; afterMs: number },
): Slot[] {
  const found = new Map<number, { endsMs: number; resources: string[] }>()
  const first = Temporal.PlainDate.from(asked.from)
  for (let day = 0; day < asked.days; day++) {
    const date = first.add({ days: day })
    for (const resource of resources)
      for (const block of blocksOf(business, resource, date))
        for (const { startsMs, endsMs } of startsIn(block, asked.minutes)) {
          if (startsMs < asked.afterMs || isTaken(resource, startsMs, endsMs)) continue
          const slot = found.get(startsMs) ?? { endsMs, resources: [] }
          slot.resources.push(resource.id)
          found.set(startsMs, slot)
        }
  }
  return [...found]
    .map(([startsMs, slot]) => ({ startsMs, ...slot }))
    .toSorted((a, b) => a.startsMs - b.startsMs)
}

/** Which resources can be booked from one moment to another. Pure. */
export function freeAt<R extends Resource>(
  business: Hours,
  resources: readonly R[],
  startsMs: number,
  endsMs: number,
): R[] {
  const date = Temporal.Instant.fromEpochMilliseconds(startsMs)
    .toZonedDateTimeISO(business.timeZone)
    .toPlainDate()
  return resources.filter(
    (resource) =>
      !isTaken(resource, startsMs, endsMs) &&
      blocksOf(business, resource, date).some(
        (block) => block.opensMs <= startsMs && endsMs <= block.closesMs,
      ),
  )
}

/** Today by the clock of a business. */
export const dateIn = (timeZone: string, at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** A moment by the clock of a business: `2026-12-01T09:00`. */
export const localIn = (timeZone: string, ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

type Block = { opensMs: number; closesMs: number }

/** When a resource works on a day: when it says so itself, and on holidays not more than the business. */
function blocksOf(business: Hours, { hours }: Resource, date: Temporal.PlainDate): Block[] {
  const day = days[date.dayOfWeek - 1] as (typeof days)[number]
  const holiday = business.holidays.find((each) => each.date === date.toString())
  const blocks = holiday ? holiday.hours : (hours ?? business.hours)[day]
  return blocks.flatMap(({ opens, closes }) => {
    const block = {
      opensMs: msAt(business.timeZone, date, opens),
      closesMs: msAt(business.timeZone, date, closes),
    }
    return block.opensMs < block.closesMs ? [block] : []
  })
}

/** A time of a day as a moment; what the clock skips is the moment after it, what it shows twice is the first. */
function msAt(timeZone: string, date: Temporal.PlainDate, clock: string): number {
  const isMidnight = clock === '24:00'
  const plain = (isMidnight ? date.add({ days: 1 }) : date).toPlainDateTime(isMidnight ? '00:00' : clock)
  return plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

function startsIn({ opensMs, closesMs }: Block, minutes: number): { startsMs: number; endsMs: number }[] {
  const starts = []
  for (let startsMs = opensMs; startsMs + minutes * minuteMs <= closesMs; startsMs += stepMinutes * minuteMs)
    starts.push({ startsMs, endsMs: startsMs + minutes * minuteMs })
  return starts
}

const isTaken = ({ busy }: Resource, startsMs: number, endsMs: number): boolean =>
  busy.some((taken) => taken.startsMs < endsMs && startsMs < taken.endsMs)
