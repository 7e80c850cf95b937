import { randomUUID } from 'node:crypto'
import { hashOf, sessionCookie } from '../../server/access/operator-sessions.ts'
import type { OperatorRole } from '../../server/access/permissions.ts'
import { insertOperator } from '../../server/domain/operators/operators.ts'
import { platformTenantId } from '../../server/domain/tenants/platform-tenant.ts'
import { newUuid, publicId } from '../../server/platform/ids.ts'
import type { Tx } from '../../server/platform/postgres.ts'
import type { TestApp } from './app.ts'

export const password = 'correct horse battery staple'

/** An operator of a test with a live session. */
export type TestOperator = {
  uuid: string
  id: string
  email: string
  sessionId: string
  /** What a browser on our own page sends. */
  headers: { cookie: string; 'x-csrf-token': string; origin: string; 'sec-fetch-site': string }
  rest: ReturnType<TestApp['rest']>
  trpc: ReturnType<TestApp['trpc']>['platform']
}

/** Adds an operator, and a session without the price of a login. Nobody can log in as them without `withPassword`. */
export async function addOperator(
  app: TestApp,
  { role = 'platform_admin' as OperatorRole, withPassword = false } = {},
): Promise<TestOperator> {
  const email = `${randomUUID()}@example.com`
  const passwordHash = withPassword ? await app.parts.passwords.hash(password) : ''
  const uuid = await platform(app, (tx) =>
    insertOperator(tx, { email, name: `Test ${role}`, role, passwordHash }, new Date()),
  )
  return { email, ...(await addSession(app, uuid)) }
}

/** Another session of an operator. */
export async function addSession(app: TestApp, uuid: string): Promise<Omit<TestOperator, 'email'>> {
  const token = Buffer.from(randomUUID().replaceAll('-', '')).toString('base64url')
  const sessionId = newUuid()
  const now = new Date()
  await platform(
    app,
    (tx) => tx`
      insert into operator_sessions (tenant_id, id, operator_id, token_hash, created_at, last_seen_at, proved_at)
      values (${platformTenantId}, ${sessionId}, ${uuid}, ${hashOf(token)}, ${now}, ${now}, ${now})`,
  )
  const headers = browserHeaders(app, `${sessionCookie}=${token}`, app.parts.csrf.tokenOf(sessionId))
  return {
    uuid,
    id: publicId('oper', uuid),
    sessionId,
    headers,
    rest: app.rest(undefined, headers),
    trpc: app.trpc(undefined, headers).platform,
  }
}

export const browserHeaders = (app: TestApp, cookie: string, csrfToken: string) => ({
  cookie,
  'x-csrf-token': csrfToken,
  origin: app.url,
  'sec-fetch-site': 'same-origin',
})

/** Changes rows of the platform behind the product's back. */
export const platform = <T>(app: TestApp, work: (tx: Tx) => Promise<T>): Promise<T> =>
  app.parts.database.tenant(platformTenantId, work)

/** Moves moments of a session back in time. */
export const age = (app: TestApp, sessionId: string, columns: readonly string[], seconds: number) =>
  platform(app, async (tx) => {
    for (const column of columns)
      await tx`
        update operator_sessions set ${tx(column)} = ${tx(column)} - make_interval(secs => ${seconds})
        where id = ${sessionId}`
  })

/** `200`, or `403 csrf_failed`. */
export const codeOf = ({ status, body }: { status: number; body: { code?: string } | undefined }) =>
  body?.code ? `${status} ${body.code}` : String(status)

/** The status and code that a tRPC call was refused with, or `200`. */
export const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => '200',
    (error: { data: { httpStatus: number; failure: string } }) =>
      `${error.data.httpStatus} ${error.data.failure}`,
  )
