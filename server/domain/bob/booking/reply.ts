import type { Call } from '../../../call.ts'
import { dropHold, findTimes, type HeldBooking, holdPlace, keepHold } from '../../appointments/hold.ts'
import { dateIn, localIn } from '../../appointments/slots.ts'
import { interrupts } from '../lead/capture.ts'
import { type Reply, reply, type Seen, traceOf } from '../reply.ts'
import { linesOf, wordingOf } from '../say.ts'
import { type BookingDraft, hear, nothingYet, serviceIn } from './steps.ts'
import { isAhead } from './when.ts'
import { wishesAppointment } from './wish.ts'

const offered = 6
const searchedDays = 21

/**
 * Makes an appointment with a visitor, one question at a time: what for, when, who. The place is held once it is chosen, and booked
 * in the commit of the reply that says so. An engine may have heard a wish that the rules have not; what the visitor has said goes before
 * what it says. Null: the message is about something else, and is answered as ever.
 */
export async function replyToBooking(
  call: Call,
  seen: Seen,
  wish: { service: string | null; day: string | null } | null = null,
): Promise<Reply | null> {
  const { asked, brief, finding, voice } = seen
  const { timeZone } = brief.hours
  const { services, country } = brief
  const draft = asked.memo.booking ?? null
  const language = draft?.language ?? finding.language
  if (services.length === 0 || interrupts(finding.intent)) return null
  if (!draft && !wish && !wishesAppointment(asked.question, language)) return null
  const { booking: words } = wordingOf(language, voice)
  const about = { message: asked.question, language, timeZone, country, services, now: call.now }
  const day = wish?.day && isAhead(wish.day, timeZone, call.now) ? wish.day : null
  const named = services.find((service) => service === wish?.service) ?? null
  const before = draft ?? { ...nothingYet, language, service: serviceIn(about) ?? named, day }
  const heard = hear(before, about)
  const goneOn = heard?.state === 'go on' ? heard : null
  // somebody who asks something is answered, and goes on after that
  const isQuestion = finding.tier === 'confident' && /[?¿]/.test(asked.question)
  if (draft && (heard === null || (isQuestion && goneOn && !isAnswer(goneOn, draft)))) return null
  if (heard?.state === 'drop') {
    if (draft?.held) await dropHold(call, draft.held.id)
    return said(seen, words.dropped, null, 'booking_dropped')
  }
  if (heard?.state === 'confirm' && draft?.held) return confirm(call, seen, draft, draft.held)
  const next = goneOn?.draft ?? before
  if (next.service === null) {
    const list = services.map((service, at) => `${at + 1}. ${service}`).join('\n')
    return said(seen, words.service(list), { ...next, asking: 'service' }, 'booking_service')
  }
  const isElsewhere = goneOn && (goneOn.time !== null || goneOn.picked !== null || next.day !== draft?.day)
  if (!next.held || (isElsewhere && next.asking !== 'name')) {
    if (next.held) await dropHold(call, next.held.id)
    return chooseTime(call, seen, { ...next, held: null, service: next.service }, goneOn)
  }
  return askWho(seen, next)
}

type Chosen = BookingDraft & { readonly service: string }

/** Holds the time that was chosen, or offers what is free. */
async function chooseTime(
  call: Call,
  seen: Seen,
  draft: Chosen,
  heard: { time: string | null; picked: string | null } | null,
): Promise<Reply> {
  const { language } = draft
  const { timeZone } = seen.brief.hours
  const { booking: words } = wordingOf(language, seen.voice)
  const wanted = heard?.picked ?? null
  const from = draft.day ?? (heard?.time ? dateIn(timeZone, call.now) : null)
  if (from === null && wanted === null)
    return said(seen, words.day(draft.service), { ...draft, asking: 'day' }, 'booking_day')
  const day = from ?? localIn(timeZone, new Date(wanted ?? '').getTime()).slice(0, 10)
  const free = await findTimes(call, { service: draft.service, from: day, days: searchedDays, most: 500 })
  const starts = wanted
    ? new Date(wanted)
    : free.find((each) => heard?.time && localIn(timeZone, each.getTime()) === `${day}T${heard.time}`)
  const held = starts && !seen.asked.test ? await hold(call, seen, draft.service, starts) : null
  if (starts && (held || seen.asked.test)) {
    const kept = { id: held ?? '', startsAt: starts.toISOString() }
    return askWho(seen, { ...draft, day, held: kept, offers: [] })
  }
  const offers = spread(free.filter((each) => each.getTime() !== starts?.getTime()))
  if (offers.length === 0)
    return said(seen, words.none, { ...draft, day: null, asking: 'day' }, 'booking_none')
  const list = offers.map((each, at) => `${at + 1}. ${nameOf(each, language, timeZone)}`).join('\n')
  const text = heard?.time || wanted ? words.taken(list) : words.times(list)
  const next = { ...draft, day, offers: offers.map((each) => each.toISOString()), asking: 'time' as const }
  return said(seen, text, next, 'booking_time')
}

const hold = (call: Call, { asked }: Seen, service: string, startsAt: Date) =>
  holdPlace(call, { service, startsAt, conversationId: asked.conversationId })

/** Of many times of one day some over the day; of few, or of several days, the first. */
function spread(free: readonly Date[]): Date[] {
  const [first] = free
  if (!first) return []
  const sameDay = free.filter((each) => each.getTime() - first.getTime() < 12 * 60 * 60_000)
  if (sameDay.length <= offered) return free.slice(0, offered)
  const step = (sameDay.length - 1) / (offered - 1)
  return Array.from({ length: offered }, (_, at) => sameDay[Math.round(at * step)] ?? first)
}

function askWho(seen: Seen, draft: BookingDraft): Reply {
  const { brief, voice } = seen
  const wording = wordingOf(draft.language, voice)
  const { booking: words } = wording
  const when = nameOf(new Date(draft.held?.startsAt ?? ''), draft.language, brief.hours.timeZone)
  if (draft.name === null) return said(seen, words.name(when), { ...draft, asking: 'name' }, 'booking_name')
  if (draft.email === null && draft.phone === null)
    return said(seen, wording.askContact, { ...draft, asking: 'contact' }, 'booking_contact')
  const lines = [
    `${words.lines.service}: ${draft.service}`,
    `${words.lines.when}: ${when}`,
    ...linesOf(draft, wording),
  ]
  return said(
    seen,
    words.confirm(lines.join('\n')),
    { ...draft, asking: 'confirmation' },
    'booking_confirmation',
  )
}

/** The hold is kept while the reply is committed; where it has run out the place is asked for again. */
async function confirm(
  call: Call,
  seen: Seen,
  draft: BookingDraft,
  held: { id: string; startsAt: string },
): Promise<Reply> {
  const { brief, voice, asked } = seen
  const { booking: words } = wordingOf(draft.language, voice)
  const starts = new Date(held.startsAt)
  const isKept = asked.test || (await keepHold(call, held.id))
  const id = isKept ? held.id : await hold(call, seen, draft.service ?? '', starts)
  if (id === null)
    return chooseTime(
      call,
      seen,
      { ...draft, held: null, service: draft.service ?? '' },
      { time: null, picked: held.startsAt },
    )
  const { name, email, phone } = draft
  const booking = asked.test ? null : { appointmentId: id, name, email, phone }
  const when = nameOf(starts, draft.language, brief.hours.timeZone)
  return {
    ...said(seen, words.booked(when), null, 'booking_booked', booking),
    actions: [{ type: 'appointment_booked', reason: null }],
  }
}

/** Whether a message answers what was asked, rather than mentioning a day or a name in a question. */
const isAnswer = (
  heard: { draft: BookingDraft; time: string | null; picked: string | null },
  draft: BookingDraft,
) => heard.picked !== null || heard.time !== null || heard.draft.service !== draft.service

function said(
  seen: Seen,
  text: string,
  draft: BookingDraft | null,
  reason: string,
  booking: HeldBooking | null = null,
): Reply {
  return reply(seen, {
    text,
    booking,
    memo: { booking: draft },
    decision: traceOf(seen, { verdict: 'none', reasons: [reason] }),
  })
}

/** A moment as people say it: Tuesday 1 December, 09:00. */
const nameOf = (at: Date, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
