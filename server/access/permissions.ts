/** What the people of a tenant, and services about one, may be allowed. Source: contract §2. */
export const permissions = [
  'chat.read',
  'chat.manage',
  'leads.read',
  'appointments.manage',
  'knowledge.manage',
  'persona.manage',
  'config.read',
  'config.manage',
  'webhooks.read',
  'webhooks.manage',
  'events.read',
  'events.publish',
  'team.manage',
  'billing.read',
  'billing.manage',
  'audit.read',
] as const

/** What is about the platform and not about one tenant: for operators, and for services that run it. */
export const platformPermissions = [
  'platform.tenants.read',
  'platform.tenants.manage',
  'platform.billing.manage',
  'platform.operators.manage',
  'platform.impersonate',
  'platform.audit.read',
] as const

export type Permission = (typeof permissions)[number] | (typeof platformPermissions)[number]

const reading = [
  'chat.read',
  'leads.read',
  'config.read',
  'webhooks.read',
  'events.read',
  'billing.read',
] as const

/** The one table of who may do what in a tenant. */
export const roles = {
  owner: permissions,
  admin: permissions,
  agent: ['chat.read', 'chat.manage', 'leads.read', 'appointments.manage', 'config.read'],
  viewer: reading,
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

/** Mission Control talks to Bob too, about the platform's own business. */
const missionControl = ['chat.read', 'chat.manage'] as const

/** The same for those who run the platform. */
export const operatorRoles = {
  platform_admin: [...platformPermissions, ...missionControl],
  support: ['platform.tenants.read', 'platform.impersonate', ...missionControl],
  auditor: ['platform.tenants.read', 'platform.audit.read'],
} as const satisfies Record<string, readonly Permission[]>

/**
 * What an operator may do in a tenant's account: read, and change how it is set up. Neither speak to its visitors nor
 * do what would outlast the visit: give people access, spend money, or send its events elsewhere.
 */
export const impersonation = [
  ...reading,
  'appointments.manage',
  'knowledge.manage',
  'persona.manage',
  'config.manage',
  'audit.read',
] as const satisfies readonly Permission[]

export type OperatorRole = keyof typeof operatorRoles
