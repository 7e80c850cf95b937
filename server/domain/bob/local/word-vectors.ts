import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

/** What common words of a language mean, so that words that were never said can be compared. */
export type WordVectors = {
  has(word: string): boolean
  /** The words of a text that mean nearly the same as `word`, nearest first, at most `most`. */
  nearest(word: string, vocabulary: Vocabulary, most: number): readonly Near[]
  /** What words mean together, as a vector of length 1; rare words count more. Null when none is known. */
  meaning(words: Iterable<string>): Float32Array | null
}
/** The words of a text that have a vector: made once a text by `vocabularyOf`. */
export type Vocabulary = {
  words: readonly string[]
  rows: Int32Array
  /** what was found before */
  known: Map<string, readonly Near[]>
}
export type Near = { word: string; similarity: number }

const dimensions = 100
/** 256 stands for 1 in a component, so this for 1 in a product. */
const scale = 256 * 256
const leastSimilarity = 0.5
const rarityPower = 3
const maxKnown = 1_000
const maxNear = 10

/** The vectors of a language, or null where there are none. See scripts/build-word-vectors.ts for their source. */
export function wordVectorsOf(language: string): WordVectors | null {
  const found = loaded.get(language)
  if (found !== undefined) return found
  const file = path.join(import.meta.dirname, 'languages', `${language}.vectors.gz`)
  const made = /^[a-z]+$/.test(language) && existsSync(file) ? read(file) : null
  loaded.set(language, made)
  return made
}

/** The words of a text that its language's vectors know. */
export function vocabularyOf(words: Iterable<string>, language: string): Vocabulary {
  const table = tables.get(wordVectorsOf(language) ?? none)
  const known = [...words].filter((word) => table?.rowOf.has(word))
  return {
    words: known,
    rows: Int32Array.from(known, (word) => table?.rowOf.get(word) ?? 0),
    known: new Map(),
  }
}

/** The cosine of two meanings; 0 where one is not known. */
export const likeness = (a: Float32Array | null, b: Float32Array | null): number =>
  a === null || b === null ? 0 : a.reduce((sum, value, d) => sum + value * (b[d] ?? 0), 0)

type Table = { rowOf: Map<string, number>; values: Int8Array }

const loaded = new Map<string, WordVectors | null>()
const none = {}
const tables = new WeakMap<object, Table>()

function read(file: string): WordVectors {
  const bytes = gunzipSync(readFileSync(file))
  const textEnd = 8 + bytes.readUInt32LE(4)
  const words = bytes.toString('utf8', 8, textEnd).split('\n')
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + textEnd, bytes.readUInt32LE(0) * dimensions)
  const rowOf = new Map(words.map((word, row) => [word, row]))
  const vectors: WordVectors = {
    has: (word) => rowOf.has(word),
    nearest(word, vocabulary, most) {
      const row = rowOf.get(word)
      if (row === undefined) return []
      const before = vocabulary.known.get(word)
      if (before) return before.slice(0, most)
      const near: Near[] = []
      vocabulary.rows.forEach((other, at) => {
        const similarity = product(values, row, other) / scale
        if (similarity >= leastSimilarity) near.push({ word: vocabulary.words[at] ?? '', similarity })
      })
      near.sort((a, b) => b.similarity - a.similarity)
      // visitors choose the words, so what is remembered is bounded
      if (vocabulary.known.size >= maxKnown) vocabulary.known.clear()
      vocabulary.known.set(word, near.slice(0, maxNear))
      return near.slice(0, most)
    },
    meaning(text) {
      const sum = new Float32Array(dimensions)
      for (const word of text) {
        const row = rowOf.get(word)
        if (row === undefined) continue
        // words stand in order of frequency: Zipf's law makes the row a measure of rarity
        const weight = (Math.log(1 + row) / Math.log(rowOf.size)) ** rarityPower
        for (let d = 0; d < dimensions; d++)
          sum[d] = (sum[d] ?? 0) + weight * (values[row * dimensions + d] ?? 0)
      }
      const length = Math.hypot(...sum)
      return length === 0 ? null : sum.map((value) => value / length)
    },
  }
  tables.set(vectors, { rowOf, values })
  return vectors
}

function product(values: Int8Array, a: number, b: number): number {
  let sum = 0
  const [from, to] = [a * dimensions, b * dimensions]
  for (let d = 0; d < dimensions; d++) sum += (values[from + d] ?? 0) * (values[to + d] ?? 0)
  return sum
}
