import { sendInvitation } from '../server/domain/team/invite.ts'
import { mailInvitation } from '../server/domain/team/jobs.ts'
import { handler } from './handler.ts'

export const mailTeamInvitation = handler(mailInvitation, (call, { invitationId }) =>
  sendInvitation(call, invitationId),
)
