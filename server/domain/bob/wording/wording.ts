/** What Bob says on the way to an appointment. */
export type BookingWording = {
  service(list: string): string
  day(service: string): string
  times(list: string): string
  none: string
  taken(list: string): string
  name(when: string): string
  confirm(lines: string): string
  booked(when: string): string
  dropped: string
  lines: Readonly<Record<'service' | 'when', string>>
}

/** What Bob says by himself, in one language. */
export type Wording = {
  greeting(business: string, name: string): string
  thanks: string
  goodbye: string
  wellbeing(business: string): string
  identity(business: string, name: string): string
  human(business: string): string
  complaint(business: string): string
  /** To a complaint that is not passed on by itself. */
  sorry: string
  contact(business: string): string
  off_topic(business: string): string
  injection(business: string): string
  refusal(business: string): string
  unknown: string
  closest: string
  offer: string
  /** The team has been asked without the visitor's asking. */
  passedOn(business: string): string
  /** The team was asked for and is not there. */
  closed(business: string): string
  leadForm(business: string): string
  /** A person was asked for, and none has come. */
  nobodyYet(business: string): string
  askContact: string
  /** `contact`: what was noted. */
  askName(contact: string): string
  /** `name`: empty where they would not say. */
  askNeed(name: string): string
  confirmLead(lines: string): string
  leadKept(business: string): string
  leadDropped: string
  leadLines: Readonly<Record<'name' | 'email' | 'phone' | 'need', string>>
  booking: BookingWording
  exhausted(business: string): string
  quotedIn(language: string): string
}
