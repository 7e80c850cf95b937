import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import { KnowledgeHits, KnowledgeQuery } from './contract.ts'
import { findPassages } from './find-passages.ts'

export const searchKnowledge = operation({
  name: 'knowledge.search',
  summary: 'Search what Bob may quote',
  permission: 'knowledge.manage',
  input: KnowledgeQuery,
  output: KnowledgeHits,
  async run(call, { query, limit }) {
    const hits = await findPassages(call, query, limit)
    return {
      data: hits.map(({ sourceId, sourceTitle, url, headings, text, score }) => ({
        sourceId: publicId('ksrc', sourceId),
        title: sourceTitle,
        url,
        headings,
        text,
        score,
      })),
    }
  },
})
