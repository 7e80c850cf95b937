import { findMailed } from '../../access/mailed-tokens.ts'
import { mailBuckets } from '../../access/quotas.ts'
import type { Call } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { SignedIn } from '../accounts/contract.ts'
import { openSession, signedIn } from '../accounts/signed-in.ts'
import { insertUser } from '../accounts/users.ts'
import { audit } from '../audit/append.ts'
import { Acceptance } from './contract.ts'

/** Without an idempotency key on purpose: the answer is a secret. The seat is held by the invitation already. */
export const acceptInvitation = operation({
  name: 'team.accept',
  summary: 'Join a team with a link that was mailed',
  permission: 'anyone',
  limits: mailBuckets,
  input: Acceptance,
  output: SignedIn,
  async run(call, { token, name, password }) {
    // a link that is not good costs no hash
    await call.database.query((sql) => sql.begin((tx) => takeInvitation(tx, token, call.now)))
    const passwordHash = await call.passwords.hash(password)
    const { person, session } = await call.database.query((sql) =>
      sql.begin((tx) => join(tx, call, { token, name, passwordHash })),
    )
    return signedIn(call, person, session)
  },
})

async function join(tx: Tx, call: Call, given: { token: string; name: string; passwordHash: string }) {
  const { tenantId, invitationId, email, role, slug, business } = await takeInvitation(
    tx,
    given.token,
    call.now,
  )
  await tx`delete from invitations where tenant_id = ${tenantId} and id = ${invitationId}`
  const user = { tenantId, email, role, name: given.name }
  const id = await insertUser(tx, { ...user, passwordHash: given.passwordHash }, call.now)
  const person = { ...user, id, tenantSlug: slug, tenantName: business }
  const session = await openSession(tx, person, call.now)
  const actor = { kind: 'user', ...person, sessionId: session.sessionId } as const
  await audit(tx, { ...call, actor }, tenantId, {
    action: 'team.accept',
    subject: publicId('user', id),
    details: { invitation: publicId('inv', invitationId), role },
  })
  return { person, session }
}

type Taken = {
  tenantId: string
  invitationId: string
  email: string
  role: 'admin' | 'agent' | 'viewer'
  slug: string
  business: string
}

/** The invitation that a link belongs to, locked: of two who use it at once the second finds it gone. */
async function takeInvitation(tx: Tx, token: string, now: Date): Promise<Taken> {
  const found = await findMailed(tx, 'invitations', token, now)
  const [invitation] = found
    ? await tx<Taken[]>`
        select i.tenant_id as "tenantId", i.id as "invitationId", i.email, i.role, t.slug, t.name as business
        from invitations i join tenants t on t.id = i.tenant_id
        where i.tenant_id = ${found.tenantId} and i.id = ${found.id} and t.status = 'active'
        for update of i`
    : []
  if (invitation) return invitation
  const message =
    'The link was used, taken back or replaced, is older than seven days, or was not copied whole.'
  throw new Failure('invalid_input', `token: ${message}`, {
    errors: [{ path: 'token', code: 'link_not_good', message }],
  })
}
