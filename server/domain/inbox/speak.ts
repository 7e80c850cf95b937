import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { type Call, tenantOf } from '../../call.ts'
import { Failure } from '../../failure.ts'
import { once } from '../../idempotency.ts'
import { operation } from '../../operation.ts'
import { newUuid, publicId, uuidOf } from '../../platform/ids.ts'
import { channelOf, tellChange } from '../conversations/tell.ts'
import { finalOf, takeTurn, waiting } from '../conversations/turn.ts'
import { getActiveTenant, getPublicTenant } from '../tenants/tenants.ts'
import { ConsoleTurn, NewMessage, NewSession, Nothing, Session, Typing } from './contract.ts'
import { lockController, personOf } from './takeover.ts'

/** Staff try Bob out there: nothing of it is charged, counted or escalated to webhooks as live. Throws `tenant_not_found`. */
export const openSession = operation({
  name: 'conversations.openSession',
  summary: 'Begin a conversation with Bob in the console',
  permission: 'chat.manage',
  idempotency: 'transaction',
  input: NewSession,
  output: Session,
  async run(call, { business_id, session_id = randomUUID() }) {
    const tenantId = tenantOf(call)
    if (business_id !== undefined && (await getPublicTenant(call, business_id)).id !== tenantId)
      throw new Failure('tenant_not_found', 'business_id must be the business that you are signed in to.')
    return call.tenant(async (tx) => {
      const id = newUuid()
      await tx`
        insert into conversations (tenant_id, id, session_id, test, console, created_at, updated_at)
        values (${tenantId}, ${id}, ${session_id}, true, true, ${call.now}, ${call.now})`
      return { session_id, conversationId: publicId('conv', id) }
    })
  },
})

const staffMessage = 'conversations.sendStaffMessage'

/**
 * In a session of the console Bob answers; in a visitor's, the caller speaks to them. Throws `not_found`, and `not_in_control`
 * unless the caller has taken over.
 */
export const sendStaffMessage = operation({
  name: staffMessage,
  summary: 'Ask Bob in the console, or speak to a visitor',
  permission: 'chat.manage',
  idempotency: 'own',
  input: NewMessage,
  output: ConsoleTurn,
  async run(call, input) {
    const { id, isConsole } = await findSession(call, input.session_id)
    if (isConsole) return askBob(call, id, input)
    const speaking = {
      name: staffMessage,
      output: ConsoleTurn,
      run: (call: Call, input: Input) => speak(call, id, input),
    }
    const said = await once(call, speaking, input)
    tellChange(call, tenantOf(call), id)
    return said
  },
})

/** Shows the visitor, and the rest of the team, that somebody writes. Throws `not_found`, `not_in_control`. */
export const sayTyping = operation({
  name: 'conversations.typing',
  summary: 'Show that one is typing',
  permission: 'chat.manage',
  input: Typing,
  output: Nothing,
  async run(call, { id }) {
    const uuid = uuidOf('conv', id)
    const name = await call.tenant(async (tx) => {
      const person = await personOf(tx, call, undefined)
      const [row] = await tx<{ controller: string }[]>`
        select controller from conversations where tenant_id = ${tenantOf(call)} and id = ${uuid}`
      if (!row) throw new Failure('not_found')
      refuseUnlessIn(row.controller, person.id)
      return person.name
    })
    call.bus.tell(channelOf(uuid), { kind: 'typing', name })
    return {}
  },
})

type Input = z.output<typeof NewMessage>
type Answer = z.input<typeof ConsoleTurn>

async function askBob(call: Call, conversationId: string, input: Input): Promise<Answer> {
  const tenant = await getActiveTenant(call)
  const visitor_token = call.visitorTokens.issue(tenant.id, conversationId)
  const visit = { tenant, name: staffMessage, test: true, keepsCookie: false }
  const { visitorToken: _, ...turn } = await finalOf(takeTurn(call, { ...input, visitor_token }, visit))
  return turn
}

async function speak(call: Call, conversationId: string, { session_id, message }: Input): Promise<Answer> {
  const tenantId = tenantOf(call)
  const said = newUuid()
  await call.tenant(async (tx) => {
    const person = await personOf(tx, call, undefined)
    refuseUnlessIn(await lockController(tx, tenantId, conversationId), person.id)
    await tx`
      select append_human_message(${tenantId}, ${conversationId}, ${said}, ${message}, ${person.id}, ${person.name},
        ${call.now})`
  })
  return waiting({ sessionId: session_id, conversationId, messageId: said })
}

function refuseUnlessIn(controller: string, userId: string): void {
  if (controller !== `human:${userId}`)
    throw new Failure('not_in_control', 'Take the conversation over first.')
}

/** The newest conversation of a session: what the visitor sees. Throws `not_found`. */
async function findSession(call: Call, sessionId: string): Promise<{ id: string; isConsole: boolean }> {
  const [row] = await call.tenant(
    (tx) => tx<{ id: string; isConsole: boolean }[]>`
      select id, console as "isConsole" from conversations
      where tenant_id = ${tenantOf(call)} and session_id = ${sessionId} order by id desc limit 1`,
  )
  if (!row) throw new Failure('not_found')
  return row
}
