import { actorName } from '../../access/actor.ts'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { publicId, uuidOf } from '../../platform/ids.ts'
import type { Tx } from '../../platform/postgres.ts'
import { audit } from '../audit/append.ts'
import { channelOf, tellChange } from '../conversations/tell.ts'
import { publish } from '../events/publish.ts'
import { Conversation, Release, Takeover } from './contract.ts'
import { conversationOf, readConversation, userIn } from './rows.ts'

/**
 * From the commit on, whatever Bob was about to say is refused: it bears the epoch before. Throws `not_found`, and
 * `already_in_control` when somebody else has it. Source: architecture, a takeover.
 */
export const takeOver = operation({
  name: 'conversations.takeOver',
  summary: 'Speak to a visitor oneself',
  permission: 'chat.manage',
  input: Takeover,
  output: Conversation,
  async run(call, { id, force, userId }) {
    const tenantId = tenantOf(call)
    const uuid = uuidOf('conv', id)
    const taken = await call.tenant(async (tx) => {
      const person = await personOf(tx, call, userId)
      const controller = await lockController(tx, tenantId, uuid)
      const holder = userIn(controller)
      if (holder === person.id) return conversationOf(await readConversation(tx, tenantId, uuid))
      if (holder !== null && !force)
        throw new Failure('already_in_control', 'Somebody else of the team speaks there; take it with force.')
      if (holder !== null) await tellReleased(tx, call, uuid, holder, 'released')
      await setController(tx, call, uuid, `human:${person.id}`)
      await resolveEscalations(tx, call, uuid)
      await publish(tx, call, {
        tenantId,
        event: 'conversation.takeover.started',
        conversationId: uuid,
        data: { userId: publicId('user', person.id), userName: person.name },
      })
      await audit(tx, call, tenantId, {
        action: 'conversations.takeOver',
        subject: id,
        details: { userId: publicId('user', person.id), force },
      })
      return conversationOf(await readConversation(tx, tenantId, uuid))
    })
    call.bus.tell(channelOf(uuid), { kind: 'control' })
    tellChange(call, tenantId, uuid)
    return taken
  },
})

/** Bob answers again. Throws `not_found`, and `not_in_control` when nobody of the team speaks there. */
export const release = operation({
  name: 'conversations.release',
  summary: 'Give a visitor back to Bob',
  permission: 'chat.manage',
  input: Release,
  output: Conversation,
  async run(call, { id }) {
    const tenantId = tenantOf(call)
    const uuid = uuidOf('conv', id)
    const released = await call.tenant(async (tx) => {
      const holder = userIn(await lockController(tx, tenantId, uuid))
      if (holder === null) throw new Failure('not_in_control', 'Nobody of the team speaks there.')
      await giveBack(tx, call, uuid, holder, 'released')
      await audit(tx, call, tenantId, { action: 'conversations.release', subject: id })
      return conversationOf(await readConversation(tx, tenantId, uuid))
    })
    tellChange(call, tenantId, uuid)
    return released
  },
})

/** Gives a conversation back to Bob in a transaction that has locked it. */
export async function giveBack(
  tx: Tx,
  call: Call,
  conversationId: string,
  holder: string,
  reason: 'released' | 'inactive',
): Promise<void> {
  await setController(tx, call, conversationId, 'bob')
  await resolveEscalations(tx, call, conversationId)
  await tellReleased(tx, call, conversationId, holder, reason)
}

/** Who speaks in a conversation, which stays so until the transaction ends. Throws `not_found`. */
export async function lockController(tx: Tx, tenantId: string, conversationId: string): Promise<string> {
  const [row] = await tx<{ controller: string }[]>`
    select controller from conversations where tenant_id = ${tenantId} and id = ${conversationId} for update`
  if (!row) throw new Failure('not_found')
  return row.controller
}

/** The person of the team who acts. Throws `permission_denied` for whoever is none, or names another; `not_found`. */
export async function personOf(
  tx: Tx,
  { actor, tenantId }: Pick<Call, 'actor' | 'tenantId'>,
  userId: string | undefined,
): Promise<{ id: string; name: string }> {
  if (actor.kind === 'service' && userId === undefined)
    throw new Failure('invalid_input', 'userId: say who of the team it is.', {
      errors: [{ path: 'userId', code: 'required', message: 'say who of the team it is' }],
    })
  if (actor.kind !== 'service' && actor.kind !== 'user')
    throw new Failure('permission_denied', 'This is for people of the business.')
  const id = userId === undefined ? actor.id : uuidOf('user', userId)
  const [person] = await tx<{ id: string; name: string }[]>`
    select id, name from users where tenant_id = ${tenantId} and id = ${id} and status = 'active'`
  if (!person) throw new Failure('not_found')
  if (actor.kind === 'user' && person.id !== actor.id)
    throw new Failure('permission_denied', 'A person acts for themselves: leave userId out.')
  return person
}

async function setController(tx: Tx, call: Call, conversationId: string, controller: string): Promise<void> {
  await tx`
    update conversations
    set controller = ${controller}, control_epoch = control_epoch + 1, memo = memo - 'offered' - 'misses',
        human_at = ${controller === 'bob' ? null : call.now}, updated_at = ${call.now}
    where tenant_id = ${tenantOf(call)} and id = ${conversationId}`
}

/** Who was asked for has come. */
async function resolveEscalations(tx: Tx, call: Call, conversationId: string): Promise<void> {
  await tx`
    update escalations set status = 'resolved', resolved_at = ${call.now}, resolved_by = ${actorName(call.actor)}
    where tenant_id = ${tenantOf(call)} and conversation_id = ${conversationId} and status = 'open'
      and kind = 'handoff'`
}

const tellReleased = (
  tx: Tx,
  call: Call,
  conversationId: string,
  holder: string,
  reason: 'released' | 'inactive',
) =>
  publish(tx, call, {
    tenantId: tenantOf(call),
    event: 'conversation.takeover.released',
    conversationId,
    data: { userId: publicId('user', holder), reason },
  })
