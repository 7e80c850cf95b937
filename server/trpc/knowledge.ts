import { searchKnowledge } from '../domain/knowledge/search.ts'
import { createSource, getSource, listSources } from '../domain/knowledge/sources.ts'
import { mutation, query, router } from './init.ts'

export const knowledge = router({
  create: mutation(createSource),
  list: query(listSources),
  get: query(getSource),
  search: query(searchKnowledge),
})
