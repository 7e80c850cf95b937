import { z } from 'zod'
import { text } from '../contract.ts'

const mostBlocks = 6
const mostHolidays = 100
const mostDepartments = 30
const mostServices = 200

/** A name of the IANA time zone database. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be a time zone such as Europe/London')
  .meta({ examples: ['Europe/London'] })

const Email = z.email('must be an e-mail address such as desk@example.com').max(254)
const Phone = z
  .string()
  .regex(/^\+?[0-9][0-9 ()./-]{2,38}[0-9]$/, 'must be a phone number such as +44 20 7946 0018')
  .meta({ examples: ['+44 20 7946 0018'] })
const Website = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://example.com' })
  .max(500)

const Contact = z.strictObject({
  email: Email.nullable().default(null),
  phone: Phone.nullable().default(null),
  website: Website.nullable().default(null),
})

const Address = z.strictObject({
  street: text(200),
  postalCode: text(20).nullable().default(null),
  city: text(100),
  region: text(100).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country such as GB')
    .meta({ description: 'ISO 3166-1', examples: ['GB'] }),
})

const clock = /^([01]\d|2[0-3]):[0-5]\d$/
const Block = z
  .strictObject({
    opens: z.string().regex(clock, 'must be a time such as 09:00'),
    closes: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 17:30, or 24:00'),
  })
  .refine(({ opens, closes }) => opens < closes, 'must close after it opens')
  .meta({ description: 'Local time; what goes past midnight is two blocks, the first until 24:00' })

const Blocks = z
  .array(Block)
  .max(mostBlocks)
  .refine(
    (blocks) =>
      blocks
        .toSorted(byOpening)
        .every((block, i, all) => i === 0 || (all[i - 1]?.closes ?? '') <= block.opens),
    'must not overlap',
  )
  .overwrite((blocks) => blocks.toSorted(byOpening))

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const Hours = z.strictObject(
  Object.fromEntries(days.map((day) => [day, Blocks.default([])])) as Record<
    (typeof days)[number],
    z.ZodDefault<typeof Blocks>
  >,
)

const Holiday = z.strictObject({
  date: z.iso.date(),
  name: text(100),
  hours: Blocks.default([]).meta({ description: 'Open all the same; empty: closed' }),
})

const Department = z.strictObject({
  name: text(100),
  email: Email.nullable().default(null),
  phone: Phone.nullable().default(null),
})

const Offer = z.strictObject({
  name: text(150),
  durationMinutes: z.int().min(5).max(1_440).nullable().default(null),
  price: text(100)
    .nullable()
    .default(null)
    .meta({ description: 'As it is said to a visitor', examples: ['£68'] }),
})

const once = <T>(items: readonly T[], keyOf: (item: T) => string) =>
  new Set(items.map(keyOf)).size === items.length

const parts = {
  name: text(200),
  timeZone: TimeZone,
  contact: Contact,
  address: Address.nullable(),
  hours: Hours.meta({ description: 'When it is open, day by day' }),
  holidays: z
    .array(Holiday)
    .max(mostHolidays)
    .refine((list) => once(list, ({ date }) => date), 'must name each date once'),
  departments: z
    .array(Department)
    .max(mostDepartments)
    .refine((list) => once(list, ({ name }) => name.toLowerCase()), 'must name each department once'),
  services: z
    .array(Offer)
    .max(mostServices)
    .refine((list) => once(list, ({ name }) => name.toLowerCase()), 'must name each service once'),
}

export const ProfileQuery = z.strictObject({})

export const ProfileChange = z
  .strictObject(parts)
  .partial()
  .meta({ description: 'What is left out stays as it is; what is sent takes the place of what was there' })

export const Profile = z
  .object(parts)
  .meta({ id: 'BusinessProfile', description: 'How a business presents itself' })

function byOpening(a: { opens: string }, b: { opens: string }): number {
  return a.opens.localeCompare(b.opens)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return !/^[+-]/.test(name)
  } catch {
    return false
  }
}
