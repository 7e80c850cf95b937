import { randomUUID } from 'node:crypto'
import { stdout } from 'node:process'
import { permissions } from '../access/permissions.ts'
import type { App } from '../app.ts'
import { issueServiceToken } from '../domain/callers/credentials.ts'
import { publicId } from '../platform/ids.ts'
import { demoEmail } from './people.ts'

const lifetimeS = 12 * 3_600

/** Tells a person at a terminal what is served and how to call it. Development only: it prints credentials. */
export async function printWelcome({ parts, demo, firstOperator, httpUrl, grpcPort }: App): Promise<void> {
  const people = (demo?.tenants ?? []).map(
    ({ id, slug }) =>
      `  ${slug} (${publicId('tenant', id)})\n    ${demoEmail('owner', slug)}   ${demoEmail('agent', slug)}`,
  )
  const { token: service } = await issueServiceToken(
    {
      ...parts,
      actor: { kind: 'service', id: 'demo', scopes: [] },
      requestId: randomUUID(),
      now: new Date(),
    },
    { name: 'demo-service', scopes: permissions, tenants: '*' },
    lifetimeS,
  )
  stdout.write(`
Office 168/52 is open.
  Demo            ${httpUrl}/demo
  API reference   ${httpUrl}/docs/api
  gRPC            ${parts.config.host}:${grpcPort}

Log in (POST ${httpUrl}/api/customer/auth/login) as the owner or an agent of a demo business:
${people.join('\n')}
  Password of all: ${demo?.password}

Log in (POST ${httpUrl}/api/auth/login) as the first operator of the platform:
  ${firstOperator?.email}   ${firstOperator?.password}

Service token for gRPC, valid for 12 hours (authorization metadata: Bearer …):
    ${service}

`)
}
