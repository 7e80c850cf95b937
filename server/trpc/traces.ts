import { replayTrace } from '../domain/traces/replay.ts'
import {
  getTrace,
  listReviewed,
  listTraces,
  promoteCorrection,
  reviewTrace,
} from '../domain/traces/traces.ts'
import { mutation, query, router } from './init.ts'

export const traces = router({
  list: query(listTraces),
  get: query(getTrace),
  replay: query(replayTrace),
  listReviewed: query(listReviewed),
  review: mutation(reviewTrace),
  promote: mutation(promoteCorrection),
})
