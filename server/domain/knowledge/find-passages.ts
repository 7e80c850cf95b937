import { type Call, tenantOf } from '../../call.ts'
import { type Breaker, createBreaker } from '../../platform/breaker.ts'
import type { Embedder } from '../../platform/embedder.ts'
import { within } from '../../platform/within.ts'
import { passagesBy, type StoredPassage, searchPassages } from './passages.ts'
import { loadVectors, nearest } from './vector-index.ts'

/** A visitor waits for it; vectors that take longer to load are there for the next question. */
const answerMs = 1_500
/** After so many failures in a row questions are not embedded for a while. */
const failures = 3
const restMs = 30_000
/** What one passage costs beside its vector. */
const entryBytes = 100

/**
 * The passages nearest to a query, best first: by their words as PostgreSQL finds them and, where a provider embeds, by what they
 * mean. Without an answer of the provider in time, by their words alone.
 */
export async function findPassages(
  call: Call,
  query: string,
  limit: number,
): Promise<(StoredPassage & { readonly score: number })[]> {
  const [byWords, byMeaning] = await Promise.all([
    call.tenant((tx) => searchPassages(tx, tenantOf(call), query, limit)),
    nearestTo(call, query, limit),
  ])
  return byMeaning.length === 0 ? byWords : join(call, byWords, byMeaning, limit)
}

/** Passages that were found by their words, best first, joined by those that mean what was asked. */
export async function joinMeaning(
  call: Call,
  query: string,
  byWords: readonly StoredPassage[],
  limit: number,
): Promise<readonly StoredPassage[]> {
  const byMeaning = await nearestTo(call, query, limit)
  return byMeaning.length === 0 ? byWords : join(call, byWords, byMeaning, limit)
}

async function join(
  call: Call,
  byWords: readonly StoredPassage[],
  byMeaning: readonly string[],
  limit: number,
): Promise<(StoredPassage & { readonly score: number })[]> {
  const scores = fuse([byWords.map(({ chunkId }) => chunkId), byMeaning])
  const unread = byMeaning.filter((id) => byWords.every(({ chunkId }) => chunkId !== id))
  const read = await call.tenant((tx) => passagesBy(tx, tenantOf(call), unread))
  return [...byWords, ...read]
    .map((passage) => ({ ...passage, score: scores.get(passage.chunkId) ?? 0 }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit)
}

/** Ids of passages by what they mean; none when that cannot be said. */
async function nearestTo(call: Call, query: string, most: number): Promise<string[]> {
  const { embedder } = call
  if (!embedder) return []
  try {
    const index = await within(answerMs, recallVectors(call, embedder))
    if (index.chunkIds.length === 0) return []
    const vectors = await breakerOf(embedder, call).attempt(() =>
      embedder.embed([query], AbortSignal.timeout(answerMs)),
    )
    return vectors?.[0] ? nearest(index, vectors[0], most) : []
  } catch (err) {
    call.log.warn({ err }, 'passages are searched by their words alone')
    return []
  }
}

async function recallVectors(call: Call, { name }: Embedder) {
  const tenantId = tenantOf(call)
  const [row] = await call.tenant(
    (tx) =>
      tx<{ version: bigint }[]>`select knowledge_version as version from tenants where id = ${tenantId}`,
  )
  return call.memory.recall(`vectors ${tenantId} ${row?.version} ${name}`, async () => {
    const value = await call.tenant((tx) => loadVectors(tx, tenantId, name))
    return { value, sizeBytes: value.vectors.byteLength + (value.chunkIds.length + 1) * entryBytes }
  })
}

const breakers = new WeakMap<Embedder, Breaker>()

function breakerOf(embedder: Embedder, { log }: Call): Breaker {
  const found = breakers.get(embedder)
  if (found) return found
  const made = createBreaker({
    patienceMs: answerMs,
    restMs,
    failures,
    onOpen: (err) => log.warn({ err, embedder: embedder.name }, 'questions are not embedded for now'),
    onClose: () => log.info({ embedder: embedder.name }, 'questions are embedded again'),
  })
  breakers.set(embedder, made)
  return made
}

/** What a place is worth: places far down hardly differ. Source: Cormack et al., Reciprocal Rank Fusion, SIGIR 2009. */
const rankOffset = 60

function fuse(rankings: readonly (readonly string[])[]): Map<string, number> {
  const scores = new Map<string, number>()
  for (const ranking of rankings)
    for (const [at, id] of ranking.entries())
      scores.set(id, (scores.get(id) ?? 0) + 1 / (rankOffset + at + 1))
  return scores
}
