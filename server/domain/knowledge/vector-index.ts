import type { Tx } from '../../platform/postgres.ts'

/** The vectors of a tenant's passages, one after the other. */
export type VectorIndex = {
  readonly chunkIds: readonly string[]
  readonly dimensions: number
  readonly vectors: Float32Array
}

/** 20,000 passages of 512 dimensions: 41 MB, compared in 15 ms. Beyond that, passages are found by words alone. */
const mostNumbers = 20_000 * 512
const pageSize = 500

/** Every vector of a tenant that a model made; none where there are too many. */
export async function loadVectors(tx: Tx, tenantId: string, model: string): Promise<VectorIndex> {
  const [kept] = await tx<{ count: number; bytes: number }[]>`
    select count(*)::integer as count, octet_length(e.vector) as bytes
    from knowledge_chunks c join knowledge_embeddings e on e.tenant_id = c.tenant_id and e.hash = c.hash
    where c.tenant_id = ${tenantId} and e.model = ${model}
    group by octet_length(e.vector) order by 1 desc limit 1`
  if (!kept || (kept.count * kept.bytes) / 4 > mostNumbers)
    return { chunkIds: [], dimensions: 0, vectors: new Float32Array() }
  const { count, bytes } = kept
  const all = Buffer.from(new ArrayBuffer(count * bytes))
  const chunkIds: string[] = []
  const pages = tx<{ id: string; vector: Buffer }[]>`
    select c.id, e.vector
    from knowledge_chunks c join knowledge_embeddings e on e.tenant_id = c.tenant_id and e.hash = c.hash
    where c.tenant_id = ${tenantId} and e.model = ${model} and octet_length(e.vector) = ${bytes}
    limit ${count}`.cursor(pageSize)
  for await (const page of pages)
    for (const { id, vector } of page) {
      vector.copy(all, chunkIds.length * bytes)
      chunkIds.push(id)
    }
  return {
    chunkIds,
    dimensions: bytes / 4,
    vectors: new Float32Array(all.buffer, 0, (chunkIds.length * bytes) / 4),
  }
}

/** The passages nearest to a vector of length 1, best first, without those that have nothing in common with it. Pure; exact. */
export function nearest(index: VectorIndex, to: Float32Array, most: number): string[] {
  const { chunkIds, dimensions, vectors } = index
  if (to.length !== dimensions) return []
  const best: { chunkId: string; score: number }[] = []
  let least = 0
  chunkIds.forEach((chunkId, at) => {
    const score = product(vectors, at * dimensions, to)
    if (score <= least) return
    const place = best.findIndex((other) => other.score < score)
    best.splice(place < 0 ? best.length : place, 0, { chunkId, score })
    best.length = Math.min(best.length, most)
    if (best.length === most) least = best.at(-1)?.score ?? 0
  })
  return best.map(({ chunkId }) => chunkId)
}

/** Of unit vectors, the cosine of their angle. */
function product(vectors: Float32Array, from: number, to: Float32Array): number {
  let sum = 0
  for (let at = 0; at < to.length; at++) sum += (vectors[from + at] as number) * (to[at] as number)
  return sum
}
