import { type Call, tenantOf } from '../../call.ts'
import type { Embedder } from '../../platform/embedder.ts'
import type { Tx } from '../../platform/postgres.ts'

/** Texts of one request, and how long it may take. */
const batchSize = 100
const answerMs = 30_000

/**
 * Keeps a vector of every passage of a source, a batch at a time; texts that have one are not asked for again. A source that
 * is gone is left alone. Throws when the provider does not answer: what was kept until then stays.
 */
export async function embedPassages(call: Call, sourceId: string): Promise<void> {
  const { embedder } = call
  if (!embedder) return
  for (;;) {
    const texts = await call.tenant((tx) => listTextsWithout(tx, tenantOf(call), sourceId, embedder))
    if (texts.length === 0) return
    const signal = AbortSignal.any([call.signal, AbortSignal.timeout(answerMs)])
    const vectors = await embedder.embed(
      texts.map(({ text }) => text),
      signal,
    )
    await call.tenant((tx) => keepVectors(tx, tenantOf(call), embedder, texts, vectors))
  }
}

type Text = { hash: string; text: string }

const listTextsWithout = (tx: Tx, tenantId: string, sourceId: string, { name }: Embedder) => tx<Text[]>`
  select encode(c.hash, 'hex') as hash, min(array_to_string(c.headings || c.body, E'\n')) as text
  from knowledge_chunks c
  where c.tenant_id = ${tenantId} and c.source_id = ${sourceId} and not exists (
    select from knowledge_embeddings e where e.tenant_id = ${tenantId} and e.hash = c.hash and e.model = ${name})
  group by c.hash
  limit ${batchSize}`

async function keepVectors(
  tx: Tx,
  tenantId: string,
  { name }: Embedder,
  texts: readonly Text[],
  vectors: readonly Float32Array[],
): Promise<void> {
  // who deletes a passage moves the version too, so from here on none of them goes
  await tx`update tenants set knowledge_version = knowledge_version + 1 where id = ${tenantId}`
  const hashes = texts.map(({ hash }) => hash)
  const encoded = vectors.map(({ buffer }) => Buffer.from(buffer).toString('base64'))
  await tx`
    delete from knowledge_embeddings
    where tenant_id = ${tenantId} and model <> ${name}
      and hash in (select decode(hash, 'hex') from unnest(${hashes}::text[]) hash)`
  await tx`
    insert into knowledge_embeddings (tenant_id, hash, model, vector)
    select ${tenantId}, decode(kept.hash, 'hex'), ${name}, decode(kept.vector, 'base64')
    from unnest(${hashes}::text[], ${encoded}::text[]) kept(hash, vector)
    where exists (
      select from knowledge_chunks c where c.tenant_id = ${tenantId} and c.hash = decode(kept.hash, 'hex'))
    on conflict do nothing`
}
