import { aboutTenant, type Call } from '../../call.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'

/** The same call, about the tenant that is the platform: operators are its people. */
export const aboutPlatform = (call: Call): Call => aboutTenant(call, platformTenantId)
