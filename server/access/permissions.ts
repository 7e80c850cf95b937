/** Every permission an operation can ask for. Source: contract §2. */
export const permissions = [
  'chat.read',
  'chat.manage',
  'knowledge.manage',
  'billing.read',
  'config.read',
  'config.manage',
] as const

export type Permission = (typeof permissions)[number]

/** The one table of who may do what. */
export const roles = {
  owner: permissions,
  admin: permissions,
  agent: ['chat.read', 'chat.manage', 'config.read'],
  viewer: ['chat.read', 'config.read'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles
