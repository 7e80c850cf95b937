import type { z } from 'zod'
import { getEntitlements } from '../domain/billing/entitlements.ts'
import type * as contract from '../domain/tenants/contract.ts'
import { createTenant } from '../domain/tenants/create.ts'
import { getTenant } from '../domain/tenants/get.ts'
import { listTenants } from '../domain/tenants/list.ts'
import { resolveWidgetKey } from '../domain/tenants/resolve-widget-key.ts'
import { activateTenant, suspendTenant } from '../domain/tenants/suspend.ts'
import {
  Plan,
  type Tenant,
  type TenantServiceServer,
  TenantStatus,
  WidgetKeyEnvironment,
} from '../gen/office16852/v1/tenant_service.ts'
import { billingStatuses } from './billing-service.ts'
import type { GrpcFace } from './face.ts'

export function tenantService({ unary }: GrpcFace): TenantServiceServer {
  return {
    create: unary(createTenant, newTenant, answered),
    get: unary(getTenant, ({ tenantId }) => ({ tenantId }), answered),
    list: unary(
      listTenants,
      ({ limit, cursor, status }) => ({ limit, cursor, status: status && statusNames[status] }),
      ({ data, nextCursor }) => ({ data: data.map(tenantOf), nextCursor: nextCursor ?? undefined }),
    ),
    suspend: unary(suspendTenant, ({ tenantId, reason }) => ({ tenantId, reason }), answered),
    activate: unary(activateTenant, ({ tenantId }) => ({ tenantId }), answered),
    resolveWidgetKey: unary(
      resolveWidgetKey,
      ({ key }) => ({ key }),
      ({ environment, ...same }) => ({ ...same, environment: environments[environment] }),
    ),
    getEntitlements: unary(
      getEntitlements,
      () => ({}),
      ({ plan, seats, ...same }) => ({ ...same, plan: plans[plan], seats: seats ?? undefined }),
    ),
  }
}

const statuses = { active: TenantStatus.ACTIVE, suspended: TenantStatus.SUSPENDED }
const statusNames = {
  [TenantStatus.UNSPECIFIED]: undefined,
  [TenantStatus.ACTIVE]: 'active',
  [TenantStatus.SUSPENDED]: 'suspended',
  [TenantStatus.UNRECOGNIZED]: 'unrecognized',
}
const plans = { starter: Plan.STARTER, pro: Plan.PRO, enterprise: Plan.ENTERPRISE }
const environments = { live: WidgetKeyEnvironment.LIVE, test: WidgetKeyEnvironment.TEST }

type NewTenant = { name: string; slug: string; languages: string[]; timeZone?: string | undefined }

/** An empty list in proto is one that was not sent. */
const newTenant = ({ name, slug, languages, timeZone }: NewTenant) => ({
  name,
  slug,
  languages: languages.length > 0 ? languages : undefined,
  timeZone,
})

const answered = (tenant: z.output<typeof contract.Tenant>) => ({ tenant: tenantOf(tenant) })

const tenantOf = (tenant: z.output<typeof contract.Tenant>): Tenant => ({
  ...tenant,
  status: statuses[tenant.status],
  suspendedAt: tenant.suspendedAt ?? undefined,
  suspendedBecause: tenant.suspendedBecause ?? undefined,
  plan: plans[tenant.plan],
  billingStatus: billingStatuses[tenant.billingStatus],
  billingStatusSince: tenant.billingStatusSince ?? undefined,
})
