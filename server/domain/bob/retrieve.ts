import { type Call, tenantOf } from '../../call.ts'
import { joinMeaning } from '../knowledge/find-passages.ts'
import { listPassages, type StoredPassage, searchPassages } from '../knowledge/passages.ts'
import type { Tenant } from '../tenants/tenants.ts'
import { buildIndexInSlices, type KnowledgeIndex } from './local/knowledge-index.ts'
import { nearestPassages } from './local/rank-chunks.ts'

/** What a reply may be made of: an index to ask, and the stored passages behind it by chunk id. */
export type Evidence = { index: KnowledgeIndex; passages: ReadonlyMap<string, StoredPassage> }

/** Up to here a tenant's knowledge is kept whole in memory; a larger one is narrowed by PostgreSQL a question. */
const wholeAtMost = 3_000
const narrowedTo = 60
/** What one passage costs with its index, measured. */
const passageBytes = 15_000

/** The evidence for a question: the tenant's whole knowledge at this version, or its nearest passages. */
export async function retrieve(
  call: Call,
  tenant: Tenant,
  version: bigint,
  question: string,
): Promise<Evidence> {
  const { whole } = await call.memory.recall<{ whole: Evidence | null }>(
    `knowledge ${tenant.id} ${version}`,
    async () => {
      const passages = await call.tenant((tx) => listPassages(tx, tenantOf(call), wholeAtMost + 1))
      return passages.length > wholeAtMost
        ? { value: { whole: null }, sizeBytes: passageBytes }
        : {
            value: { whole: await evidenceOf(passages, tenant) },
            sizeBytes: (passages.length + 1) * passageBytes,
          }
    },
  )
  if (whole) return whole
  return evidenceOf(
    await call.tenant((tx) => searchPassages(tx, tenantOf(call), question, narrowedTo)),
    tenant,
  )
}

/**
 * The passages nearest to a text, best first: by the words and sections of the local engine, which finds more than full text does and
 * asks no database, and by what they mean where a provider embeds.
 */
export async function nearestTo(
  call: Call,
  text: string,
  { index, passages }: Evidence,
  most: number,
): Promise<readonly StoredPassage[]> {
  const byWords = nearestPassages(index, text, most).flatMap((id) => passages.get(id) ?? [])
  return joinMeaning(call, text, byWords, most)
}

const evidenceOf = async (
  passages: readonly StoredPassage[],
  { name, language }: Tenant,
): Promise<Evidence> => ({
  index: await buildIndexInSlices(passages, { businessName: name, language }),
  passages: new Map(passages.map((passage) => [passage.chunkId, passage])),
})
