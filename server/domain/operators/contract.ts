import { z } from 'zod'
import { id, page, pageInput, Time, text } from '../contract.ts'

const Email = z
  .email('must be an e-mail address such as ana@example.com')
  .max(254)
  .meta({ examples: ['ana@example.com'] })

const leastPassword = 12
const mostPassword = 200

const Password = text(mostPassword).meta({ format: 'password' })
const NewPassword = text(mostPassword)
  .refine((value) => [...value].length >= leastPassword, `must have at least ${leastPassword} characters`)
  .meta({ minLength: leastPassword, maxLength: mostPassword, format: 'password' })

const OneTimeCode = z.string().regex(/^\d{6}$/, 'must be the six digits that the app shows')
const OneTimeOrRecoveryCode = z
  .string()
  .min(6)
  .max(40)
  .meta({ description: 'The six digits that the app shows, or a recovery code', examples: ['492039'] })

const Role = z.enum(['platform_admin', 'support', 'auditor'])

export const Operator = z
  .object({
    id: id('oper'),
    email: z.string(),
    name: z.string(),
    role: Role,
    status: z.enum(['active', 'disabled']),
    totp: z.boolean().meta({ description: 'Whether a one-time code is asked for at a login' }),
    recoveryCodesLeft: z.int(),
    createdAt: Time,
  })
  .meta({ id: 'Operator', description: 'Somebody who runs the platform' })

export const OperatorLogin = z.strictObject({
  email: Email,
  password: Password,
  totp: OneTimeOrRecoveryCode.optional(),
})

export const OperatorSession = z
  .object({
    operator: Operator,
    permissions: z.array(z.string()).meta({ description: 'What the role of the operator may do' }),
    csrfToken: z.string().meta({ description: 'For X-CSRF-Token, with every call that changes something' }),
    idleEndsAt: Time.meta({ description: 'When it ends unless it is used' }),
    endsAt: Time.meta({ description: 'When it ends in any case' }),
    provedUntil: Time.meta({ description: 'Until when the last proof is enough for what is sensitive' }),
  })
  .meta({ id: 'OperatorSession', description: 'An operator is signed in' })

export const Nothing = z.strictObject({})
export const Done = z.object({})

export const StepUp = z.strictObject({
  password: Password.optional(),
  totp: OneTimeOrRecoveryCode.optional().meta({
    description: 'For operators with one-time codes, whom a password alone does not prove',
  }),
})
export const SteppedUp = z.object({ provedUntil: Time })

export const NewOwnPassword = z.strictObject({ password: NewPassword })

export const TotpEnrolment = z.object({
  secret: z.string().meta({ description: 'Base32, to type into an app; shown this once' }),
  uri: z.string().meta({ description: 'otpauth://, to show as a QR code; shown this once' }),
})
export const ConfirmTotp = z.strictObject({ totp: OneTimeCode })
export const RecoveryCodes = z.object({
  recoveryCodes: z
    .array(z.string())
    .meta({ description: 'Each is good for one login without the app; shown this once' }),
})

export const OperatorQuery = z.strictObject(pageInput)
export const OperatorPage = page(Operator)
export const NewOperator = z.strictObject({
  email: Email,
  name: text(200),
  role: Role,
  password: NewPassword.meta({ description: 'For the first login' }),
})
export const OperatorRef = z.strictObject({ id: id('oper') })
export const OperatorRoleChange = z.strictObject({ id: id('oper'), role: Role })

export const TenantSummary = z.object({
  id: id('tenant'),
  slug: z.string(),
  name: z.string(),
  status: z.enum(['active', 'suspended']),
  plan: z.string(),
  createdAt: Time,
})
export const TenantQuery = z.strictObject(pageInput)
export const TenantPage = page(TenantSummary)
export const TenantRef = z.strictObject({ id: id('tenant') })

const leastReason = 5
const mostReason = 500

export const Impersonate = z.strictObject({
  tenantId: id('tenant'),
  reason: text(mostReason)
    .refine((value) => [...value].length >= leastReason, `must have at least ${leastReason} characters`)
    .meta({ minLength: leastReason, description: 'The business reads it' }),
})
export const Impersonating = z.object({
  id: id('imp'),
  token: z.string().meta({ description: 'Access token for the portal, for Authorization: Bearer' }),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().meta({ description: 'Seconds until it runs out; there is no refresh' }),
  expiresAt: Time,
  tenant: z.object({ id: id('tenant'), slug: z.string(), name: z.string() }),
  permissions: z.array(z.string()),
})
export const ImpersonationRef = z.strictObject({ id: id('imp') })

export const Impersonation = z.object({
  id: id('imp'),
  operator: z.object({ id: id('oper'), name: z.string() }),
  reason: z.string(),
  startedAt: Time,
  expiresAt: Time,
  endedAt: Time.nullable().meta({ description: 'When it was ended before it ran out' }),
  active: z.boolean(),
})
export const ImpersonationQuery = z.strictObject(pageInput)
export const ImpersonationPage = page(Impersonation)
