import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  updateSubscription,
} from '../domain/webhooks/subscriptions.ts'
import { mutation, query, router } from './init.ts'

export const webhooks = router({
  listSubscriptions: query(listSubscriptions),
  createSubscription: mutation(createSubscription),
  updateSubscription: mutation(updateSubscription),
  deleteSubscription: mutation(deleteSubscription),
})
