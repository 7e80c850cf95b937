const MIN_TYPO_CHARS = 5
const LONG_WORD_CHARS = 8
const MAX_WORD_CHARS = 30

/** Words to compare with, made once by `spellingsOf`: each has a bit for every letter it holds. */
export type Spellings = { words: readonly string[]; letters: Int32Array }

export function spellingsOf(words: Iterable<string>): Spellings {
  const long = [...words].filter((word) => word.length >= MIN_TYPO_CHARS - 1)
  return { words: long, letters: Int32Array.from(long, letterMask) }
}

/**
 * The word nearest to a mistyped one: one slip away, two from eight letters on; null when none is or it is short.
 * `exchanged` marks a short word with one letter exchanged for another: that is often a different word ("gems", "gums").
 */
export function nearestWord(word: string, among: Spellings): { word: string; exchanged: boolean } | null {
  if (word.length < MIN_TYPO_CHARS || word.length > MAX_WORD_CHARS || /\d/.test(word)) return null
  const letters = letterMask(word)
  let best: string | null = null
  let bestSlips = (word.length >= LONG_WORD_CHARS ? 2 : 1) + 1
  for (let at = 0; at < among.words.length; at += 1) {
    if (bitCount(letters ^ (among.letters[at] ?? 0)) > 2 * (bestSlips - 1)) continue
    const candidate = among.words[at] ?? ''
    if (Math.abs(candidate.length - word.length) >= bestSlips) continue
    if (candidate[0] !== word[0] && candidate[0] !== word[1]) continue
    const slips = slipsBetween(word, candidate, bestSlips - 1)
    if (slips >= bestSlips) continue
    best = candidate
    bestSlips = slips
  }
  return best === null
    ? null
    : { word: best, exchanged: word.length < LONG_WORD_CHARS && isExchange(word, best) }
}

function isExchange(a: string, b: string): boolean {
  return a.length === b.length && [...a].toSorted().join('') !== [...b].toSorted().join('')
}

// letters that two words do not share cost a slip each at least, so most pairs need no closer look
function letterMask(word: string): number {
  let mask = 0
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) & 31)
  return mask
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Damerau's distance (optimal string alignment), or `limit + 1` when it is larger than the limit. */
export function slipsBetween(a: string, b: string, limit: number): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let slips = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) slips = Math.min(slips, at(before, column - 2) + 1)
      current.push(slips)
      least = Math.min(least, slips)
    }
    if (least > limit) return limit + 1
    before = above
    above = current
  }
  return Math.min(at(above, b.length), limit + 1)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
