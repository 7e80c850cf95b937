import { signupBuckets } from '../../access/quotas.ts'
import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { insertTenant } from '../tenants/tenants.ts'
import { SignedIn, SignUp } from './contract.ts'
import { openSession, signedIn } from './signed-in.ts'
import { slugOf, withSuffix } from './slug.ts'
import { emailOf, insertUser } from './users.ts'

/** Without an idempotency key on purpose: the answer is a secret, and a repeated sign-up is `email_taken`. */
export const signUp = operation({
  name: 'accounts.signup',
  summary: 'Open an account for a business',
  permission: 'anyone',
  limits: signupBuckets,
  input: SignUp,
  output: SignedIn,
  async run(call, { businessName, slug, email, password, name }) {
    const passwordHash = await call.passwords.hash(password)
    const { person, session } = await call.database.query((sql) =>
      sql.begin(async (tx) => {
        const tenant = await addTenant(tx, call, businessName, slug)
        await tx`select set_config('app.tenant', ${tenant.id}, true)`
        const owner = { tenantId: tenant.id, email: emailOf(email), name, role: 'owner' as const }
        const id = await insertUser(tx, { ...owner, passwordHash }, call.now)
        const person = { ...owner, id, tenantSlug: tenant.slug, tenantName: businessName }
        const session = await openSession(tx, person, call.now)
        const actor = { kind: 'user', ...person, sessionId: session.sessionId } as const
        await audit(tx, { ...call, actor }, tenant.id, {
          action: 'accounts.signup',
          subject: publicId('tenant', tenant.id),
        })
        return { person, session }
      }),
    )
    return signedIn(call, person, session)
  },
})

const mostTries = 5

/** The tenant under the slug that was asked for, or under one made from its name. Throws `slug_taken`. */
async function addTenant(tx: Tx, call: Call, name: string, wanted: string | undefined) {
  const made = slugOf(name)
  const tenant = { name, domain: null, languages: ['en'], timeZone: 'UTC', greeting: null }
  for (let tries = 0; tries < (wanted === undefined ? mostTries : 1); tries++) {
    const slug = wanted ?? (tries === 0 ? made : withSuffix(made))
    const id = await insertUnlessTaken(tx, { ...tenant, slug }, call.now)
    if (id) return { id, slug }
  }
  throw new Failure('slug_taken', 'Choose another slug.')
}

/** Null when another tenant has the slug; the transaction goes on. */
async function insertUnlessTaken(
  tx: Tx,
  tenant: Parameters<typeof insertTenant>[1],
  now: Date,
): Promise<string | null> {
  try {
    return await tx.savepoint((inner) => insertTenant(inner, tenant, now))
  } catch (error) {
    if (error instanceof Error && 'constraint_name' in error && error.constraint_name === 'tenants_slug_key')
      return null
    throw error
  }
}
