/**
 * UUID of the tenant that is the platform itself, made by the first migration that knew it: it answers the public
 * chat of hosts that are nobody's domain, and holds the log of what operators do. Source: contract §3, public chat.
 */
export const platformTenantId = '01900000-0000-7000-8000-000000168052'
