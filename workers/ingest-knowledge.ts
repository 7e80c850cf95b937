import { ingest } from '../server/domain/knowledge/ingest.ts'
import { ingestSource } from '../server/domain/knowledge/jobs.ts'
import { handler } from './handler.ts'

export const ingestKnowledge = handler(ingestSource, (call, { sourceId }) => ingest(call, sourceId))
