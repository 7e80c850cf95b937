import { z } from 'zod'
import { id, Slug, text } from '../contract.ts'

export const Email = z
  .email('must be an e-mail address such as ana@example.com')
  .max(254)
  .meta({ examples: ['ana@example.com'] })

const leastPassword = 8
const mostPassword = 200

export const NewPassword = text(mostPassword)
  .refine((value) => [...value].length >= leastPassword, `must have at least ${leastPassword} characters`)
  .meta({ minLength: leastPassword, maxLength: mostPassword, format: 'password' })

export const SignUp = z.strictObject({
  businessName: text(200),
  slug: Slug.optional().meta({ description: 'Without it: made from the name' }),
  email: Email.meta({ description: "The owner's; one address has one account" }),
  password: NewPassword,
  name: text(200).meta({ description: "The owner's" }),
})

export const Login = z.strictObject({
  email: Email,
  password: text(mostPassword).meta({ format: 'password' }),
})

export const Refresh = z.strictObject({
  refreshToken: z
    .string()
    .min(1)
    .max(2_000)
    .meta({ description: 'Good for one use; a second use ends the session for everybody who holds it' }),
})

export const Logout = z.strictObject({})
export const LoggedOut = z.object({})

export const PasswordChange = z.strictObject({
  currentPassword: text(mostPassword).meta({ format: 'password' }),
  newPassword: NewPassword,
})

export const ResetRequest = z.strictObject({ email: Email })
export const ResetRequested = z.object({})

/** The text after # of a link that was mailed. */
export const MailedToken = z.string().min(20).max(100)

export const Reset = z.strictObject({ token: MailedToken, newPassword: NewPassword })
export const ResetDone = z.object({})

export const User = z
  .object({
    id: id('user'),
    email: z.string(),
    name: z.string(),
    role: z.enum(['owner', 'admin', 'agent', 'viewer']),
  })
  .meta({ id: 'User', description: "One of a business's own people" })

export const SignedIn = z
  .object({
    token: z.string().meta({ description: 'Access token, for Authorization: Bearer' }),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds until the access token runs out' }),
    refreshToken: z.string().meta({ description: 'Good for one refresh within 30 days' }),
    user: User,
    tenant: z.object({ id: id('tenant'), slug: z.string(), name: z.string() }),
    permissions: z.array(z.string()).meta({ description: 'What the role of the user may do' }),
  })
  .meta({ id: 'SignedIn', description: 'Somebody is signed in' })
