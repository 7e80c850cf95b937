import { changePassword } from '../server/domain/accounts/change-password.ts'
import { logIn } from '../server/domain/accounts/login.ts'
import { requestReset, resetPassword } from '../server/domain/accounts/reset-password.ts'
import { logOut, refresh } from '../server/domain/accounts/sessions.ts'
import { signUp } from '../server/domain/accounts/signup.ts'
import { changePlan } from '../server/domain/billing/plan.ts'
import { getPricebook, listPlanCards } from '../server/domain/billing/pricing.ts'
import { getUsage } from '../server/domain/billing/usage.ts'
import { mostFileBytes } from '../server/domain/knowledge/contract.ts'
import { listPages } from '../server/domain/knowledge/pages.ts'
import {
  createSource,
  deleteSource,
  getSource,
  listSources,
  refreshSource,
} from '../server/domain/knowledge/sources.ts'
import { getLead, listLeads, updateLead } from '../server/domain/leads/leads.ts'
import { getOnboarding } from '../server/domain/onboarding/onboarding.ts'
import { getMe, logIn as logInOperator, logOut as logOutOperator } from '../server/domain/operators/login.ts'
import { stepUp } from '../server/domain/operators/step-up.ts'
import {
  createPersona,
  deletePersona,
  getPersona,
  listPersonas,
  updatePersona,
} from '../server/domain/personas/personas.ts'
import { listVersions, rollBackPersona } from '../server/domain/personas/versions.ts'
import { getProfile, updateProfile } from '../server/domain/profile/profile.ts'
import { getGoldenQuestions, setGoldenQuestions } from '../server/domain/rehearsals/golden-questions.ts'
import { publishPersona, testPersona } from '../server/domain/rehearsals/personas.ts'
import { getHealth, getReadiness } from '../server/domain/status/health.ts'
import { acceptInvitation } from '../server/domain/team/accept.ts'
import {
  changeRole,
  disableMember,
  enableMember,
  leaveTeam,
  removeMember,
} from '../server/domain/team/change.ts'
import {
  inviteMember,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from '../server/domain/team/invite.ts'
import { listMembers } from '../server/domain/team/members.ts'
import { transferOwnership } from '../server/domain/team/ownership.ts'
import { getWidgetCode } from '../server/domain/widgets/code.ts'
import { createWidgetKey, revokeWidgetKey } from '../server/domain/widgets/keys.ts'
import { getWidget, updateWidget } from '../server/domain/widgets/settings.ts'
import { appointmentRoutes } from './appointment-routes.ts'
import { chatRoutes } from './chat-routes.ts'
import { del, get, patch, post, put } from './route.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** The documented /api paths. Source: the integration guide and contract §3. */
export const routes = [
  ...chatRoutes,
  get('/api/customer-portal/widget-code', getWidgetCode, { tag: 'Widget' }),
  get('/api/customer-portal/widget', getWidget, { tag: 'Widget' }),
  put('/api/customer-portal/widget', updateWidget, { tag: 'Widget' }),
  post('/api/customer-portal/widget-keys', createWidgetKey, { tag: 'Widget', status: 201 }),
  del('/api/customer-portal/widget-keys/{id}', revokeWidgetKey, {
    tag: 'Widget',
    status: 204,
    fails: ['not_found'],
  }),

  get('/api/customer-portal/usage', getUsage, { tag: 'Billing' }),
  put('/api/customer-portal/plan', changePlan, { tag: 'Billing', fails: ['plan_limit_reached'] }),

  get('/api/customer-portal/onboarding', getOnboarding, { tag: 'Business' }),
  get('/api/customer-portal/business-profile', getProfile, { tag: 'Business' }),
  put('/api/customer-portal/business-profile', updateProfile, { tag: 'Business' }),

  post('/api/customer/auth/signup', signUp, {
    tag: 'Accounts',
    status: 201,
    fails: ['email_taken', 'slug_taken'],
  }),
  post('/api/customer/auth/login', logIn, {
    tag: 'Accounts',
    fails: ['invalid_credentials'],
  }),
  post('/api/customer/auth/refresh', refresh, { tag: 'Accounts' }),
  post('/api/customer/auth/password', changePassword, { tag: 'Accounts', fails: ['invalid_credentials'] }),
  post('/api/customer/auth/password-reset', requestReset, { tag: 'Accounts', status: 202 }),
  post('/api/customer/auth/password-reset/confirm', resetPassword, { tag: 'Accounts', status: 204 }),
  post('/api/customer/auth/logout', logOut, { tag: 'Accounts', status: 204 }),

  post('/api/auth/login', logInOperator, {
    tag: 'Operators',
    fails: ['csrf_failed', 'invalid_credentials', 'totp_required', 'rate_limited'],
  }),
  post('/api/auth/logout', logOutOperator, { tag: 'Operators', status: 204 }),
  get('/api/auth/me', getMe, { tag: 'Operators' }),
  post('/api/auth/step-up', stepUp, {
    tag: 'Operators',
    fails: ['invalid_credentials', 'totp_required', 'rate_limited'],
  }),

  get('/api/customer-portal/team', listMembers, { tag: 'Team' }),
  patch('/api/customer-portal/team/{id}', changeRole, { tag: 'Team', fails: ['not_found'] }),
  del('/api/customer-portal/team/{id}', removeMember, { tag: 'Team', status: 204, fails: ['not_found'] }),
  post('/api/customer-portal/team/{id}/disable', disableMember, { tag: 'Team', fails: ['not_found'] }),
  post('/api/customer-portal/team/{id}/enable', enableMember, {
    tag: 'Team',
    fails: ['not_found', 'plan_limit_reached'],
  }),
  post('/api/customer-portal/team/{id}/ownership', transferOwnership, {
    tag: 'Team',
    fails: ['invalid_credentials', 'not_found'],
  }),
  post('/api/customer-portal/team/leave', leaveTeam, { tag: 'Team', status: 204 }),
  get('/api/customer-portal/team/invitations', listInvitations, { tag: 'Team' }),
  post('/api/customer-portal/team/invitations', inviteMember, {
    tag: 'Team',
    status: 201,
    fails: ['email_taken', 'plan_limit_reached'],
  }),
  post('/api/customer-portal/team/invitations/{id}/resend', resendInvitation, {
    tag: 'Team',
    status: 202,
    fails: ['not_found'],
  }),
  del('/api/customer-portal/team/invitations/{id}', revokeInvitation, {
    tag: 'Team',
    status: 204,
    fails: ['not_found'],
  }),
  post('/api/customer/auth/invitation', acceptInvitation, {
    tag: 'Accounts',
    status: 201,
    fails: ['email_taken'],
  }),

  get('/api/knowledge/sources', listSources, { tag: 'Knowledge' }),
  post('/api/knowledge/sources', createSource, {
    tag: 'Knowledge',
    status: 202,
    file: { field: 'file', mostBytes: mostFileBytes, preset: { kind: 'file' } },
    fails: ['url_not_allowed'],
  }),
  get('/api/knowledge/sources/{id}', getSource, { tag: 'Knowledge', fails: ['not_found'] }),
  get('/api/knowledge/sources/{id}/pages', listPages, { tag: 'Knowledge', fails: ['not_found'] }),
  del('/api/knowledge/sources/{id}', deleteSource, { tag: 'Knowledge', status: 204, fails: ['not_found'] }),
  post('/api/knowledge/sources/{id}/refresh', refreshSource, {
    tag: 'Knowledge',
    status: 202,
    fails: ['not_found'],
  }),

  ...appointmentRoutes,

  get('/api/leads', listLeads, { tag: 'Leads' }),
  get('/api/leads/{id}', getLead, { tag: 'Leads', fails: ['not_found'] }),
  patch('/api/leads/{id}', updateLead, { tag: 'Leads', fails: ['not_found'] }),

  get('/api/personas', listPersonas, { tag: 'Personas' }),
  post('/api/personas', createPersona, { tag: 'Personas', status: 201 }),
  get('/api/personas/golden-questions', getGoldenQuestions, { tag: 'Personas' }),
  put('/api/personas/golden-questions', setGoldenQuestions, { tag: 'Personas' }),
  get('/api/personas/{id}', getPersona, { tag: 'Personas', fails: ['not_found'] }),
  put('/api/personas/{id}', updatePersona, { tag: 'Personas', fails: ['not_found', 'revision_conflict'] }),
  del('/api/personas/{id}', deletePersona, {
    tag: 'Personas',
    status: 204,
    fails: ['not_found', 'persona_live'],
  }),
  post('/api/personas/{id}/test', testPersona, { tag: 'Personas', fails: ['not_found'] }),
  post('/api/personas/{id}/publish', publishPersona, {
    tag: 'Personas',
    fails: ['not_found', 'revision_conflict', 'golden_questions_failed'],
  }),
  get('/api/personas/{id}/versions', listVersions, { tag: 'Personas', fails: ['not_found'] }),
  post('/api/personas/{id}/rollback', rollBackPersona, {
    tag: 'Personas',
    fails: ['not_found'],
  }),

  ...webhookRoutes,

  get('/api/pricing/marketing-cards', listPlanCards, { tag: 'Pricing', cache: 'public' }),
  get('/api/pricing/snapshot', getPricebook, { tag: 'Pricing', cache: 'public' }),

  get('/api/health', getHealth, { tag: 'Health' }),
  get('/api/health/ready', getReadiness, { tag: 'Health', fails: ['unavailable'] }),
]
