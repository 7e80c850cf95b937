import type { BookingDraft } from './booking/steps.ts'
import type { LeadDraft } from './lead/capture.ts'

/** What Bob remembers of a conversation from turn to turn. */
export type Memo = {
  /** His last reply offered to ask the team, so a plain "yes" accepts it. */
  readonly offered?: true
  /** How often in a row he did not know. */
  readonly misses?: number
  /** What he has of somebody who wants to be reached. */
  readonly lead?: LeadDraft
  /** The appointment that somebody is making. */
  readonly booking?: BookingDraft
}

/** The memo of these, without what says nothing. */
export const memoOf = ({
  offered,
  misses,
  lead,
  booking,
}: {
  offered: boolean
  misses: number
  lead: LeadDraft | null
  booking: BookingDraft | null
}): Memo => ({
  ...(offered && { offered }),
  ...(misses > 0 && { misses }),
  ...(lead && { lead }),
  ...(booking && { booking }),
})
