import { z } from 'zod'
import { id, Language, Time, text } from '../contract.ts'

/** The most origins a tenant may allow. */
export const maxOrigins = 20

const origin = z
  .string()
  .max(300)
  .refine(
    isOrigin,
    'must be an origin as browsers send it: https://your-site.com, in lower case, without a path',
  )
  .meta({ description: 'Compared to the Origin header as it is', examples: ['https://your-site.com'] })

export const AllowedOrigin = z.strictObject({
  origin,
  environment: z.enum(['production', 'test']).meta({
    description: 'pk_live_ keys work from production origins only, pk_test_ keys from test ones only',
  }),
})

export const Theme = z.strictObject({
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0b6e4f')
    .meta({ examples: ['#0b6e4f'] }),
  mode: z.enum(['auto', 'light', 'dark']),
})

export const Launcher = z.strictObject({
  label: text(40),
  position: z.enum(['right', 'left']),
})

const allowedOrigins = z
  .array(AllowedOrigin)
  .max(maxOrigins)
  .refine(
    (list) => new Set(list.map((item) => item.origin)).size === list.length,
    'must name each origin once',
  )

export const Widget = z
  .object({
    allowedOrigins: z.array(AllowedOrigin),
    theme: Theme,
    greeting: z.string().nullable(),
    launcher: Launcher,
    languages: z.array(z.string()).meta({ description: 'The first is the one that Bob falls back to' }),
  })
  .meta({ id: 'Widget', description: "How a tenant's widget looks, and the pages that may call it" })

export const WidgetQuery = z.strictObject({})

export const WidgetChange = z
  .strictObject({
    allowedOrigins: allowedOrigins.optional(),
    theme: Theme.optional(),
    greeting: text(500).nullable().optional(),
    launcher: Launcher.optional(),
    languages: z
      .array(Language)
      .min(1)
      .max(10)
      .refine((list) => new Set(list).size === list.length, 'must name each language once')
      .optional(),
  })
  .meta({ description: 'What is left out stays as it is' })

const environment = z.enum(['live', 'test'])

export const WidgetKey = z
  .object({
    id: id('wkey'),
    environment,
    key: z
      .string()
      .meta({ description: 'Publishable: visitors can read it', examples: [`pk_live_${'x'.repeat(32)}`] }),
    createdAt: Time,
  })
  .meta({ id: 'WidgetKey' })

export const NewWidgetKey = z.strictObject({ environment })
export const WidgetKeyId = z.strictObject({ id: id('wkey') })
export const Nothing = z.object({})

export const WidgetCode = z
  .object({
    html: z.string().meta({ description: 'Ready to paste; it never holds a key' }),
    scriptUrl: z.url(),
    tenantUuid: z.uuid(),
    publishableKey: z.string().nullable().meta({ description: 'The newest live key' }),
    keys: z.array(WidgetKey).meta({ description: 'Every key that works, newest first' }),
    allowedOrigins: z.array(z.object({ ...AllowedOrigin.shape, lastSeenAt: Time.nullable() })),
    verification: z
      .object({ verified: z.boolean(), lastSeenAt: Time.nullable(), origin: z.string().nullable() })
      .meta({ description: 'The last page whose widget call was answered' }),
  })
  .meta({ id: 'WidgetCode' })

/** Whether a browser could send this as an Origin that may be allowed: https, or http on this machine. */
function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { origin, protocol, hostname } = new URL(value)
  const secure =
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname))
  return (
    secure &&
    origin === value &&
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(hostname)
  )
}
