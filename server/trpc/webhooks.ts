import { getDelivery, listDeliveries } from '../domain/webhooks/deliveries.ts'
import { replayDelivery } from '../domain/webhooks/replay-delivery.ts'
import { cancelReplay, getReplay, listReplays, replayDeliveries } from '../domain/webhooks/replays.ts'
import { rotateSecret } from '../domain/webhooks/rotate-secret.ts'
import { pauseSubscription, resumeSubscription } from '../domain/webhooks/status.ts'
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  updateSubscription,
} from '../domain/webhooks/subscriptions.ts'
import { testSubscription } from '../domain/webhooks/test-subscription.ts'
import { mutation, query, router } from './init.ts'

export const webhooks = router({
  listSubscriptions: query(listSubscriptions),
  createSubscription: mutation(createSubscription),
  updateSubscription: mutation(updateSubscription),
  deleteSubscription: mutation(deleteSubscription),
  testSubscription: mutation(testSubscription),
  rotateSecret: mutation(rotateSecret),
  pauseSubscription: mutation(pauseSubscription),
  resumeSubscription: mutation(resumeSubscription),
  listDeliveries: query(listDeliveries),
  getDelivery: query(getDelivery),
  replayDelivery: mutation(replayDelivery),
  replayDeliveries: mutation(replayDeliveries),
  listReplays: query(listReplays),
  getReplay: query(getReplay),
  cancelReplay: mutation(cancelReplay),
})
