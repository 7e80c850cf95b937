import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
} from '../domain/webhooks/subscriptions.ts'
import { mutation, query, router } from './init.ts'

export const webhooks = router({
  listSubscriptions: query(listSubscriptions),
  createSubscription: mutation(createSubscription),
  deleteSubscription: mutation(deleteSubscription),
})
