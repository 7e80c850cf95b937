import type { Permission } from '../../access/permissions.ts'
import type { Call } from '../../call.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { platformTenantId } from '../tenants/platform-tenant.ts'

/** Who gives credentials to internal services: a person at the command line, or the first start in development. */
export type Issuer = Pick<Call, 'database' | 'tokens' | 'actor' | 'requestId' | 'now'>

/** An internal service: what it may do, and the UUIDs of the tenants that it may speak for. */
export type Caller = {
  name: string
  scopes: readonly Permission[]
  tenants: '*' | readonly string[]
}

export type Credential = Caller & {
  id: string
  kind: 'token' | 'certificate'
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
}

/** A signed token for a service, which is shown now and kept nowhere, and the id to revoke it by. */
export async function issueServiceToken(
  issuer: Issuer,
  caller: Caller,
  lifetimeS: number,
): Promise<{ id: string; token: string }> {
  const tokenId = newUuid()
  const { name, scopes, tenants } = caller
  const token = await issuer.tokens.sign({ kind: 'service', id: name, scopes, tenants, tokenId }, lifetimeS)
  const expiresAt = new Date(issuer.now.getTime() + lifetimeS * 1_000)
  await issuer.database.tenant(platformTenantId, async (tx) => {
    await insert(tx, { ...caller, id: tokenId, kind: 'token', createdAt: issuer.now, expiresAt })
    await tell(tx, issuer, 'callers.issueToken', tokenId, caller)
  })
  return { id: publicId('svc', tokenId), token }
}

/** Lets certificates with the name of a service call from now on. It takes the place of an earlier admission. */
export async function admitCertificate(issuer: Issuer, caller: Caller): Promise<{ id: string }> {
  const id = newUuid()
  await issuer.database.tenant(platformTenantId, async (tx) => {
    await tx`
      update service_credentials set revoked_at = ${issuer.now}
      where kind = 'certificate' and name = ${caller.name} and revoked_at is null`
    await insert(tx, { ...caller, id, kind: 'certificate', createdAt: issuer.now, expiresAt: null })
    await tell(tx, issuer, 'callers.admitCertificate', id, caller)
  })
  return { id: publicId('svc', id) }
}

/** Every credential that was given, newest first; revoked and expired ones too. */
export async function listCredentials({ database }: Pick<Issuer, 'database'>): Promise<Credential[]> {
  const rows = await database.query(
    (sql) => sql<(Omit<Credential, 'tenants'> & { tenants: string[] | null })[]>`
      select id, kind, name, scopes, tenants, created_at as "createdAt", expires_at as "expiresAt",
             revoked_at as "revokedAt"
      from service_credentials order by id desc`,
  )
  return rows.map(({ id, tenants, ...same }) => ({
    ...same,
    id: publicId('svc', id),
    tenants: tenants ?? '*',
  }))
}

/** Takes a credential back, everywhere within 5 s. False: it was back already. Throws `not_found`. */
export async function revokeCredential(issuer: Issuer, id: string): Promise<boolean> {
  const uuid = uuidOf('svc', id)
  return issuer.database.tenant(platformTenantId, async (tx) => {
    const [revoked] = await tx<{ name: string }[]>`
      update service_credentials set revoked_at = ${issuer.now}
      where id = ${uuid} and revoked_at is null
      returning name`
    if (revoked) await tell(tx, issuer, 'callers.revoke', uuid, revoked)
    return revoked !== undefined
  })
}

const insert = (tx: Tx, { tenants, ...row }: Omit<Credential, 'revokedAt'>) => tx`
  insert into service_credentials (id, kind, name, scopes, tenants, created_at, expires_at)
  values (${row.id}, ${row.kind}, ${row.name}, ${[...row.scopes]}, ${tenants === '*' ? null : [...tenants]},
          ${row.createdAt}, ${row.expiresAt})`

const tell = (
  tx: Tx,
  issuer: Issuer,
  action: string,
  id: string,
  about: { name: string } & Partial<Caller>,
) =>
  audit(tx, issuer, platformTenantId, {
    action,
    subject: publicId('svc', id),
    details: {
      name: about.name,
      ...(about.scopes && { scopes: about.scopes }),
      ...(about.tenants && { tenants: about.tenants }),
    },
  })
