import { setTimeout as sleep } from 'node:timers/promises'
import type { Parts } from '../server/call.ts'
import { deliverWebhook, leaseMs } from '../server/domain/events/jobs.ts'
import { type Attempt, attemptDelivery } from '../server/domain/webhooks/attempt.ts'
import {
  type Claim,
  claimDeliveries,
  type DueDelivery,
  jobOf,
  type LeasedDelivery,
} from '../server/domain/webhooks/claim.ts'
import { createFinish, type Finished } from '../server/domain/webhooks/finish.ts'
import { createShares } from './shares.ts'

const limits = { all: 512, young: 64, youngMs: 1_000, tenant: 32, endpoint: 16 }

/** How often jobs are looked for that nobody tells of: retries, and those of a worker that is gone. */
const pollMs = 500
/** What is due within this is woken for, to be on time. */
const soonMs = 10_000
/** A job that waits here for a place goes back to the queue by itself after `leaseMs`; it is forgotten before. */
const waitMs = leaseMs - 2_000
/** From one pull to the next, so that what comes meanwhile shares its round trips. */
const pullEveryMs = 8
const keepAgainMs = 500
const keepMostMs = 60_000

export type Deliveries = {
  /** Takes no more, and waits up to `timeoutMs` for what is being sent. */
  stop(timeoutMs: number): Promise<void>
}

/**
 * Delivers webhooks: takes jobs in batches, leases their deliveries, sends each once and keeps what came of it. A job whose
 * endpoint or tenant has no place left waits here without a lease. Source: contract §4.
 */
export function startDeliveries(parts: Parts): Deliveries {
  const { jobs, database, metrics, log } = parts
  const shares = createShares(limits)
  const finish = createFinish(parts)
  const running = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  let waiting: { delivery: DueDelivery; untilMs: number }[] = []
  let suspects: DueDelivery[] = []
  /** More may be due than there were places for. */
  let isBacklogged = false
  let isStopped = false
  let isPulling = false
  let isWanted = false
  let pulledMs = 0

  /** One pull at a time; asked for meanwhile, it runs once more. */
  const pull = async () => {
    isWanted = true
    if (isPulling) return
    isPulling = true
    try {
      while (isWanted && !isStopped) {
        isWanted = false
        await sleep(Math.max(0, pulledMs + pullEveryMs - performance.now()))
        pulledMs = performance.now()
        await (suspects.length > 0 ? clearSuspects() : pullOnce())
      }
    } catch (err) {
      // the next poll tries again
      log.warn({ err }, 'deliveries could not be taken')
    } finally {
      isPulling = false
    }
  }

  const pullOnce = async () => {
    const room = shares.room()
    isBacklogged = room === 0
    if (room === 0) return
    const places = new Map<string, { delivery: DueDelivery; leave: () => void }>()
    const enter = (delivery: DueDelivery) => {
      const leave = places.size < room ? shares.enter(delivery) : null
      if (leave) places.set(delivery.id, { delivery, leave })
      return leave !== null
    }
    try {
      const nowMs = performance.now()
      const stay = waiting.filter(({ delivery, untilMs }) => untilMs > nowMs && !enter(delivery))
      const full = new Set([...shares.full(), ...stay.map(({ delivery }) => delivery.subscriptionId)])
      const most = powerOfTwo(room - places.size)
      const taken =
        most > 0 ? await database.query((sql) => jobs.take(sql, deliverWebhook, most, [...full])) : []
      const later = taken.map(({ id, payload }) => ({ id, ...payload })).filter((due) => !enter(due))
      const due = [...places.values()].map(({ delivery }) => delivery)
      waiting = [...stay, ...later.map((delivery) => ({ delivery, untilMs: nowMs + waitMs }))]
      isBacklogged = taken.length === most || waiting.length > 0 || full.size > 0
      isWanted ||= taken.length === most && most > 0
      const claim = await claimDeliveries(parts, due, new Date())
      for (const leased of claim.leased) {
        run(leased, places.get(leased.id)?.leave)
        places.delete(leased.id)
      }
      heed(claim)
    } finally {
      for (const { leave } of places.values()) leave()
    }
  }

  /** What may have ended the process is sent while nothing else is, so that it takes nothing with it. */
  const clearSuspects = async () => {
    await Promise.allSettled(running)
    const suspect = suspects.shift()
    if (!suspect) return
    const claim = await claimDeliveries(parts, [suspect], new Date(), { alone: true })
    for (const leased of claim.leased) await run(leased)
    heed(claim)
    isWanted = true
  }

  const heed = ({ waits, suspects: found }: Claim) => {
    for (const due of waits) wakeAt(due)
    suspects = [...suspects, ...found.filter(({ id }) => suspects.every((known) => known.id !== id))]
    isWanted ||= suspects.length > 0
  }

  const run = (leased: LeasedDelivery, leave = () => {}) => {
    const work = (async () => {
      metrics.webhooksInFlight.inc()
      const attempt = await attemptDelivery(parts, leased)
      metrics.webhooksInFlight.dec()
      const finished = await keep(attempt)
      if (finished?.due) wakeAt(finished.due)
      leave()
      if (isBacklogged) pull()
    })()
    running.add(work)
    return work.finally(() => running.delete(work))
  }

  /** While the database is away, what came of an attempt is held on to; once it is given up, the lease ends by itself. */
  const keep = async (attempt: Attempt): Promise<Finished | null> => {
    const untilMs = performance.now() + keepMostMs
    for (;;)
      try {
        return await finish(attempt)
      } catch (err) {
        log.warn({ err }, 'an attempt could not be kept yet')
        if (performance.now() > untilMs) return null
        await sleep(keepAgainMs)
      }
  }

  const giveBack = (deliveries: readonly DueDelivery[]) =>
    database.query((sql) =>
      sql.begin(async (tx) => {
        const ids = deliveries.map(({ id }) => id)
        await jobs.remove(tx, deliverWebhook, ids)
        await jobs.sendAll(
          tx,
          deliverWebhook,
          deliveries.map((delivery) => jobOf({ ...delivery, due: null })),
        )
      }),
    )

  const wakeAt = (due: Date) => {
    const inMs = due.getTime() - Date.now()
    if (inMs > soonMs) return
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        pull()
      },
      Math.max(0, inMs),
    )
    timers.add(timer)
  }

  jobs.onAdded(deliverWebhook, pull)
  const poll = setInterval(pull, pollMs)
  pull()

  return {
    async stop(timeoutMs) {
      isStopped = true
      clearInterval(poll)
      for (const timer of timers) clearTimeout(timer)
      await Promise.race([Promise.allSettled(running), sleep(timeoutMs, undefined, { ref: false })])
      await giveBack(waiting.map(({ delivery }) => delivery))
    },
  }
}

/** The greatest one that is not greater: as each number is a statement of its own for the database. */
const powerOfTwo = (most: number) => (most === 0 ? 0 : 2 ** Math.floor(Math.log2(most)))
