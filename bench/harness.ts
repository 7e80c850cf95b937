/** What is timed, and what it is timed against. */
export type Bench = {
  readonly name: string
  readonly work: string
  readonly limit: string
  /** `short`: one short round, to see that the bench runs. Throws when what it would measure is not the work. */
  run(short: boolean): Promise<Measured>
}

/** What a bench found in one run. */
export type Measured = {
  figures: Figure[]
  /** Every round as it was measured, by column. */
  rows: Record<string, string | number>[]
  notes: string[]
}

/** A median over the rounds; `ratio` is the share of the limit's speed, taken pair by pair. */
export type Figure = {
  name: string
  unit: string
  value: number
  limit: number | null
  ratio: number | null
  goal: Goal | null
}

/** What is asked of a figure: of its value, or of its ratio. */
export type Goal = { of: 'value' | 'ratio'; better: 'more' | 'less'; must: number; aim: number | null }

/** What became of a goal; empty where there is none. */
export type Verdict = 'aim reached' | 'must reached' | 'missed' | ''

/** What one round measured on both sides. */
export type Pair<T> = { candidate: T; limit: T }

/** Measures both sides in every round, one after the other; who goes first changes, so that drift hits both alike. */
export async function interleave<T>(
  rounds: number,
  sides: { candidate(round: number): Promise<T>; limit(round: number): Promise<T> },
): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = []
  for (let round = 1; round <= rounds; round++) {
    const early = round % 2 === 1 ? await sides.candidate(round) : null
    const limit = await sides.limit(round)
    pairs.push({ candidate: early ?? (await sides.candidate(round)), limit })
  }
  return pairs
}

/** Medians of one number of the pairs, and the share of the limit's speed. */
export function compare<T>(
  pairs: readonly Pair<T>[],
  better: Goal['better'],
  read: (side: T) => number,
): Pick<Figure, 'value' | 'limit' | 'ratio'> {
  return {
    value: median(pairs.map(({ candidate }) => read(candidate))),
    limit: median(pairs.map(({ limit }) => read(limit))),
    ratio: median(
      pairs.map(({ candidate, limit }) =>
        better === 'more' ? read(candidate) / read(limit) : read(limit) / read(candidate),
      ),
    ),
  }
}

/** The middle value, or the mean of the middle two; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}

/** What a figure reaches; a number that could not be measured is missed. */
export function judge({ value, ratio, goal }: Figure): Verdict {
  if (!goal) return ''
  const judged = (goal.of === 'value' ? value : ratio) ?? Number.NaN
  const reaches = (bound: number) => (goal.better === 'more' ? judged >= bound : judged <= bound)
  if (!reaches(goal.must)) return 'missed'
  return goal.aim !== null && reaches(goal.aim) ? 'aim reached' : 'must reached'
}
