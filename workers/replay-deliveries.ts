import { replayDeliveries } from '../server/domain/webhooks/jobs.ts'
import { runReplay } from '../server/domain/webhooks/replays.ts'
import { handler } from './handler.ts'

export const replayWebhooks = handler(replayDeliveries, (call, { replayId }) => runReplay(call, replayId))
