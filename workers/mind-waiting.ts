import { mindWaiting as mindWaitingJob } from '../server/domain/inbox/jobs.ts'
import { mindWaiting } from '../server/domain/inbox/mind-waiting.ts'
import { handler } from './handler.ts'

export const mindWaitingVisitors = handler(mindWaitingJob, mindWaiting)
