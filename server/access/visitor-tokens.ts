import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'

/** A visitor's proof of an earlier turn: the conversation's id, sealed for its tenant. Nothing is stored for it. */
export type VisitorTokens = {
  issue(tenantId: string, conversationId: string): string
  /** The conversation that a token names, or null when it was not issued here for this tenant. */
  read(tenantId: string, token: string): string | null
}

const prefix = 'vt_'
const uuidBytes = 16
const sealBytes = 16

export function createVisitorTokens(key: Uint8Array): VisitorTokens {
  const secret = createSecretKey(key)
  const seal = (tenantId: string, conversation: Buffer) =>
    createHmac('sha256', secret).update(tenantId).update(conversation).digest().subarray(0, sealBytes)
  return {
    issue(tenantId, conversationId) {
      const conversation = Buffer.from(conversationId.replaceAll('-', ''), 'hex')
      return prefix + Buffer.concat([conversation, seal(tenantId, conversation)]).toString('base64url')
    },
    read(tenantId, token) {
      const bytes = Buffer.from(token.slice(prefix.length), 'base64url')
      if (!token.startsWith(prefix) || bytes.length !== uuidBytes + sealBytes) return null
      const conversation = bytes.subarray(0, uuidBytes)
      if (!timingSafeEqual(bytes.subarray(uuidBytes), seal(tenantId, conversation))) return null
      return conversation.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    },
  }
}
