import type { Tx } from '../../platform/postgres.ts'

/** One passage of a tenant's knowledge, as it is quoted: of a site, with the title and the address of its page. */
export type StoredPassage = {
  chunkId: string
  sourceId: string
  sourceTitle: string
  url: string | null
  headings: string[]
  text: string
  language: string
  hash: Buffer
}

/** Every passage of a tenant, in reading order, or the first `most`. */
export const listPassages = (tx: Tx, tenantId: string, most: number) => tx<StoredPassage[]>`
  select c.id as "chunkId", c.source_id as "sourceId", coalesce(p.title, s.title) as "sourceTitle",
         coalesce(p.url, s.url) as url, c.headings, c.body as text, c.language, c.hash
  from knowledge_chunks c join knowledge_sources s on s.tenant_id = c.tenant_id and s.id = c.source_id
  left join knowledge_pages p on p.tenant_id = c.tenant_id and p.id = c.page_id
  where c.tenant_id = ${tenantId}
  order by c.source_id, c.page_id, c.ordinal
  limit ${most}`

/** Passages by their ids, those that stand. */
export const passagesBy = (tx: Tx, tenantId: string, ids: readonly string[]) => tx<StoredPassage[]>`
  select c.id as "chunkId", c.source_id as "sourceId", coalesce(p.title, s.title) as "sourceTitle",
         coalesce(p.url, s.url) as url, c.headings, c.body as text, c.language, c.hash
  from knowledge_chunks c join knowledge_sources s on s.tenant_id = c.tenant_id and s.id = c.source_id
  left join knowledge_pages p on p.tenant_id = c.tenant_id and p.id = c.page_id
  where c.tenant_id = ${tenantId} and c.id = any(${[...ids]}::uuid[])`

/**
 * The passages nearest to a query: full text with any of its words counts, ranked by how many and how close; trigram
 * similarity catches misspelt words. Best first. Source: PostgreSQL, textsearch and pg_trgm.
 */
export const searchPassages = (tx: Tx, tenantId: string, query: string, limit: number) => tx<
  (StoredPassage & { score: number })[]
>`
  with asked as (
    select language, replace(plainto_tsquery(search_configuration(language), ${query})::text, '&', '|')::tsquery as words
    from (select distinct language from knowledge_chunks where tenant_id = ${tenantId}) languages
  ),
  scored as (
    select c.id, ts_rank_cd(c.search, a.words, 1) + 0.5 * word_similarity(${query}, c.body) as score
    from knowledge_chunks c join asked a on a.language = c.language
    where c.tenant_id = ${tenantId} and (c.search @@ a.words or ${query} <% c.body)
  )
  select c.id as "chunkId", c.source_id as "sourceId", coalesce(p.title, s.title) as "sourceTitle",
         coalesce(p.url, s.url) as url, c.headings, c.body as text, c.language, c.hash, scored.score::float8 as score
  from scored
  join knowledge_chunks c on c.tenant_id = ${tenantId} and c.id = scored.id
  join knowledge_sources s on s.tenant_id = c.tenant_id and s.id = c.source_id
  left join knowledge_pages p on p.tenant_id = c.tenant_id and p.id = c.page_id
  order by scored.score desc, c.id
  limit ${limit}`
