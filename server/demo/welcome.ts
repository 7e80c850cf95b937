import { stdout } from 'node:process'
import { permissions } from '../access/permissions.ts'
import type { App } from '../app.ts'
import { listTenants } from '../domain/tenants/tenants.ts'
import { publicId } from '../platform/ids.ts'

const lifetimeS = 12 * 3_600

/** Tells a person at a terminal what is served and how to call it. Development only: it prints credentials. */
export async function printWelcome({ parts, tokens, httpUrl, grpcPort }: App): Promise<void> {
  const tenants = await parts.database.query((sql) => listTenants(sql))
  const owners = await Promise.all(
    tenants.map(async ({ id, slug }) => {
      const token = await tokens.sign(
        { kind: 'user', id: 'demo-owner', tenantId: id, role: 'owner' },
        lifetimeS,
      )
      return `  ${slug} (${publicId('tenant', id)})\n    ${token}`
    }),
  )
  const service = await tokens.sign({ kind: 'service', id: 'demo-service', scopes: permissions }, lifetimeS)
  stdout.write(`
Office 168/52 is open.
  Demo            ${httpUrl}/demo
  API reference   ${httpUrl}/docs/api
  gRPC            ${parts.config.host}:${grpcPort}

Owner tokens, valid for 12 hours (Authorization: Bearer …):
${owners.join('\n')}

Service token for gRPC, valid for 12 hours (authorization metadata: Bearer …):
    ${service}

`)
}
