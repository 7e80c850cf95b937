import { type Bench, type Figure, judge, type Measured } from './harness.ts'

/** One bench that has run, with the load of the machine before it. */
export type Run = { bench: Bench; measured: Measured; loadBefore: string }

/** All runs as Markdown: machine, figures with their verdicts, then each bench with its rounds. */
export function writeReport(machine: Record<string, string>, runs: readonly Run[]): string {
  return [
    '# What is measured',
    'Written by `npm run bench`. Values are medians over rounds in which product and limit took turns. The limit is the',
    'least program that could do the same; the ratio is the share of its speed that the product reaches, taken pair by pair.',
    '',
    table(Object.entries(machine).map(([name, value]) => ({ '': name, ' ': value }))),
    '## Figures',
    table(
      runs.flatMap(({ bench, measured }) => measured.figures.map((figure) => lineOf(bench.name, figure))),
    ),
    ...runs.flatMap(sectionOf),
  ].join('\n')
}

function lineOf(bench: string, figure: Figure): Record<string, string> {
  const { name, unit, value, limit, ratio, goal } = figure
  const withUnit = (number: number | null) =>
    number === null ? '' : `${say(number)}${unit === '/s' ? '' : ' '}${unit}`
  const bound = (number: number | null | undefined) => {
    if (!goal || number === null || number === undefined) return ''
    return `${goal.better === 'more' ? '≥' : '≤'} ${goal.of === 'ratio' ? number.toFixed(2) : withUnit(number)}`
  }
  return {
    Bench: bench,
    Figure: name,
    Product: withUnit(value),
    Limit: withUnit(limit),
    Ratio: ratio?.toFixed(2) ?? '',
    Must: bound(goal?.must),
    Aim: bound(goal?.aim),
    Verdict: judge(figure),
  }
}

const sectionOf = ({ bench, measured, loadBefore }: Run): string[] => [
  `## ${bench.name}`,
  `**Work**: ${bench.work}.  `,
  `**Limit**: ${bench.limit}.`,
  '',
  ...[...measured.notes, `Load of the machine in the minute before: ${loadBefore}.`].map(
    (note) => `- ${note}`,
  ),
  '',
  table(
    measured.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, typeof cell === 'number' ? say(cell) : cell]),
      ),
    ),
  ),
]

/** Four digits that mean something, and no more. */
const say = (number: number): string =>
  Number.isInteger(number) ? String(number) : number.toFixed(number < 10 ? 2 : number < 1_000 ? 1 : 0)

function table(rows: readonly Record<string, string>[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
    '',
  ].join('\n')
}
