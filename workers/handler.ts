import type { z } from 'zod'
import type { Call } from '../server/call.ts'
import type { JobType } from '../server/platform/jobs.ts'

/** What a job does, beside the type that says its queue and payload. It may run more than once. */
export type Handler<P extends z.ZodObject = z.ZodObject> = {
  readonly type: JobType<P>
  run(call: Call, payload: z.output<P>): Promise<void>
}

export const handler = <P extends z.ZodObject>(type: JobType<P>, run: Handler<P>['run']): Handler => ({
  type,
  run: run as Handler['run'],
})
