import { listPages } from '../domain/knowledge/pages.ts'
import { searchKnowledge } from '../domain/knowledge/search.ts'
import {
  createSource,
  deleteSource,
  getSource,
  listSources,
  refreshSource,
} from '../domain/knowledge/sources.ts'
import { mutation, query, router } from './init.ts'

export const knowledge = router({
  create: mutation(createSource),
  refresh: mutation(refreshSource),
  delete: mutation(deleteSource),
  list: query(listSources),
  get: query(getSource),
  pages: query(listPages),
  search: query(searchKnowledge),
})
