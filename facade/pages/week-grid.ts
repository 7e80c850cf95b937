import { type Markup, trusted } from './html.ts'

const STEP = 18
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const LEFT = 44
const TOP = 26

/** The 168 hours of a week as a grid, the 40 of a usual desk set apart. Purely a picture: the text says it too. */
export function weekGrid(): Markup {
  const parts: string[] = []
  for (const hour of [0, 6, 12, 18]) {
    parts.push(
      `<text class="week-label" x="${LEFT + hour * STEP}" y="12">${String(hour).padStart(2, '0')}</text>`,
    )
  }
  DAYS.forEach((name, day) => {
    parts.push(`<text class="week-label" x="0" y="${TOP + day * STEP + 11}">${name}</text>`)
    for (let hour = 0; hour < 24; hour++) {
      const staffed = day < 5 && hour >= 9 && hour < 17
      const edge = `x="${LEFT + hour * STEP}" y="${TOP + day * STEP}" width="14" height="14" rx="3"`
      parts.push(`<rect class="${staffed ? 'week-desk' : 'week-bob'}" ${edge}/>`)
    }
  })
  const width = LEFT + 24 * STEP - 4
  const height = TOP + 7 * STEP - 4
  return trusted(`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${parts.join('')}</svg>`)
}
