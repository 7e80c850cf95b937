import { embedPassages } from '../server/domain/knowledge/embed-passages.ts'
import { embedSource } from '../server/domain/knowledge/jobs.ts'
import { handler } from './handler.ts'

export const embedKnowledge = handler(embedSource, (call, { sourceId }) => embedPassages(call, sourceId))
