import { getDelivery, listDeliveries } from '../server/domain/webhooks/deliveries.ts'
import { replayDelivery } from '../server/domain/webhooks/replay-delivery.ts'
import { cancelReplay, getReplay, listReplays, replayDeliveries } from '../server/domain/webhooks/replays.ts'
import { rotateSecret } from '../server/domain/webhooks/rotate-secret.ts'
import { pauseSubscription, resumeSubscription } from '../server/domain/webhooks/status.ts'
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  updateSubscription,
} from '../server/domain/webhooks/subscriptions.ts'
import { testSubscription } from '../server/domain/webhooks/test-subscription.ts'
import { del, get, patch, post } from './route.ts'

/** Where events are sent, and what came of it. */
export const webhookRoutes = [
  get('/api/webhooks/subscriptions', listSubscriptions, { tag: 'Webhooks' }),
  post('/api/webhooks/subscriptions', createSubscription, {
    tag: 'Webhooks',
    status: 201,
    fails: ['plan_limit_reached', 'url_not_allowed'],
  }),
  patch('/api/webhooks/subscriptions/{id}', updateSubscription, {
    tag: 'Webhooks',
    fails: ['not_found', 'url_not_allowed'],
  }),
  del('/api/webhooks/subscriptions/{id}', deleteSubscription, {
    tag: 'Webhooks',
    status: 204,
    fails: ['not_found'],
  }),
  post('/api/webhooks/subscriptions/{id}/test', testSubscription, {
    tag: 'Webhooks',
    status: 202,
    fails: ['not_found'],
  }),
  post('/api/webhooks/subscriptions/{id}/rotate-secret', rotateSecret, {
    tag: 'Webhooks',
    fails: ['not_found'],
  }),
  post('/api/webhooks/subscriptions/{id}/pause', pauseSubscription, {
    tag: 'Webhooks',
    fails: ['not_found'],
  }),
  post('/api/webhooks/subscriptions/{id}/resume', resumeSubscription, {
    tag: 'Webhooks',
    fails: ['not_found'],
  }),
  get('/api/webhooks/deliveries', listDeliveries, { tag: 'Webhooks' }),
  get('/api/webhooks/deliveries/{id}', getDelivery, { tag: 'Webhooks', fails: ['not_found'] }),
  post('/api/webhooks/deliveries/{id}/replay', replayDelivery, {
    tag: 'Webhooks',
    status: 202,
    fails: ['not_found', 'subscription_inactive'],
  }),
  post('/api/webhooks/deliveries/replay', replayDeliveries, {
    tag: 'Webhooks',
    status: 202,
    fails: ['not_found'],
  }),
  get('/api/webhooks/replays', listReplays, { tag: 'Webhooks' }),
  get('/api/webhooks/replays/{id}', getReplay, { tag: 'Webhooks', fails: ['not_found'] }),
  post('/api/webhooks/replays/{id}/cancel', cancelReplay, { tag: 'Webhooks', fails: ['not_found'] }),
]
