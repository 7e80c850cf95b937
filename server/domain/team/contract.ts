import { z } from 'zod'
import { Email, MailedToken, NewPassword } from '../accounts/contract.ts'
import { id, page, pageInput, Time, text } from '../contract.ts'

const role = z.enum(['owner', 'admin', 'agent', 'viewer'])
/** There is one owner, who is made by signing up or by a transfer. */
const givenRole = z.enum(['admin', 'agent', 'viewer'])

export const Member = z
  .object({
    id: id('user'),
    email: z.string(),
    name: z.string(),
    role,
    status: z.enum(['active', 'disabled']),
    createdAt: Time,
  })
  .meta({ id: 'Member', description: "One of a business's own people" })

export const Invitation = z
  .object({
    id: id('inv'),
    email: z.string(),
    role: givenRole,
    invitedBy: z.string(),
    createdAt: Time,
    expiresAt: Time.meta({ description: 'Seven days after the newest mail; the seat is held until then' }),
  })
  .meta({ id: 'Invitation' })

export const TeamQuery = z.strictObject(pageInput)
export const MemberPage = page(Member)
export const InvitationPage = page(Invitation)

export const NewInvitation = z.strictObject({ email: Email, role: givenRole })
export const InvitationRef = z.strictObject({ id: id('inv') })

export const Acceptance = z.strictObject({ token: MailedToken, name: text(200), password: NewPassword })

export const MemberRef = z.strictObject({ id: id('user') })
export const RoleChange = z.strictObject({ id: id('user'), role: givenRole })
export const Transfer = z.strictObject({
  id: id('user').meta({ description: 'Who becomes the owner' }),
  password: text(200).meta({ format: 'password', description: "The present owner's" }),
})
export const Leave = z.strictObject({})
export const Nothing = z.object({})
