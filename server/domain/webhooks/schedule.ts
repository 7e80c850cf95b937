/** When attempts are made, each so long after the one before it (ms). Source: contract §4. */
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const waits = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

/** So much of a wait is added by chance, never taken away, so that what failed together does not come back together. */
const jitter = 0.1
const longestRetryAfterMs = 24 * hour

/** When the attempt after this one is made; null: this was the last. `chance`: 0 to 1. */
export function nextAttempt(
  number: number,
  now: Date,
  retryAfter: string | null = null,
  chance = Math.random(),
): Date | null {
  const wait = waits[number]
  if (wait === undefined) return null
  const asked = Math.min(retryAfterMs(retryAfter, now), longestRetryAfterMs)
  return new Date(now.getTime() + Math.max(Math.round(wait * (1 + jitter * chance)), asked))
}

/** How long a receiver asks us to wait: seconds or a date. Source: RFC 9110, 10.2.3. */
function retryAfterMs(value: string | null, now: Date): number {
  if (value === null) return 0
  const text = value.trim()
  if (/^\d+$/.test(text)) return Number(text) * second
  const at = Date.parse(text)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
