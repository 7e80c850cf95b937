import { embedMissing } from '../server/domain/knowledge/jobs.ts'
import { sweepEmbeddings } from '../server/domain/knowledge/sweep-embeddings.ts'
import { handler } from './handler.ts'

export const sweepMissingEmbeddings = handler(embedMissing, sweepEmbeddings)
