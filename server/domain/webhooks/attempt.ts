import type { Parts } from '../../call.ts'
import { DialError, type Timings } from '../../platform/dialler.ts'
import { newUuid, publicId } from '../../platform/ids.ts'
import { inSpan } from '../../platform/tracing.ts'
import { attemptMs } from '../events/jobs.ts'
import type { LeasedDelivery } from './claim.ts'
import { nextAttempt } from './schedule.ts'
import { open } from './secrets.ts'
import { signedHeaders } from './signature.ts'

/** Why an attempt did not deliver; `status`: it was answered with another status than 2xx. */
export type AttemptError = DialError['kind'] | 'status' | 'internal'

export type Attempt = {
  readonly of: LeasedDelivery
  readonly id: string
  readonly startedAt: Date
  readonly status: number | null
  /** Null: it was delivered. */
  readonly error: AttemptError | null
  readonly address: string | null
  readonly timings: Timings
  readonly response: string | null
  /** When the next attempt is made; null: there is none. */
  readonly due: Date | null
  /** Why there is no next attempt, though this one failed. */
  readonly buried: 'attempts_exhausted' | 'gone' | 'poison' | null
  /** The failure tells of the endpoint. */
  readonly blamed: boolean
  /** The endpoint has said that it wants no more events. */
  readonly gone: boolean
}

/** What fails through our own fault is not tried for days. */
const mostInternal = 5
const internalWaitMs = 2_000

type Sending = Pick<Parts, 'dialler' | 'envelope' | 'metrics' | 'log'>

/** Sends a delivery once: signs it now, within one deadline. Never throws; what went wrong is in the attempt. */
export async function attemptDelivery(parts: Sending, of: LeasedDelivery): Promise<Attempt> {
  const attributes = {
    'office.event': of.event,
    'office.event_id': publicId('evt', of.eventId),
    'office.attempt': of.number,
  }
  const attempt = await inSpan(
    'webhooks.attempt',
    { kind: 'client', attributes, after: of.traceparent },
    async (_, span) => {
      const made = await makeAttempt(parts, of)
      span.setAttribute('office.class', made.error ?? 'delivered')
      return made
    },
  )
  const { metrics } = parts
  metrics.webhookAttempts.inc({ class: attempt.error ?? 'delivered' })
  metrics.webhookAttemptSeconds.observe(attempt.timings.totalMs / 1_000)
  if (of.number === 1)
    metrics.webhookLagSeconds.observe((attempt.startedAt.getTime() - of.createdAt.getTime()) / 1_000)
  if (attempt.buried) metrics.webhookDeadLetters.inc({ reason: attempt.buried })
  return attempt
}

async function makeAttempt({ dialler, envelope, log }: Sending, of: LeasedDelivery): Promise<Attempt> {
  const startedAt = new Date()
  const begun = performance.now()
  const same = { of, id: newUuid(), startedAt }
  try {
    const { url, body, headers } = messageOf(envelope, of, startedAt)
    const answer = await dialler.post(url, { headers, body, deadlineMs: attemptMs })
    const { status, address, timings } = answer
    const isDelivered = status >= 200 && status < 300
    const response = answer.body === '' ? null : answer.body
    const outcome = isDelivered
      ? { error: null, due: null, buried: null, blamed: false, gone: false }
      : failed(of, 'status', status === 410, answer.headers.retryAfter)
    return { ...same, ...outcome, status, address, timings, response }
  } catch (error) {
    const nothing = { status: null, response: null }
    if (error instanceof DialError)
      return {
        ...same,
        ...nothing,
        ...failed(of, error.kind),
        address: error.address,
        timings: error.timings,
      }
    log.error({ err: error, deliveryId: publicId('whdel', of.id) }, 'a delivery could not be made')
    const timings = { ...noTimings, totalMs: performance.now() - begun }
    return { ...same, ...nothing, ...failedHere(of), address: null, timings }
  }
}

const noTimings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null }

function failed(
  { number }: LeasedDelivery,
  error: AttemptError,
  gone = false,
  retryAfter: string | null = null,
) {
  const due = gone ? null : nextAttempt(number, new Date(), retryAfter)
  const buried = gone ? ('gone' as const) : due === null ? ('attempts_exhausted' as const) : null
  return { error, due, buried, blamed: true, gone }
}

function failedHere({ number }: LeasedDelivery) {
  const isLast = number >= mostInternal
  return {
    error: 'internal' as const,
    due: isLast ? null : new Date(Date.now() + internalWaitMs * number),
    buried: isLast ? ('poison' as const) : null,
    blamed: false,
    gone: false,
  }
}

/** What is sent. The body is the same at every attempt, its signature is not. Source: contract §4. */
function messageOf(envelope: Parts['envelope'], of: LeasedDelivery, at: Date) {
  const whose = { tenantId: of.tenantId, id: of.subscriptionId }
  const secrets = [open({ envelope }, whose, 'secret', of.secret)]
  if (of.previousSecret !== null)
    secrets.push(open({ envelope }, whose, 'previous_secret', of.previousSecret))
  const own: Record<string, string> =
    of.headers === null ? {} : JSON.parse(open({ envelope }, whose, 'headers', of.headers))
  const body = bodyOf(of)
  const id = publicId('evt', of.eventId)
  return { url: of.url, body, headers: { ...own, ...signedHeaders(secrets, { id, body, at }) } }
}

type Body = Pick<LeasedDelivery, 'eventId' | 'event' | 'tenantId' | 'conversationId' | 'createdAt' | 'data'>

/** The body of a delivery, its fields in this order. Source: contract §4. */
export const bodyOf = ({ eventId, event, tenantId, conversationId, createdAt, data }: Body): string =>
  JSON.stringify({
    id: publicId('evt', eventId),
    event,
    tenantId: publicId('tenant', tenantId),
    conversationId: conversationId && publicId('conv', conversationId),
    createdAt: createdAt.toISOString(),
    data,
  })
