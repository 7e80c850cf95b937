import { z } from 'zod'
import { id, Time, text } from '../contract.ts'

/** Facts of one kind of event. What is not known is null; nothing of what a visitor wrote is in it. */
type Kind = { readonly summary: string; readonly data: z.ZodObject; readonly example: object }

const kind = <D extends z.ZodObject>(summary: string, data: D, example: z.input<D>) => ({
  summary,
  data,
  example,
})

const conversationTest = z
  .boolean()
  .meta({ description: 'The business tried its own widget, with a key that begins with pk_test_' })
const person = {
  name: text(200).nullable(),
  email: z.email().max(254).nullable(),
  phone: text(50).nullable(),
}
const invoice = text(200).meta({ description: "The payment system's own name of it" })

/** The events that a business can be told of, with the data of each. Source: the guide, Dashboard Webhooks. */
export const catalogue = {
  'conversation.escalated': kind(
    'Human handoff requested',
    z.strictObject({
      escalationId: id('esc'),
      reason: text(200).meta({ description: 'What the visitor needs a person for, in a word or two' }),
      kind: z.enum(['handoff', 'task']).meta({
        description: 'handoff: the visitor waits for a person; task: somebody is to look at it later',
      }),
      department: text(100).nullable(),
      priority: z.enum(['high', 'normal', 'low']).default('normal'),
      test: conversationTest,
    }),
    {
      escalationId: 'esc_01k2h9v6f7e3q8d4m5n6p7r8s9',
      reason: 'human',
      kind: 'handoff',
      department: 'Reception',
      priority: 'normal',
      test: false,
    },
  ),
  'conversation.takeover.started': kind(
    'Agent took live control',
    z.strictObject({ userId: id('user'), userName: text(200) }),
    { userId: 'user_01k2h9v6f7e3q8d4m5n6p7r8s9', userName: 'Dana Ruiz' },
  ),
  'conversation.takeover.released': kind(
    'Returned to Bob',
    z.strictObject({
      userId: id('user'),
      reason: z.enum(['released', 'inactive']).meta({ description: 'inactive: nobody spoke for too long' }),
    }),
    { userId: 'user_01k2h9v6f7e3q8d4m5n6p7r8s9', reason: 'released' },
  ),
  'lead.created': kind(
    'New intake captured',
    z.strictObject({
      leadId: id('lead'),
      ...person,
      interest: text(500).nullable(),
      source: z.enum(['chat', 'form', 'portal']),
    }),
    {
      leadId: 'lead_01k2h9v6f7e3q8d4m5n6p7r8s9',
      name: 'Sam Okafor',
      email: 'sam@example.com',
      phone: '+44 20 7946 0958',
      interest: 'Whitening',
      source: 'chat',
    },
  ),
  'appointment.booked': kind(
    'Scheduling confirmation',
    z.strictObject({
      appointmentId: id('appt'),
      service: text(200),
      staff: text(200).nullable(),
      startsAt: Time,
      endsAt: Time,
      timeZone: text(100).meta({ description: 'IANA time zone of the business' }),
      ...person,
    }),
    {
      appointmentId: 'appt_01k2h9v6f7e3q8d4m5n6p7r8s9',
      service: 'Check-up',
      staff: 'Dr Imani Cole',
      startsAt: '2026-06-23T09:00:00.000Z',
      endsAt: '2026-06-23T09:30:00.000Z',
      timeZone: 'Europe/London',
      name: 'Sam Okafor',
      email: 'sam@example.com',
      phone: null,
    },
  ),
  'billing.payment_failed': kind(
    'Account risk signal',
    z.strictObject({ invoice, reason: text(500).nullable() }),
    { invoice: 'in_2026_06', reason: 'The card was declined' },
  ),
  'billing.payment_recovered': kind(
    'Payment restored',
    z.strictObject({
      invoice,
      status: z
        .enum(['ok', 'past_due'])
        .meta({ description: 'past_due: the payment of another invoice is still open' }),
    }),
    { invoice: 'in_2026_06', status: 'ok' },
  ),
  'webhook.test': kind('Connectivity check from portal', z.strictObject({ subscriptionId: id('whsub') }), {
    subscriptionId: 'whsub_01k2h9v6f7e3q8d4m5n6p7r8s9',
  }),
} as const satisfies Record<string, Kind>

export type EventName = keyof typeof catalogue
export type EventData<N extends EventName = EventName> = z.output<(typeof catalogue)[N]['data']>

export const eventNames = Object.keys(catalogue) as [EventName, ...EventName[]]

/** The body of a delivery, its fields in this order. Source: contract §4. */
export type EventBody<N extends EventName = EventName> = {
  [K in N]: {
    id: string
    event: K
    tenantId: string
    conversationId: string | null
    createdAt: string
    data: EventData<K>
  }
}[N]
