import { context, propagation, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import * as assert from 'uvu/assert'
import { startApp, type TestApp } from './support/app.ts'
import { type Receiver, startReceiver } from './support/receiver.ts'
import { suite } from './support/suite.ts'
import { createHooks, type Hooks } from './support/webhooks.ts'

const test = suite('metrics and traces')
const spans = new InMemorySpanExporter()
let app: TestApp
let receiver: Receiver
let hooks: Hooks

test.before(async () => {
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).register()
  app = await startApp({ WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8', METRICS_PORT: '0' })
  receiver = await startReceiver()
  hooks = createHooks(app, receiver)
})
test.after(async () => {
  trace.disable()
  context.disable()
  propagation.disable()
  await receiver.stop()
  await app.stop()
})

const read = async () => {
  const response = await fetch(`${app.metricsUrl}/metrics`)
  assert.match(response.headers.get('content-type') ?? '', 'text/plain')
  return response.text()
}

test('attempts are counted by what came of them, and what waits is seen', async () => {
  const place = await hooks.subscribe()
  await place.delivery((await place.publish()).deliveryId, 'delivered')
  receiver.respond(503)
  const { deliveryId } = await place.publish()
  await place.delivery(deliveryId, 'retrying')
  const text = await read()
  assert.match(text, 'office_webhook_attempts_total{class="delivered"} 1')
  assert.match(text, 'office_webhook_attempts_total{class="status"} 1')
  assert.match(text, 'office_events_published_total{event="billing.payment_failed"} 2')
  assert.match(text, 'office_webhook_queue_depth{plan="starter",due="false"} 1')
  assert.match(text, 'office_webhook_lag_seconds_count 2')
  assert.match(text, 'process_resident_memory_bytes')
  receiver.respond(204)
})

test('a trace leads from what was published to every attempt of it', async () => {
  const place = await hooks.subscribe()
  const tracer = trace.getTracer('test')
  await tracer.startActiveSpan('request', async (span) => {
    await place.delivery((await place.publish()).deliveryId, 'delivered')
    span.end()
  })
  const all = spans.getFinishedSpans()
  const request = all.find(({ name }) => name === 'request')
  const ofTrace = all.filter((span) => span.spanContext().traceId === request?.spanContext().traceId)
  const published = ofTrace.find(({ name }) => name === 'events.publish')
  const attempt = ofTrace.find(({ name }) => name === 'webhooks.attempt')
  assert.is(published?.parentSpanContext?.spanId, request?.spanContext().spanId)
  assert.is(attempt?.parentSpanContext?.spanId, published?.spanContext().spanId)
  assert.is(attempt?.attributes['office.class'], 'delivered')
})

test.run()
