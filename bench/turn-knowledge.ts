import { between, createRandom, pick, type Random } from './random.ts'
import { otherMessages, topics } from './turn-topics.ts'

/** Sections a business; each of them becomes one passage. */
export const sectionCount = topics.length

/** What visitors write, in turn: nine of ten are answered by every business's knowledge. */
export const messages: readonly string[] = [...topics.map(([, question]) => question), ...otherMessages]

const sectionsASource = 10

/** The Markdown sources of one business, always the same for the same number. */
export function writeKnowledge(business: number): { title: string; text: string }[] {
  const random = createRandom(business)
  const facts = inventFacts(random)
  const sections = topics.map(([heading, , text]) => `## ${heading}\n\n${fillGaps(text, facts)}\n`)
  return Array.from({ length: Math.ceil(sections.length / sectionsASource) }, (_, at) => ({
    title: `Handbook, part ${at + 1}`,
    text: sections.slice(at * sectionsASource, (at + 1) * sectionsASource).join('\n'),
  }))
}

function inventFacts(random: Random): Record<string, () => string | number> {
  const people = ['Amelia Ortega', 'Ben Fischer', 'Chiara Russo', 'Dana Levin', 'Elif Aydin', 'Finn Walsh']
  const streets = ['Mill Lane', 'Harbour Street', 'Station Road', 'Elm Avenue', 'King Street', 'Old Market']
  const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays']
  const fixed = {
    name: pick(random, people),
    other: pick(random, people),
    street: pick(random, streets),
    phone: `555 0${between(random, 100, 199)}`,
    hour: between(random, 7, 10),
    hours: pick(random, [12, 24, 36, 48]),
    price: between(random, 5, 45),
    medium: between(random, 50, 95),
    large: between(random, 100, 400),
  }
  return {
    ...Object.fromEntries(Object.entries(fixed).map(([gap, fact]) => [gap, () => fact])),
    weekday: () => pick(random, weekdays),
    number: () => between(random, 10, 90),
    few: () => between(random, 3, 9),
    minutes: () => pick(random, [10, 15, 20, 30, 45]),
    days: () => between(random, 2, 28),
    months: () => between(random, 3, 24),
    percent: () => pick(random, [5, 10, 15, 20, 25]),
  }
}

const fillGaps = (text: string, facts: Record<string, () => string | number>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name) => String(facts[name]?.() ?? gap))
