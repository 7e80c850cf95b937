import type { Parts } from '../../call.ts'

/** Where those listen who follow a conversation. */
export const channelOf = (conversationId: string): string => `conversation ${conversationId}`

/** Where those listen who follow all conversations of a business. */
export const inboxOf = (tenantId: string): string => `inbox ${tenantId}`

/** Says that something of a conversation has changed: after the commit, never before. */
export function tellChange({ bus }: Pick<Parts, 'bus'>, tenantId: string, conversationId: string): void {
  bus.tell(channelOf(conversationId), { kind: 'change' })
  bus.tell(inboxOf(tenantId), { kind: 'change' })
}
