import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the product counts of itself, as Prometheus reads it. Names follow its conventions: seconds, `_total`. */
export type Metrics = ReturnType<typeof createMetrics>

const attemptBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15]
const lagBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3_600, 86_400]

export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    /** Adds what Node tells of the process: memory, event loop, garbage collection. */
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    eventsPublished: new Counter({
      name: 'office_events_published_total',
      help: 'Events that were kept',
      labelNames: ['event'],
      registers,
    }),
    webhookAttempts: new Counter({
      name: 'office_webhook_attempts_total',
      help: 'Attempts to deliver, by what came of them: delivered, status, timeout and so on',
      labelNames: ['class'],
      registers,
    }),
    webhookAttemptSeconds: new Histogram({
      name: 'office_webhook_attempt_seconds',
      help: 'How long attempts took, from the start to the end of the answer',
      buckets: attemptBuckets,
      registers,
    }),
    webhookLagSeconds: new Histogram({
      name: 'office_webhook_lag_seconds',
      help: 'From an event to the start of its first attempt',
      buckets: lagBuckets,
      registers,
    }),
    webhooksInFlight: new Gauge({
      name: 'office_webhooks_in_flight',
      help: 'Attempts that this process is making',
      registers,
    }),
    webhookDeadLetters: new Counter({
      name: 'office_webhook_dead_letters_total',
      help: 'Deliveries that ended as dead letters, by reason',
      labelNames: ['reason'],
      registers,
    }),
    webhookOldestDueSeconds: new Gauge({
      name: 'office_webhook_oldest_due_seconds',
      help: 'For how long the delivery that waits longest has been due',
      registers,
    }),
    webhookQueueDepth: new Gauge({
      name: 'office_webhook_queue_depth',
      help: 'Deliveries that wait, by the plan of their business; due: their time has come',
      labelNames: ['plan', 'due'],
      registers,
    }),
  }
}
