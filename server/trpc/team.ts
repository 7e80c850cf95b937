import { acceptInvitation } from '../domain/team/accept.ts'
import { changeRole, disableMember, enableMember, leaveTeam, removeMember } from '../domain/team/change.ts'
import { inviteMember, listInvitations, resendInvitation, revokeInvitation } from '../domain/team/invite.ts'
import { listMembers } from '../domain/team/members.ts'
import { transferOwnership } from '../domain/team/ownership.ts'
import { mutation, query, router } from './init.ts'

export const team = router({
  list: query(listMembers),
  changeRole: mutation(changeRole),
  disable: mutation(disableMember),
  enable: mutation(enableMember),
  remove: mutation(removeMember),
  leave: mutation(leaveTeam),
  transferOwnership: mutation(transferOwnership),
  invite: mutation(inviteMember),
  listInvitations: query(listInvitations),
  resendInvitation: mutation(resendInvitation),
  revokeInvitation: mutation(revokeInvitation),
  accept: mutation(acceptInvitation),
})
