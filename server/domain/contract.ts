import { z } from 'zod'

/** A public id: `conv_01h455vb4pex5vsknk084sn02q`. */
export const id = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
      `must be an id such as ${prefix}_01h455vb4pex5vsknk084sn02q`,
    )
    .meta({ examples: [`${prefix}_01h455vb4pex5vsknk084sn02q`] })

/** A moment: RFC 3339, UTC, milliseconds. */
export const Time = z.iso.datetime({ precision: 3 }).meta({ examples: ['2026-06-19T12:00:00.000Z'] })

/** A language: BCP 47, primary subtag. */
export const Language = z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as en')

/** A business's name in addresses. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 of a-z, 0-9 and -, with no - at either end')
  .meta({ examples: ['bright-lane-dental'] })

/** What every list takes. */
export const pageInput = {
  limit: z.int().min(1).max(100).default(25).meta({ description: 'How many to return' }),
  cursor: z.string().max(500).optional().meta({ description: 'The nextCursor of the page before' }),
}

/** What every list answers, newest first. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'null on the last page' }),
  })

/** A file: in JSON as base64, in a form as itself. */
export const file = (mostBytes: number) =>
  z.strictObject({
    name: text(255),
    data: z
      .string()
      .max(Math.ceil(mostBytes / 3) * 4)
      .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64')
      .meta({ description: 'Base64 (RFC 4648)' }),
  })

/** The longest text in code points, as JSON Schema counts them. */
export const text = (most: number) =>
  z
    .string()
    .refine((value) => value.trim().length > 0, 'must not be empty')
    .refine(
      (value) => value.length <= most || [...value].length <= most,
      `must have at most ${most} characters`,
    )
    .meta({ minLength: 1, maxLength: most })
